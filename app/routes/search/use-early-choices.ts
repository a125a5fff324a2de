import { type RefObject, useEffect } from 'react'

import { SORTS } from '#app/domain/search.ts'

import type { Asking, Change } from './asking.ts'
import { isListFilter, ticked } from './filters.ts'
import { withTyped } from './range-fields.tsx'

/**
 * Scripts come late, so that words come early. What was ticked, chosen or typed before them stands in the fields of the
 * page and differs from what they came with; it is asked as soon as scripts run.
 */
export function useEarlyChoices(
  page: RefObject<HTMLElement | null>,
  { choose, type }: Pick<Asking, 'choose' | 'type'>,
) {
  useEffect(() => {
    const fields = page.current?.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input[name], select') ?? []
    const early = [...fields].map(changeOf)
    choose((query) => early.reduce((changed, change) => change(changed), query))
    const box = [...fields].find(({ name, type: kind }) => name === 'q' && kind === 'text')
    if (box instanceof HTMLInputElement && box.value !== box.defaultValue) type(box.value)
  }, [page, choose, type])
}

function changeOf(field: HTMLInputElement | HTMLSelectElement): Change {
  if (field instanceof HTMLSelectElement) {
    const came = [...field.options].find(({ defaultSelected }) => defaultSelected)?.value
    const sort = field.value === came ? undefined : SORTS.find((known) => known === field.value)
    return (query) => (sort === undefined ? query : { ...query, sort, page: 1 })
  }
  const { name, value, type, checked } = field
  if (type === 'checkbox' && isListFilter(name) && checked !== field.defaultChecked)
    return (query) => ticked(query, name, value, checked)
  // What is still being typed is asked when the field is left.
  if ((name === 'from' || name === 'to') && field !== document.activeElement) return withTyped(field)
  return (query) => query
}
