import { expect, test } from 'vitest'

import { citationOf, type CitedConversation } from './citation.ts'

const LEADERSHIP: CitedConversation = {
  authors: ['West, Michael'],
  title: 'Compassion and kindness in leadership',
  heldOn: '2023-12',
  series: 'Conversations for Kindness',
  organisation: 'Kindness in Healthcare',
}

function text(cited: CitedConversation): string {
  const { before, title, after } = citationOf(cited)
  return before + title + after
}

test('a conversation is cited with its speaker, month, title and series', () => {
  expect(text(LEADERSHIP)).toBe(
    'West, M. (December 2023). Compassion and kindness in leadership [Conversation]. Conversations for Kindness, Kindness in Healthcare.',
  )
})

test('several speakers are joined, given names become initials', () => {
  expect(text({ ...LEADERSHIP, authors: ['Banerjee, Robin', 'Dupont, Jean-Luc Marie', 'Madonna'] })).toMatch(
    /^Banerjee, R\., Dupont, J\.-L\. M\. & Madonna \(December 2023\)\. /,
  )
})

test('without a speaker the title comes first, without an organisation the series stands alone', () => {
  expect(text({ ...LEADERSHIP, authors: [], organisation: null })).toBe(
    'Compassion and kindness in leadership (December 2023) [Conversation]. Conversations for Kindness.',
  )
})
