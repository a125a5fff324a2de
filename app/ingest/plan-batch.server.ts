import type { Database } from '#app/archive/database.server.ts'
import { findConversations, type KnownConversation, type WantedMonth } from '#app/archive/records/known.server.ts'
import { readRecords } from '#app/archive/records/read.server.ts'
import type { Writes } from '#app/archive/records/write.server.ts'
import type { ConversationItem } from '#app/domain/archive-item.ts'
import type { ConversationRecord } from '#app/domain/archive-record.ts'

import { currentSlug } from './catalogue.ts'
import { findMatch, planConversation, seriesOf, type Plan, type PlanContext } from './plan-conversation.ts'
import { matchEntry, planEntry, type EntryItem } from './plan-entry.ts'
import { planRedirect } from './plan-redirect.ts'
import type { PreparedItem } from './prepare-items.server.ts'
import { renderAhead } from './render-ahead.ts'

/** Decides about one item of a batch, in order; adds what is to be written. */
export type Planner = (prepared: PreparedItem) => Promise<Plan>

/** Reads what the archive has of a batch's items, all of one kind, and gives the function that decides about each. */
export async function plannerFor(
  batch: readonly PreparedItem[],
  db: Database,
  context: PlanContext,
  writes: Writes,
): Promise<Planner> {
  const kind = batch[0]?.item.kind
  if (kind === 'conversation') return conversationPlanner(batch, db, context, writes)
  if (kind === undefined || kind === 'redirect') {
    return async ({ item }) => planRedirect(item, context.catalogue, writes)
  }
  const slugs = batch.map(({ item }) => matchEntry(entryOf(item), context))
  const stored = await readRecords(
    db,
    kind,
    slugs.filter((slug) => slug !== null),
  )
  return async ({ item, documents }) => {
    const entry = entryOf(item)
    const slug = matchEntry(entry, context)
    const match = slug === null ? null : { slug, stored: stored.get(slug) ?? null }
    return planEntry(entry, documents, match, context, writes)
  }
}

async function conversationPlanner(
  batch: readonly PreparedItem[],
  db: Database,
  context: PlanContext,
  writes: Writes,
): Promise<Planner> {
  const items = batch.map(({ item }) => conversationOf(item))
  const found = await findKnown(items, db, context)
  const stored = await readRecords(
    db,
    'conversation',
    found.map(({ slug }) => slug),
    { cues: false },
  )

  // Of a text that stands somewhere among what is stored, its HTML most likely stands there too.
  const known = new Set([...stored.values()].map(({ summary }) => summary))
  const texts = items.flatMap(({ body }) => (body === undefined || known.has(body) ? [] : [body]))
  const ahead = { ...context, render: renderAhead(texts, context.render) }

  /** The record of a conversation, with its words only where the item may touch them. */
  async function storedOf(slug: string, item: ConversationItem): Promise<ConversationRecord | null> {
    const record = stored.get(slug) ?? null
    const hasWords = record?.recordings.some(({ captions }) => captions.length > 0) ?? false
    if (item.recordings === undefined || !hasWords) return record
    return (await readRecords(db, 'conversation', [slug])).get(slug) ?? null
  }

  return async ({ item, recordings, documents }) => {
    const conversation = conversationOf(item)
    const result = findMatch(conversation, found, context)
    if ('problem' in result) {
      const { title = null, heldOn } = conversation
      return { action: 'ambiguous', slug: null, title, heldOn, speakers: [], fields: [], problems: [result.problem] }
    }
    const record = result.match === null ? null : await storedOf(result.match.slug, conversation)
    return planConversation({ item: conversation, recordings, documents }, result.match, record, ahead, writes)
  }
}

/** By id and slug first; the months of their series only for those that neither has found. */
async function findKnown(items: ConversationItem[], db: Database, context: PlanContext): Promise<KnownConversation[]> {
  const slugOf = ({ slug }: ConversationItem) =>
    slug === undefined ? null : currentSlug(context.catalogue, 'conversation', slug)
  const certain = await findConversations(db, {
    ids: items.map(({ id }) => id).filter((id) => id !== undefined),
    slugs: items.map(slugOf).filter((slug) => slug !== null),
  })
  const ids = new Set(certain.map(({ sourceId }) => sourceId))
  const slugs = new Set(certain.map(({ slug }) => slug))
  const months = new Map<string, WantedMonth>()
  for (const item of items) {
    const series = seriesOf(item, context)
    if (series === null || ids.has(item.id ?? null) || slugs.has(slugOf(item) ?? '')) continue
    const wanted = { series, month: item.heldOn.slice(0, 7), withIds: item.id === undefined }
    months.set(JSON.stringify(wanted), wanted)
  }
  const possible = await findConversations(db, { months: [...months.values()] })
  return [...certain, ...possible.filter(({ slug }) => !slugs.has(slug))]
}

function conversationOf(item: PreparedItem['item']): ConversationItem {
  if (item.kind === 'conversation') return item
  throw new TypeError(`A batch holds items of one kind, not conversations and ${item.kind}`)
}

function entryOf(item: PreparedItem['item']): EntryItem {
  if (item.kind !== 'conversation' && item.kind !== 'redirect') return item
  throw new TypeError(`A batch holds items of one kind, not entries and ${item.kind}`)
}
