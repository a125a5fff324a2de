import type { Database } from '#app/archive/database.server.ts'
import { forgetSingleton } from '#app/platform/singleton.ts'
import { type Search, startSearch } from '#app/search/index.server.ts'
import { queryOf } from '#tests/contracts/search-documents.ts'

type Told = {
  slug: string
  title?: string | null
  status?: 'draft' | 'scheduled' | 'published' | 'withdrawn'
  speakers?: string[]
  hosts?: string[]
  themes?: string[]
  summaryHtml?: string
  recording?: 'here' | 'unpublished'
  cues?: { start: number; end: number; speaker: string | null; text: string }[]
  documents?: { kind: 'insights' | 'slides'; title: string; text: string | null; availability?: 'here' | 'elsewhere' }[]
}

/** Puts a conversation held in December 2023 into the archive and gives its row id. People and themes are made as named. */
export async function putConversation(db: Database, told: Told): Promise<number> {
  const { slug, title = slug, status = 'published', summaryHtml = '', speakers = [], hosts = [], themes = [] } = told
  const people = [
    ...speakers.map((name) => ({ name, role: 'speaker' as const })),
    ...hosts.map((name) => ({ name, role: 'host' as const })),
  ]
  const row = await db.prisma.conversation.create({
    data: {
      slug,
      title,
      status,
      summaryHtml,
      heldOn: new Date('2023-12-01'),
      series: { connectOrCreate: { where: { slug: 'evenings' }, create: { slug: 'evenings', name: 'Evenings' } } },
      appearances: {
        create: people.map(({ name, role }, position) => ({
          role,
          position,
          person: {
            connectOrCreate: {
              where: { slug: slugOf(name) },
              create: { slug: slugOf(name), name, sortName: name, honorific: role === 'host' ? 'Dr' : null },
            },
          },
        })),
      },
      themes: {
        create: themes.map((name, position) => ({
          position,
          theme: { connectOrCreate: { where: { slug: slugOf(name) }, create: { slug: slugOf(name), name } } },
        })),
      },
      ...(told.recording || told.cues ? { recordings: { create: [recordingOf(told)] } } : {}),
      documents: { create: (told.documents ?? []).map(documentRow) },
    },
    select: { id: true },
  })
  return row.id
}

function recordingOf({ recording = 'here', cues }: Told) {
  const words = (cues ?? []).map(({ start, end, speaker, text }, position) => ({
    position,
    startSeconds: start,
    endSeconds: end,
    speaker,
    text,
  }))
  return {
    position: 0,
    availability: recording,
    address: recording === 'here' ? 'https://videos.example.org/1' : null,
    ...(cues ? { captionTracks: { create: [{ position: 0, cues: { create: words } }] } } : {}),
  }
}

function documentRow(
  { kind, title, text, availability = 'here' as const }: NonNullable<Told['documents']>[number],
  position: number,
) {
  return { kind, title, text, availability, position, html: availability === 'here' ? `<p>${text ?? ''}</p>` : null }
}

export function slugOf(name: string): string {
  return name.toLowerCase().replace(/\s+/g, '-')
}

/** A search of its own, as another process would have: the next one that is started is a new one. */
export async function openSearch(db: Database): Promise<Search> {
  const search = await startSearch(db, { engine: 'auto' })
  forgetSingleton('search')
  return search
}

/** The slugs that a text finds, once everything that was committed is in the index. */
export async function slugsFor(search: Search, q: string): Promise<string[]> {
  await search.caughtUp()
  const outcome = await search.search(queryOf(q))
  if (outcome.status !== 'ok') throw new Error(outcome.reason)
  return outcome.results.map(({ kind, slug }) => (kind === 'conversation' ? slug : `${kind} ${slug}`))
}
