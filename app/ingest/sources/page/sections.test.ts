import { expect, test } from 'vitest'

import { cutPage } from './sections.ts'
import { readText } from './text-blocks.ts'

function headings(...lines: string[]) {
  return cutPage(readText(lines.join('\n'))).sections.map(({ date, title, problem }) => [date ?? problem, title])
}

test('a heading is a date with or without a title on either side of it', () => {
  expect(
    headings(
      '## December 2023',
      '## Thursday 16 November 2023, 6pm: Kindness and psychological safety',
      '## “Listening to patients” (June 2023)',
      '## Kindness in education – January 2022',
    ),
  ).toEqual([
    ['2023-12', ''],
    ['2023-11-16', 'Kindness and psychological safety'],
    ['2023-06', 'Listening to patients'],
    ['2022-01', 'Kindness in education'],
  ])
})

test('a sentence with a date in it is no heading', () => {
  expect(headings('December 2023', 'We met again in December 2023.', 'In January 2024 we go on.')).toEqual([
    ['2023-12', ''],
  ])
})

test('a weekday that contradicts its date is reported, not put right', () => {
  const [section] = cutPage(readText('## Tuesday 13 January 2025\nWords')).sections
  expect(section).toMatchObject({ date: null, action: 'ambiguous' })
  expect(section?.problem).toContain('13 January 2025 is a Monday')
})

test('a missing year is the one that both neighbours leave, or that a heading above gives', () => {
  expect(headings('## August 2023', '## July', '## June 2023').map(([date]) => date)).toEqual([
    '2023-08',
    '2023-07',
    '2023-06',
  ])
  expect(headings('## November 2022', '## January', '## March 2023').map(([date]) => date)).toEqual([
    '2022-11',
    '2023-01',
    '2023-03',
  ])
  expect(headings('# 2023', '## December', '# 2022', '## November').map(([date]) => date)).toEqual([
    '2023-12',
    '2022-11',
  ])
})

test('a missing year that its neighbours leave open is refused', () => {
  expect(headings('## August 2023', '## July', '## June 2021')[1]?.[0]).toContain('has no year')
  expect(headings('## July', '## June 2021')[0]?.[0]).toContain('has no year')
})

test('another part of the page ends the last month', () => {
  const page = readText('# Past conversations\n## June 2023\nListening.\n## Get in touch\nWrite to us.')
  expect(cutPage(page).sections[0]?.blocks.map(({ text }) => text)).toEqual(['Listening.'])
})
