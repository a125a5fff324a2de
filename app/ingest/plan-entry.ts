import type { ChangedRecord, Writes } from '#app/archive/records/write.server.ts'
import type { ItemOf } from '#app/domain/archive-item.ts'
import type { ArchiveRecords, RecordKind } from '#app/domain/archive-record.ts'
import { namesNobody } from '#app/domain/names.ts'

import { currentSlug, newSlug, rememberAs, setMainSeries, type Catalogue } from './catalogue.ts'
import { changedFields } from './changed-fields.ts'
import type { GivenDocument } from './merge-conversation.ts'
import {
  mergeNews,
  mergeOffering,
  mergeOrganisation,
  mergePerson,
  mergeSeries,
  mergeTheme,
  type OfferingParts,
} from './merge-entries.ts'
import { Naming, type Named } from './naming.ts'
import type { Plan, PlanContext } from './plan-conversation.ts'

/** Everything but conversations: people, themes, organisations, series, offerings and news. */
export type EntryKind = Exclude<RecordKind, 'conversation'>
export type EntryItem = ItemOf<EntryKind>

/**
 * Which entry of the archive an item is: the one with its id, else with its slug, else (where names are names and not
 * titles) with its name.
 */
export function matchEntry(item: EntryItem, { catalogue, source, claimed }: PlanContext): string | null {
  const index = catalogue[item.kind]
  const id = 'id' in item ? item.id : undefined
  function mayBeIt(slug: string): boolean {
    const known = index.sourceIdOf(slug)
    return id === undefined || known === null || known === id
  }
  const byId = id === undefined ? null : index.withSourceId(id)
  if (byId !== null) return byId
  const bySlug = currentSlug(catalogue, item.kind, item.slug)
  if (bySlug !== null && mayBeIt(bySlug)) return bySlug
  if (!('name' in item)) return null
  const others = source.slugs[item.kind]
  const named = index.named(item.name).filter((slug) => {
    return mayBeIt(slug) && !claimed.has(claimOf(item.kind, slug)) && !(others?.has(slug) ?? false)
  })
  return named.length === 1 ? (named[0] ?? null) : null
}

/** Decides about one entry and, unless nothing is to be done, adds it to what is written. */
export async function planEntry(
  item: EntryItem,
  documents: GivenDocument[] | undefined,
  match: { slug: string; stored: ArchiveRecords[EntryKind] | null } | null,
  context: PlanContext,
  writes: Writes,
): Promise<Plan> {
  const { catalogue, source, claimed } = context
  const about = {
    title: 'name' in item ? item.name : item.title,
    heldOn: item.kind === 'news' ? item.datedOn : null,
    speakers: [],
    fields: [],
  }
  if (match !== null && claimed.has(claimOf(item.kind, match.slug))) {
    const problem = `it is “${match.slug}” in the archive, which stands in this source already`
    return { ...about, action: 'refused', slug: match.slug, problems: [problem] }
  }
  const isReserved = (slug: string) => slug !== item.slug && (source.slugs[item.kind]?.has(slug) ?? false)
  const slug = match?.slug ?? newSlug(catalogue, item.kind, item.slug, isReserved)
  const naming = new Naming(catalogue, source.slugs)
  const { record, problems, notices } = recordOf(item, documents, slug, match?.stored ?? null, catalogue, naming)
  if (problems.length > 0) return { ...about, action: 'refused', slug: match?.slug ?? null, problems }
  await renderTexts(record, match?.stored ?? null, context.render)

  catalogue.journal.add(claimed, claimOf(item.kind, slug))
  naming.commit(writes)
  rememberAs(catalogue, item.kind, item.slug, slug)
  catalogue[item.kind].add({
    slug,
    sourceId: 'sourceId' in record ? record.sourceId : null,
    name: 'name' in record ? record.name : record.title,
    aliases: 'aliases' in record ? record.aliases : [],
  })
  if ('main' in record && record.main) setMainSeries(catalogue, slug)
  const stored = match?.stored ?? null
  const fields = stored === null ? [] : changedFields(stored, record)
  if (stored === null) addTo(writes.added[item.kind], record)
  else if (fields.length > 0) addTo(writes.changed[item.kind], { record, fields })
  const action = stored === null ? 'added' : fields.length > 0 ? 'changed' : 'unchanged'
  return { ...about, action, slug, fields, problems: notices }
}

function claimOf(kind: EntryKind, slug: string): string {
  return `${kind} ${slug}`
}

type Made = { record: ArchiveRecords[EntryKind]; problems: string[]; notices: string[] }

function recordOf(
  item: EntryItem,
  documents: GivenDocument[] | undefined,
  slug: string,
  before: ArchiveRecords[EntryKind] | null,
  catalogue: Catalogue,
  naming: Naming,
): Made {
  const problems: string[] = []
  const notices: string[] = []
  function slugOf(named: Named): string {
    if ('slug' in named) return named.slug
    problems.push(named.problem)
    return ''
  }
  function organisationOf(reference: string | null | undefined): string | null | undefined {
    return typeof reference === 'string' ? slugOf(naming.organisation(reference)) : reference
  }
  function stored<Kind extends EntryKind>(kind: Kind): ArchiveRecords[Kind] | null {
    return item.kind === kind ? (before as ArchiveRecords[Kind] | null) : null
  }

  switch (item.kind) {
    case 'person':
      return { record: mergePerson(stored('person'), item, slug), problems, notices }
    case 'theme':
      return { record: mergeTheme(stored('theme'), item, slug), problems, notices }
    case 'organisation':
      return { record: mergeOrganisation(stored('organisation'), item, slug), problems, notices }
    case 'series': {
      const record = mergeSeries(stored('series'), item, slug, organisationOf(item.organisation))
      if (record.main && catalogue.mainSeries !== null && catalogue.mainSeries !== slug) {
        notices.push(`main: “${catalogue.mainSeries}” is the main series already and stays it`)
        record.main = false
      }
      return { record, problems, notices }
    }
    case 'news':
      return { record: mergeNews(stored('news'), item, slug, organisationOf(item.organisation)), problems, notices }
    case 'offering': {
      const named = item.facilitators?.filter(({ person }) => {
        if (typeof person === 'string' || !namesNobody(person.name)) return true
        notices.push(`“${person.name}” names nobody: left out`)
        return false
      })
      const facilitators = named?.map(({ person, role }) => {
        return { person: slugOf(naming.person(person, [])), role: role ?? '' }
      })
      const themes = item.themes?.map((theme) => slugOf(naming.theme(theme)))
      const parts: OfferingParts = {
        organisation: slugOf(naming.organisation(item.organisation)),
        facilitators: facilitators?.filter((one, index) => indexOfPerson(facilitators, one.person) === index),
        themes: themes === undefined ? undefined : [...new Set(themes)],
        documents,
      }
      return { record: mergeOffering(stored('offering'), item, slug, parts), problems, notices }
    }
  }
}

function indexOfPerson(people: { person: string }[], person: string): number {
  return people.findIndex((other) => other.person === person)
}

/** The texts of an entry and the HTML made from each, where the text is another than before. */
async function renderTexts(
  record: ArchiveRecords[EntryKind],
  stored: ArchiveRecords[EntryKind] | null,
  render: PlanContext['render'],
): Promise<void> {
  const texts = ['bio', 'description', 'summary', 'body'] as const
  const fields: Record<string, unknown> = record
  const before: Record<string, unknown> = stored ?? {}
  for (const text of texts) {
    const markdown = fields[text]
    if (typeof markdown === 'string' && markdown !== before[text]) fields[`${text}Html`] = await render(markdown)
  }
}

function addTo(list: ArchiveRecords[EntryKind][] | ChangedRecord<EntryKind>[], entry: object): void {
  ;(list as object[]).push(entry)
}
