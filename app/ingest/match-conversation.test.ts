import { expect, test } from 'vitest'

import type { KnownConversation } from '#app/archive/records/known.server.ts'
import type { ConversationItem } from '#app/domain/archive-item.ts'

import { matchConversation } from './match-conversation.ts'

function known(slug: string, other: Partial<KnownConversation> = {}): KnownConversation {
  return { slug, sourceId: null, series: 'main', heldOn: '2023-12', title: slug, people: [], ...other }
}

function match(
  item: Partial<ConversationItem>,
  found: KnownConversation[],
  { slug = null, taken = [] }: { slug?: string | null; taken?: string[] } = {},
): string | null {
  const whole: ConversationItem = { kind: 'conversation', heldOn: '2023-12', ...item }
  const result = matchConversation(whole, { series: 'main', slug, found, isTaken: (one) => taken.includes(one) })
  return 'problem' in result ? result.problem : (result.match?.slug ?? null)
}

test('an id decides before everything else', () => {
  const found = [known('kindness'), known('other', { sourceId: '7', heldOn: '2020-01' })]
  expect(match({ id: '7', title: 'kindness' }, found)).toBe('other')
})

test('a slug decides next, unless it is that of a conversation with another id', () => {
  expect(match({ slug: 'a', title: 'x' }, [known('a'), known('x')], { slug: 'a' })).toBe('a')
  expect(match({ slug: 'a', id: '2', title: 'x' }, [known('a', { sourceId: '1' })], { slug: 'a' })).toBeNull()
})

test('without either, series and month decide, whatever became of the title', () => {
  expect(match({ title: 'A better title' }, [known('old-title')])).toBe('old-title')
  expect(match({ title: 'x' }, [known('a', { series: 'other' })])).toBeNull()
  expect(match({ title: 'x' }, [known('a', { heldOn: '2023-11' })])).toBeNull()
})

test('of several in a month the one of the same day or the same title is meant', () => {
  const found = [known('a', { heldOn: '2023-12-07' }), known('b', { heldOn: '2023-12-21' })]
  expect(match({ heldOn: '2023-12-21', title: 'New' }, found)).toBe('b')
  expect(match({ title: 'A!' }, found)).toBe('a')
  expect(match({}, found)).toBe('the series has several conversations in December 2023 (a, b): this may be any of them')
})

test('another day with another title is another conversation of that month', () => {
  expect(match({ heldOn: '2023-12-07', title: 'New' }, [known('a', { heldOn: '2023-12-21' })])).toBeNull()
})

test('with an id of its own an item takes only what has none and is called the same', () => {
  expect(match({ id: '1', title: 'Kindness' }, [known('kindness')])).toBe('kindness')
  expect(match({ id: '1', title: 'Other' }, [known('kindness')])).toBeNull()
  expect(match({ id: '1', title: 'Kindness' }, [known('kindness', { sourceId: '2' })])).toBeNull()
})

test('what is matched already, or is another item of the source, is out of the question', () => {
  expect(match({ title: 'x' }, [known('a')], { taken: ['a'] })).toBeNull()
})
