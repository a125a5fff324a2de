import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { EMPTY_QUERY } from '#app/domain/search-query.ts'
import type { FacetValue } from '#app/domain/search.ts'

import { AskingContext } from './asking.ts'
import { MonthHistogram } from './month-histogram.tsx'

function value(name: string, count: number): FacetValue {
  return { value: name, label: name, count, selected: false }
}

function draw(years: FacetValue[], months: FacetValue[] = []): HTMLElement {
  const query = { ...EMPTY_QUERY, q: 'kind' }
  const asking = { asked: query, choose: () => undefined, type: () => undefined, submit: () => true }
  const page = document.createElement('div')
  page.innerHTML = renderToStaticMarkup(
    <AskingContext.Provider value={asking}>
      <MonthHistogram query={query} years={years} months={months} />
    </AskingContext.Provider>,
  )
  return page
}

test('the newest six years have a picture, earlier ones are links behind a word', () => {
  const page = draw(['2017', '2018', '2019', '2020', '2021', '2022', '2023', '2024'].map((year) => value(year, 3)))
  const pictured = [...page.querySelectorAll('[aria-label="Results by month"] > li > a b')]
  expect(pictured.map(({ textContent }) => textContent)).toEqual(['2024', '2023', '2022', '2021', '2020', '2019'])
  const earlier = page.querySelector('details')
  expect(earlier?.querySelector('summary')?.textContent).toBe('Earlier years')
  expect([...(earlier?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href'))).toEqual([
    '/search?q=kind&from=2018-01&to=2018-12',
    '/search?q=kind&from=2017-01&to=2017-12',
  ])
})

test('six years need no word to stand behind', () => {
  expect(draw(['2019', '2020', '2021', '2022', '2023', '2024'].map((year) => value(year, 3))).innerHTML).not.toContain(
    'Earlier years',
  )
})

test('a month with results is a link that says how many, one without is none', () => {
  const links = [
    ...draw([value('2023', 3)], [value('2023-05', 1), value('2023-11', 2)]).querySelectorAll('a[data-month]'),
  ]
  expect(links.map(({ textContent }) => textContent)).toEqual(['May 2023: 1 result', 'November 2023: 2 results'])
  expect(links[1]?.getAttribute('href')).toBe('/search?q=kind&from=2023-11&to=2023-11')
})
