import type { Database } from '#app/archive/database.server.ts'

type Status = 'draft' | 'scheduled' | 'published' | 'withdrawn'

type Told = {
  slug: string
  /** `2023-12` or `2023-12-21`. */
  heldOn: string
  title?: string | null
  status?: Status
  series?: string
  speakers?: string[]
  hosts?: string[]
  themes?: string[]
  affiliation?: string
  summaryHtml?: string
  language?: string
}

/** Puts a conversation into a test's archive, with the people, themes and series that it names. Gives its row id. */
export async function tell(db: Database, told: Told): Promise<number> {
  const { slug, heldOn, title = slug, status = 'published', series = 'evenings' } = told
  const { speakers = [], hosts = [], themes = [], affiliation = '', summaryHtml = '', language = null } = told
  const isDay = heldOn.length > 7
  const { id: seriesId } = await db.prisma.series.upsert({
    where: { slug: series },
    create: { slug: series, name: series },
    update: {},
    select: { id: true },
  })
  const everybody = [
    ...speakers.map((name) => ({ name, role: 'speaker' as const })),
    ...hosts.map((name) => ({ name, role: 'host' as const })),
  ]
  const row = await db.prisma.conversation.create({
    data: {
      slug,
      title,
      status,
      seriesId,
      summaryHtml,
      language,
      heldOn: new Date(isDay ? heldOn : `${heldOn}-01`),
      heldOnPrecision: isDay ? 'day' : 'month',
      appearances: {
        create: everybody.map(({ name, role }, position) => ({
          role,
          position,
          affiliation,
          person: {
            connectOrCreate: {
              where: { slug: slugOf(name) },
              create: { slug: slugOf(name), name, sortName: sortName(name) },
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
    },
    select: { id: true },
  })
  return row.id
}

function slugOf(name: string): string {
  return name.toLowerCase().replace(/\s+/g, '-')
}

function sortName(name: string): string {
  const words = name.split(' ')
  const last = words.pop() ?? ''
  return words.length === 0 ? last : `${last}, ${words.join(' ')}`
}
