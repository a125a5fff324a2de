import type { KnownConversation } from '#app/archive/records/known.server.ts'
import type { Writes } from '#app/archive/records/write.server.ts'
import type { ConversationItem } from '#app/domain/archive-item.ts'
import type { Reference } from '#app/domain/archive-item-fields.ts'
import type { ConversationRecord } from '#app/domain/archive-record.ts'
import { namesNobody } from '#app/domain/names.ts'
import { listInWords } from '#app/domain/words.ts'
import { slugify } from '#app/domain/slug.ts'

import { currentSlug, newSlug, rememberAs, type Catalogue } from './catalogue.ts'
import { changedFields } from './changed-fields.ts'
import { matchConversation } from './match-conversation.ts'
import {
  mergeConversation,
  type GivenConversation,
  type GivenDocument,
  type GivenRecording,
} from './merge-conversation.ts'
import { Naming, type Named } from './naming.ts'
import type { Render } from './render-ahead.ts'
import type { Action } from './report.ts'
import type { Source } from './source.ts'

/** What is to happen with an item. `write` puts it among what is written; it is called at most once. */
export type Plan = {
  action: Action
  slug: string | null
  title: string | null
  heldOn: string | null
  speakers: string[]
  fields: string[]
  problems: string[]
}

export type PlanContext = {
  catalogue: Catalogue
  source: Source
  /** Where conversations go whose source names no series; null when that cannot be known. */
  defaultSeries: Reference | null
  /** The conversations that items of this import are already. */
  claimed: Set<string>
  /** Throws a `NotMadeError`. */
  render: Render
}

export type PlannedConversation = {
  item: ConversationItem
  /** Recordings and documents with their files looked at. */
  recordings: GivenRecording[] | undefined
  documents: GivenDocument[] | undefined
}

/** The series that an item is of, if the archive has it. */
export function seriesOf(item: ConversationItem, { catalogue, source, defaultSeries }: PlanContext): string | null {
  const reference = item.series ?? defaultSeries
  if (reference === null) return null
  const named = new Naming(catalogue, source.slugs).oneSeries(reference)
  return 'slug' in named ? named.slug : null
}

/** Which conversation it is, or why that is not known. */
export function findMatch(
  item: ConversationItem,
  found: readonly KnownConversation[],
  context: PlanContext,
): { match: KnownConversation | null } | { problem: string } {
  const { catalogue, source, claimed } = context
  const slug = item.slug === undefined ? null : currentSlug(catalogue, 'conversation', item.slug)
  const isTaken = (known: string) => claimed.has(known) || (source.slugs.conversation?.has(known) ?? false)
  return matchConversation(item, { series: seriesOf(item, context), slug, found, isTaken })
}

/** Decides about one conversation and, unless nothing is to be done, adds it to what is written. */
export async function planConversation(
  planned: PlannedConversation,
  known: KnownConversation | null,
  stored: ConversationRecord | null,
  context: PlanContext,
  writes: Writes,
): Promise<Plan> {
  const { item } = planned
  const { catalogue, source } = context
  const naming = new Naming(catalogue, source.slugs)
  const problems: string[] = []
  let isAmbiguous = false
  function accept(named: Named): { slug: string; name: string } | null {
    if ('slug' in named) return named
    problems.push(named.problem)
    isAmbiguous ||= named.isAmbiguous
    return null
  }

  const seriesReference = item.series ?? stored?.series ?? context.defaultSeries
  const series = seriesReference === null ? null : accept(naming.oneSeries(seriesReference))
  const beside = known?.people ?? []
  const { named, nobody } = apartFromNobody(item.speakers)
  const people = named?.map(({ person, role, affiliation }) => ({
    ...accept(naming.person(person, beside)),
    role,
    affiliation,
  }))
  const themes = item.themes?.map((theme) => accept(naming.theme(theme)))
  const names = (people ?? []).filter(({ role }) => role === 'speaker').map(({ name }) => name ?? '')
  if (seriesReference === null)
    problems.push('it names no series, and no series is the main one: name one with --series')
  const about = { title: item.title ?? null, heldOn: item.heldOn, speakers: names }
  if (problems.length > 0 || series === null) {
    const action = isAmbiguous ? 'ambiguous' : 'refused'
    return { ...about, action, slug: stored?.slug ?? null, fields: [], problems: [...nobody, ...problems] }
  }

  const slug = stored?.slug ?? newConversationSlug(item, names, context)
  const given: GivenConversation = { slug, series: series.slug, heldOn: item.heldOn, ...scalarsOf(item) }
  if (people !== undefined)
    given.speakers = people.map(({ slug: person = '', role, affiliation }) => ({ person, role, affiliation }))
  if (themes !== undefined) given.themes = themes.map((theme) => theme?.slug ?? '')
  if (planned.recordings !== undefined) given.recordings = planned.recordings
  if (planned.documents !== undefined) given.documents = planned.documents
  const record = mergeConversation(stored, given, source.lists)
  if (record.summary !== stored?.summary) record.summaryHtml = await context.render(record.summary)

  catalogue.journal.add(context.claimed, slug)
  catalogue.journal.add(catalogue.conversationSlugs, slug)
  if (item.slug !== undefined) rememberAs(catalogue, 'conversation', item.slug, slug)
  const doubts = naming.doubtsBeside(record.speakers.map(({ person }) => person))
  naming.commit(writes)
  const fields = stored === null ? [] : changedFields(stored, record)
  if (stored === null) writes.added.conversation.push(record)
  else if (fields.length > 0) writes.changed.conversation.push({ record, fields })
  const done = stored === null ? 'added' : fields.length > 0 ? 'changed' : 'unchanged'
  return {
    ...about,
    title: record.title,
    heldOn: record.heldOn,
    action: doubts.length > 0 ? 'ambiguous' : done,
    slug,
    fields,
    problems: [...nobody, ...doubts],
  }
}

/** Those who have a name, and what is to be said of the others: "TBC", "Various speakers". */
function apartFromNobody(speakers: ConversationItem['speakers']): {
  named: ConversationItem['speakers']
  nobody: string[]
} {
  const nobody: string[] = []
  const named = speakers?.filter(({ person }) => {
    if (typeof person === 'string' || !namesNobody(person.name)) return true
    nobody.push(`“${person.name}” names nobody: left out`)
    return false
  })
  return { named, nobody }
}

function scalarsOf(item: ConversationItem): Partial<GivenConversation> {
  const { id, title, startsAt, body, language, status, publishedAt } = item
  const given = { sourceId: id, title, startsAt, summary: body, language, status, publishedAt }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function newConversationSlug(item: ConversationItem, names: string[], { catalogue, source }: PlanContext): string {
  const isReserved = (slug: string) => slug !== item.slug && (source.slugs.conversation?.has(slug) ?? false)
  if (item.slug !== undefined) return newSlug(catalogue, 'conversation', item.slug, isReserved)
  const untitled = names.length === 0 ? `conversation-${item.heldOn}` : `conversation with ${listInWords(names)}`
  const base = slugify(item.title ?? untitled, `conversation-${item.heldOn}`)
  return newSlug(catalogue, 'conversation', base, isReserved)
}
