import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { timelineOf } from '#app/domain/timeline.ts'

import { Frieze } from './frieze.tsx'

function frieze(only?: string): string {
  const marks = [
    {
      month: '2023-11',
      count: 1,
      only: { slug: 'safety', title: 'Psychological safety', titleLanguage: null },
      themes: ['work'],
    },
    { month: '2024-01', count: 2, only: null, themes: ['work', 'care'] },
  ]
  return renderToStaticMarkup(
    <Frieze
      label="Months"
      slots={timelineOf(marks, '2023-11', '2024-01')}
      emptyWords="no conversation"
      addressOf={({ from, to }) => `/search?from=${from}&to=${to}`}
      {...(only === undefined ? {} : { only })}
    />,
  )
}

test('a month with one conversation leads to it, one with several to a search, an empty one nowhere', () => {
  const html = frieze()
  expect(html).toContain('href="/conversations/safety"')
  expect(html).toContain('href="/search?from=2024-01&amp;to=2024-01"')
  expect(html.match(/<a /g)).toHaveLength(2)
})

test('every month is said in words, its picture is not', () => {
  const words = frieze()
    .replace(/<svg[\s\S]*?<\/svg>/g, '')
    .replace(/<span aria-hidden[\s\S]*?<\/span>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
  expect(words).toContain('November 2023: Psychological safety')
  expect(words).toContain('December 2023: no conversation')
  expect(words).toContain('January 2024: 2 conversations')
  expect(frieze().match(/<svg/g)?.length).toBe(frieze().match(/<svg[^>]*aria-hidden="true"/g)?.length)
})

test('a theme’s thread runs on through the months without it', () => {
  expect(frieze('work').match(/<svg/g)).toHaveLength(3)
  expect(frieze().match(/<svg/g)).toHaveLength(2)
})
