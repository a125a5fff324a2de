import type { SearchQuery } from '#app/domain/search.ts'

type KeptFieldsProps = { query: SearchQuery; except?: readonly (keyof SearchQuery)[] }

/** What a form does not ask for itself, kept as hidden fields. The page is never kept: another question begins at the first. */
export function KeptFields({ query, except = [] }: KeptFieldsProps) {
  return keptFields(query, except).map(([name, value]) => (
    <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
  ))
}

/** The same as names and values. What is at its default is left out. */
export function keptFields(query: SearchQuery, except: readonly (keyof SearchQuery)[] = []): [string, string][] {
  const fields: [keyof SearchQuery, string[]][] = [
    ['q', query.q === '' ? [] : [query.q]],
    ['speaker', query.speaker],
    ['theme', query.theme],
    ['from', query.from === null ? [] : [query.from]],
    ['to', query.to === null ? [] : [query.to]],
    ['kind', query.kind],
    ['has', query.has],
    ['sort', query.sort === 'relevance' ? [] : [query.sort]],
  ]
  return fields
    .filter(([name]) => !except.includes(name))
    .flatMap(([name, values]) => values.map((value): [string, string] => [name, value]))
}
