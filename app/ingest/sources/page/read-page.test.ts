import { expect, test } from 'vitest'

import { UnreadableSourceError } from '#app/ingest/source.ts'

import { readPage } from './read-page.ts'

async function itemsOf(content: string, format: 'html' | 'text' = 'html') {
  const items = []
  for await (const entry of readPage(content, format, 'page').entries) items.push(entry)
  return items
}

async function onlyItem(content: string, format: 'html' | 'text' = 'html') {
  const [entry, ...others] = await itemsOf(content, format)
  expect(others).toEqual([])
  return entry?.candidate
}

test('a heading with its title, a paragraph and links is one conversation', async () => {
  const page = `<html><head><title>Past conversations</title></head><body><nav><h2>March 2020</h2></nav><main>
    <h2>January 2024: Kindness in education</h2>
    <p>We were joined by <b>Dr Sanjiv Ahluwalia</b>, Head of Anglia Ruskin School of Medicine, who spoke about students.</p>
    <p><a href="https://example.org/jan.pdf">Download the insights and summary</a></p>
    <p>Watch below</p><iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe></main></body></html>`
  expect(await onlyItem(page)).toEqual({
    kind: 'conversation',
    heldOn: '2024-01',
    title: 'Kindness in education',
    speakers: [
      {
        person: { name: 'Sanjiv Ahluwalia', honorific: 'Dr' },
        role: 'speaker',
        affiliation: 'Head of Anglia Ruskin School of Medicine',
      },
    ],
    body: 'We were joined by Dr Sanjiv Ahluwalia, Head of Anglia Ruskin School of Medicine, who spoke about students.',
    recordings: [{ availability: 'here', address: 'https://www.youtube.com/watch?v=abcdefghijk' }],
    documents: [
      { availability: 'here', address: 'https://example.org/jan.pdf', kind: 'insights', title: 'Insights and summary' },
    ],
  })
})

test('offers without a link are known to exist elsewhere, and a recording that was not made is unpublished', async () => {
  const item = await onlyItem(
    '## March 2023\nKindness in the face of conflict\nSome words.\nDownload the insights\nRecording not available',
    'text',
  )
  expect(item).toMatchObject({
    title: 'Kindness in the face of conflict',
    recordings: [{ availability: 'unpublished' }],
    documents: [{ availability: 'elsewhere', kind: 'insights' }],
    body: 'Some words.',
  })
})

test('links that stand in no words are known by where they lead', async () => {
  const item = await onlyItem(
    '<h2>March 2023</h2><p><a href="https://vimeo.com/123456"></a></p><p><a href="https://example.org/a.pptx"><img></a></p>',
  )
  expect(item).toMatchObject({
    recordings: [{ availability: 'here', address: 'https://vimeo.com/123456' }],
    documents: [{ availability: 'here', kind: 'slides', address: 'https://example.org/a.pptx' }],
  })
})

test('an address that the saved page does not make whole is reported and not guessed', async () => {
  const [entry] = await itemsOf('<h2>March 2023</h2><p>Words.</p><a href="files/a.pdf">Download the insights</a>')
  expect(entry?.candidate?.['documents']).toEqual([
    { availability: 'elsewhere', kind: 'insights', title: 'Insights and summary' },
  ])
  expect(entry?.problems.map(({ text }) => text).join()).toContain('no whole address')
})

test('"click here" means what its sentence says', async () => {
  const item = await onlyItem(
    '<h2>March 2023</h2><p>To download the insights, <a href="https://example.org/a.pdf">click here</a>.</p><p>To watch the recording, <a href="https://youtu.be/abcdefghijk">click here</a>.</p>',
  )
  expect(item).toMatchObject({
    recordings: [{ address: 'https://youtu.be/abcdefghijk' }],
    documents: [{ address: 'https://example.org/a.pdf' }],
  })
})

test('where the page gives no title, none is made', async () => {
  const item = await onlyItem(
    '## September 2022\nWith Dr Robin Banerjee and Dr Gillian Sandstrom. Bob Klaber hosted.',
    'text',
  )
  expect(item).not.toHaveProperty('title')
  expect(item?.['speakers']).toMatchObject([{ role: 'speaker' }, { role: 'speaker' }, { role: 'host' }])
})

test('a title stands in quotes, in bold, behind a label or before the names', async () => {
  const titles = [
    'This month’s conversation, “Kindness in education”, was led by Dr Sanjiv Ahluwalia.',
    '**Kindness in education**',
    'Topic: Kindness in education',
    'Kindness in education with Dr Sanjiv Ahluwalia',
    'Kindness in education – Dr Sanjiv Ahluwalia',
  ].map(async (line) => (await onlyItem(`## January 2024\n${line}\nMore words stand here.`, 'text'))?.['title'])
  expect(await Promise.all(titles)).toEqual(Array.from({ length: 5 }, () => 'Kindness in education'))
})

test('two headings of one month leave the second to an editor', async () => {
  const entries = await itemsOf('## March 2023\nOne.\n## March 2023\nTwo.', 'text')
  expect(entries[1]).toMatchObject({ candidate: null, action: 'ambiguous', heldOn: '2023-03', place: { line: 3 } })
})

test('lines are those of the file', async () => {
  const entries = await itemsOf(
    '<body>\n<p>Hello</p>\n\n<h2>March 2023</h2>\n<p>One.</p>\n<h2>\n  February 2023</h2><p>Two.</p></body>',
  )
  expect(entries.map(({ place }) => place.line)).toEqual([4, 7])
})

test('a page without months cannot be read', () => {
  expect(() => readPage('<h1>Hello</h1><p>In May we met.</p>', 'html', 'page.html')).toThrow(UnreadableSourceError)
})
