import { expect, test } from 'vitest'

import { summaryMarkdown, summaryText, type SummarySheet } from './summary-sheet.ts'

const SHEET: SummarySheet = {
  title: 'Kindness *and* work',
  heldOn: '2023-12',
  series: { name: 'Conversations for Kindness', organisation: 'Kindness in Healthcare' },
  people: [
    { name: 'Professor Michael West', role: 'speaker', affiliation: 'Lancaster University' },
    { name: 'Ann Host', role: 'host', affiliation: '' },
  ],
  themes: ['Leadership', 'Work'],
  summary: 'On **happiness** and work.',
  insights: [
    {
      title: 'Summary sheet',
      markdown:
        '# Kindness *and* work\n\n## What it was about\n\n- One.\n- [Two](https://example.org/b).\n- [Three](?t=6m12s)\n',
      source: 'https://talks.example.org/files/abc/summary-sheet.md',
    },
  ],
  address: 'https://talks.example.org/conversations/kindness-and-work',
}

test('the Markdown holds all that is to be read, each thing once, and where it came from', () => {
  expect(summaryMarkdown(SHEET)).toBe(
    [
      '# Kindness \\*and\\* work',
      '**December 2023**, Conversations for Kindness, Kindness in Healthcare',
      '- Professor Michael West, Lancaster University\n- Ann Host, host',
      'On **happiness** and work.',
      '**Themes:** Leadership, Work',
      '## Summary sheet',
      '### What it was about',
      '- One.\n- [Two](https://example.org/b).\n- [Three](https://talks.example.org/conversations/kindness-and-work?t=6m12s)',
      'From the file <https://talks.example.org/files/abc/summary-sheet.md>.',
      '## Where this comes from',
      'The archive’s page of this conversation: <https://talks.example.org/conversations/kindness-and-work>\n',
    ].join('\n\n'),
  )
})

test('the plain text says the same without marks', () => {
  expect(summaryText(SHEET)).toBe(
    [
      'Kindness *and* work',
      'December 2023, Conversations for Kindness, Kindness in Healthcare',
      '- Professor Michael West, Lancaster University\n- Ann Host, host',
      'On happiness and work.',
      'Themes: Leadership, Work',
      'Summary sheet',
      'What it was about',
      '- One.\n- Two (https://example.org/b).\n- Three (https://talks.example.org/conversations/kindness-and-work?t=6m12s)',
      'From the file https://talks.example.org/files/abc/summary-sheet.md.',
      'Where this comes from',
      'The archive’s page of this conversation: https://talks.example.org/conversations/kindness-and-work\n',
    ].join('\n\n'),
  )
})

test('what a conversation does not have leaves no gap', () => {
  const bare = {
    ...SHEET,
    people: [],
    themes: [],
    summary: '',
    insights: [],
    series: { name: 'Talks', organisation: null },
  }
  expect(summaryMarkdown(bare)).toMatch(/^# .*\n\n\*\*December 2023\*\*, Talks\n\n## Where/)
})
