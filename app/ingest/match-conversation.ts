import type { KnownConversation } from '#app/archive/records/known.server.ts'
import type { ConversationItem } from '#app/domain/archive-item.ts'
import { dateInWords } from '#app/domain/dates.ts'
import { datesAgree } from '#app/domain/month.ts'
import { foldText } from '#app/domain/slug.ts'

/**
 * Which conversation of the archive an item is: the one with its id in the source, else the one with its slug, else the one of its
 * series and month. What was matched already, or belongs to another item of the source, is out of the question.
 */
export function matchConversation(
  item: ConversationItem,
  {
    series,
    slug,
    found,
    isTaken,
  }: {
    series: string | null
    /** The slug that the item has in the archive now. */
    slug: string | null
    found: readonly KnownConversation[]
    isTaken: (slug: string) => boolean
  },
): { match: KnownConversation | null } | { problem: string } {
  const byId = item.id === undefined ? undefined : found.find(({ sourceId }) => sourceId === item.id)
  if (byId !== undefined) return { match: byId }
  const bySlug = slug === null ? undefined : found.find((known) => known.slug === slug)
  // Another id under the same slug is another conversation.
  if (bySlug !== undefined && mayHaveId(bySlug, item)) return { match: bySlug }

  const month = item.heldOn.slice(0, 7)
  const candidates = found.filter(
    (known) =>
      known.series === series &&
      known.heldOn.startsWith(month) &&
      !isTaken(known.slug) &&
      mayHaveId(known, item) &&
      mayBeOne(known, item),
  )
  const match = onlyOne(candidates, [
    (known) => known.heldOn === item.heldOn,
    (known) => sameTitle(known.title, item.title),
  ])
  if (match !== null || candidates.length === 0) return { match }
  // With an id or a slug of its own it is simply one more; without, it could be any of them.
  if (item.id !== undefined || item.slug !== undefined) return { match: null }
  const slugs = candidates.map((known) => known.slug).join(', ')
  return {
    problem: `the series has several conversations in ${dateInWords(month)} (${slugs}): this may be any of them`,
  }
}

function mayHaveId({ sourceId }: KnownConversation, item: ConversationItem): boolean {
  return item.id === undefined || sourceId === null || sourceId === item.id
}

/** A month may hold several conversations: other day and other title, or an id and another title, is another one. */
function mayBeOne(known: KnownConversation, item: ConversationItem): boolean {
  if (sameTitle(known.title, item.title)) return true
  const isUntitled = known.title === null || item.title === null || item.title === undefined
  if (item.id !== undefined) return isUntitled && datesAgree(known.heldOn, item.heldOn)
  return isUntitled || datesAgree(known.heldOn, item.heldOn)
}

function sameTitle(one: string | null, other: string | null | undefined): boolean {
  return one !== null && typeof other === 'string' && foldTitle(one) === foldTitle(other)
}

function foldTitle(title: string): string {
  return foldText(title)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The only one there is, or the only one of which one of the tests is true. */
function onlyOne(
  candidates: KnownConversation[],
  tests: ((known: KnownConversation) => boolean)[],
): KnownConversation | null {
  if (candidates.length === 1) return candidates[0] ?? null
  for (const test of tests) {
    const [first, ...others] = candidates.filter(test)
    if (first !== undefined && others.length === 0) return first
  }
  return null
}
