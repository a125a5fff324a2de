import type { LoaderFunctionArgs } from '@remix-run/node'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { HtmlForServer } from '#app/components/server-html.tsx'
import { forgetSingleton, singleton } from '#app/platform/singleton.ts'
import { conversationMeta } from '#app/routes/conversation/conversation-meta.ts'
import { loader as conversationLoader } from '#app/routes/conversation/route.tsx'
import { loader as elsewhereLoader } from '#app/routes/elsewhere.tsx'
import { loader as personLoader } from '#app/routes/person/route.tsx'
import { loader as themeLoader } from '#app/routes/theme/route.tsx'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

import { tell } from './reads-fixture.ts'

let fixture: TestDatabase
beforeEach(async () => {
  fixture = await createTestDatabase()
  forgetSingleton('database')
  singleton('database', () => fixture.db)
})
afterEach(async () => {
  forgetSingleton('database')
  await fixture.close()
})

type Loader = (args: LoaderFunctionArgs) => Promise<unknown>

/** What a route answers when it does not show its page. */
async function thrownBy(
  loader: Loader,
  path: string,
): Promise<{ status: number; location: string | null; body: string }> {
  const slug = decodeURIComponent(path.split('?')[0]?.split('/').at(-1) ?? '')
  const request = new Request(`http://archive.example${path}`)
  const answer = await loader({ params: { slug }, request, context: {} }).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(answer instanceof Response)) throw new Error(`${path} was answered with its page`, { cause: answer })
  return { status: answer.status, location: answer.headers.get('location'), body: await answer.text() }
}

test('a draft is answered as if it were not there', async () => {
  await tell(fixture.db, {
    slug: 'idea',
    heldOn: '2023-06',
    status: 'draft',
    speakers: ['Secret Guest'],
    themes: ['Secrets'],
  })
  const draft = await thrownBy(conversationLoader, '/conversations/idea')
  expect(draft).toEqual(await thrownBy(conversationLoader, '/conversations/never-was'))
  expect(draft.status).toBe(404)
  expect((await thrownBy(personLoader, '/people/secret-guest')).status).toBe(404)
  expect((await thrownBy(themeLoader, '/themes/secrets')).status).toBe(404)
})

test('what was withdrawn keeps its address, and says only when it was held and whether its year has others', async () => {
  await tell(fixture.db, { slug: 'gone', heldOn: '2023-08', status: 'withdrawn', speakers: ['Somebody Private'] })
  await tell(fixture.db, { slug: 'idea', heldOn: '2023-09', status: 'draft' })
  await tell(fixture.db, { slug: 'later', heldOn: '2024-08' })
  const alone = await thrownBy(conversationLoader, '/conversations/gone')
  expect(alone.status).toBe(410)
  expect(JSON.parse(alone.body)).toEqual({ withdrawn: { heldOn: '2023-08', yearHasOthers: false } })
  await tell(fixture.db, { slug: 'other', heldOn: '2023-01-31' })
  const { body } = await thrownBy(conversationLoader, '/conversations/gone')
  expect(JSON.parse(body)).toEqual({ withdrawn: { heldOn: '2023-08', yearHasOthers: true } })
})

test('an old address of any page leads to the new one for good', async () => {
  await fixture.db.prisma.redirect.createMany({
    data: [
      { fromPath: '/conversations/old', toPath: '/conversations/new' },
      { fromPath: '/people/old-name', toPath: '/people/new-name' },
      { fromPath: '/themes/köln', toPath: '/themes/cologne' },
      { fromPath: '/archive.html', toPath: '/conversations' },
      { fromPath: '/people/taro', toPath: '/people/太郎' },
    ],
  })
  for (const [loader, path, location] of [
    [conversationLoader, '/conversations/old?t=1m', '/conversations/new?t=1m'],
    [personLoader, '/people/old-name/', '/people/new-name'],
    [themeLoader, '/themes/k%C3%B6ln', '/themes/cologne'],
    [elsewhereLoader, '/archive.html', '/conversations'],
    [personLoader, '/people/taro', '/people/%E5%A4%AA%E9%83%8E'],
  ] as [Loader, string, string][])
    expect(await thrownBy(loader, path)).toMatchObject({ status: 301, location })
})

test('a year without anything names the years there are', async () => {
  await tell(fixture.db, { slug: 'a', heldOn: '2022-07' })
  await tell(fixture.db, { slug: 'b', heldOn: '2024-02' })
  const { status, body } = await thrownBy(conversationLoader, '/conversations/2019')
  expect(status).toBe(404)
  expect(body).toContain('2022 to 2024')
})

test('a page that no list has is not found, one that is no number is refused', async () => {
  await tell(fixture.db, { slug: 'a', heldOn: '2023-07', themes: ['Care'], speakers: ['Ann Open'] })
  for (const [loader, path] of [
    [conversationLoader, '/conversations/2023'],
    [personLoader, '/people/ann-open'],
    [themeLoader, '/themes/care'],
  ] as [Loader, string][]) {
    expect((await thrownBy(loader, `${path}?page=2`)).status).toBe(404)
    expect((await thrownBy(loader, `${path}?page=-1`)).status).toBe(400)
    expect((await thrownBy(loader, `${path}?page=1e99`)).status).toBe(400)
  }
})

test('a conversation comes with its summary sheet below its own title, headings moved up', async () => {
  const id = await tell(fixture.db, {
    slug: 'a',
    heldOn: '2023-07',
    title: 'Care & cure',
    summaryHtml: '<p>Short.</p>',
  })
  await fixture.db.prisma.document.create({
    data: {
      conversationId: id,
      position: 0,
      kind: 'insights',
      title: 'Sheet',
      html: '<h3>Care &#x26; cure</h3>\n<h4>Who spoke</h4><p>Ann</p>',
    },
  })
  const request = new Request('http://archive.example/conversations/a')
  const data = await conversationLoader({ params: { slug: 'a' }, request, context: {} })
  expect(data).toMatchObject({
    kind: 'conversation',
    excerpt: 'Short.',
    readings: [{ title: 'Sheet', minutes: 1 }],
  })
  const [reading] = data.kind === 'conversation' ? data.readings : []
  expect(HtmlForServer.read(reading?.html)).toBe('\n<h3>Who spoke</h3><p>Ann</p>')
})

test('machines are told of the recording that the page shows: the first with words', async () => {
  const conversationId = await tell(fixture.db, { slug: 'two-parts', heldOn: '2023-07' })
  const { recording } = fixture.db.prisma
  const chapters = (title: string) => ({ create: { startSeconds: 30, title } })
  await recording.create({
    data: {
      ...{ conversationId, position: 0, address: 'https://youtu.be/A-u8XHAUac4', durationSeconds: 3480 },
      chapters: chapters('Of the first'),
    },
  })
  await recording.create({
    data: {
      ...{ conversationId, position: 1, address: 'https://media.example.org/talk.mp3', kind: 'audio' },
      ...{ durationSeconds: 60, chapters: chapters('Of the second') },
      captionTracks: {
        create: {
          position: 0,
          cues: { create: { position: 0, startSeconds: 0, endSeconds: 1, text: 'Good evening.' } },
        },
      },
    },
  })
  const slug = 'two-parts'
  const request = new Request(`http://archive.example/conversations/${slug}`)
  const data = await conversationLoader({ params: { slug }, request, context: {} })
  if (data.kind !== 'conversation') throw new Error('It is no year.')
  expect(data.watching.recording).toMatchObject({ address: 'https://media.example.org/talk.mp3', number: null })
  const root = { id: 'root', data: { siteUrl: 'http://archive.example' } }
  const told = conversationMeta([root], data).map((descriptor) => Object.values(descriptor)[0])
  expect(told).toContainEqual(
    expect.objectContaining({
      '@type': 'AudioObject',
      contentUrl: 'https://media.example.org/talk.mp3',
      duration: 'PT1M',
      hasPart: [expect.objectContaining({ name: 'Of the second', url: `${request.url}?t=30` })],
    }),
  )
})
