import { z } from 'zod'

import { ENTRY_KINDS, HOLDINGS, QUERY_MAX_LENGTH, SORTS, type SearchQuery } from './search.ts'

export { searchAddress } from './search-address.ts'

/** Reading addresses of search. The address is the whole state: the same one always shows the same results. */

/** How often one name may stand in an address. */
export const VALUES_MAX = 50
/** Beyond this page nobody reads, and nothing is counted. */
export const PAGE_MAX = 100_000
const SLUG_MAX_LENGTH = 200

export type QueryError = { field: keyof SearchQuery; message: string }

export type ParsedQuery =
  | { status: 'ok'; query: SearchQuery }
  /** `query` holds what could be read, so that a form can be shown again; what was typed stands in the address. */
  | { status: 'invalid'; errors: QueryError[]; query: SearchQuery }

export const EMPTY_QUERY: SearchQuery = {
  q: '',
  speaker: [],
  theme: [],
  from: null,
  to: null,
  kind: [],
  has: [],
  sort: 'relevance',
  page: 1,
}

/** Control characters have no place in a question; Postgres would refuse NUL. White space becomes single. */
const QuestionSchema = z
  .string()
  .transform((text) =>
    text
      .toWellFormed()
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim(),
  )
  .refine((text) => text.length <= QUERY_MAX_LENGTH, {
    error: `The search is longer than ${QUERY_MAX_LENGTH} characters: shorten it to the words that matter.`,
  })

/** A month, or a year, which stands for its first month or its last. */
function monthSchema(name: string, monthOfYear: string) {
  return z
    .string()
    .transform((text) => text.trim())
    .refine((text) => text === '' || /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(text), {
      error: (issue) =>
        `“${shortened(String(issue.input))}” is not a month for ${name}: write a year and a month, such as 2023-12, or a year alone.`,
    })
    .transform((text) => (text === '' ? null : text.length === 4 ? `${text}-${monthOfYear}` : text))
}

function oneOf<T extends string>(values: readonly T[], what: string) {
  return z.enum(values as unknown as readonly [T, ...T[]], {
    error: (issue) => `“${shortened(String(issue.input))}” is not ${what}: choose from ${values.join(', ')}.`,
  })
}

function listSchema<T extends z.ZodType>(element: T, name: string) {
  return z.array(element).max(VALUES_MAX, { error: `There are more than ${VALUES_MAX} values for ${name}.` })
}

const SlugSchema = z
  .string()
  .refine((text) => text.length <= SLUG_MAX_LENGTH && !/\p{Cc}/u.test(text), {
    error: 'This is no name that the archive knows.',
  })
  .transform((text) => text.toWellFormed().normalize('NFC'))

const PageSchema = z
  .string()
  .refine((text) => /^[1-9]\d*$/.test(text) && Number(text) <= PAGE_MAX, {
    error: (issue) => `“${shortened(String(issue.input))}” is not a page: pages are numbered from 1.`,
  })
  .transform(Number)

export const SearchQuerySchema = z
  .object({
    q: QuestionSchema,
    speaker: listSchema(SlugSchema, 'speaker'),
    theme: listSchema(SlugSchema, 'theme'),
    from: monthSchema('From', '01'),
    to: monthSchema('To', '12'),
    kind: listSchema(oneOf(ENTRY_KINDS, 'a kind'), 'kind'),
    has: listSchema(oneOf(HOLDINGS, 'something that can be had'), 'has'),
    sort: oneOf(SORTS, 'an order'),
    page: PageSchema,
  })
  .superRefine(({ from, to }, context) => {
    if (from === null || to === null || from <= to) return
    context.addIssue({ code: 'custom', path: ['from'], message: `From (${from}) is later than To (${to}): swap them.` })
  })

/** Reads an address. Names it does not know are left alone, empty values choose nothing, repeated ones are one. */
export function parseSearchQuery(parameters: URLSearchParams): ParsedQuery {
  const raw = {
    q: parameters.get('q') ?? '',
    speaker: several(parameters, 'speaker'),
    theme: several(parameters, 'theme'),
    from: parameters.get('from') ?? '',
    to: parameters.get('to') ?? '',
    kind: several(parameters, 'kind'),
    has: several(parameters, 'has'),
    sort: parameters.get('sort') || 'relevance',
    page: parameters.get('page') || '1',
  }
  const parsed = SearchQuerySchema.safeParse(raw)
  if (parsed.success) return { status: 'ok', query: parsed.data }
  const errors = firstOfEachField(parsed.error.issues)
  return { status: 'invalid', errors, query: readableParts(raw, new Set(errors.map(({ field }) => field))) }
}

function several(parameters: URLSearchParams, name: string): string[] {
  return [...new Set(parameters.getAll(name).filter((value) => value !== ''))]
}

function firstOfEachField(issues: readonly z.core.$ZodIssue[]): QueryError[] {
  const byField = new Map<keyof SearchQuery, QueryError>()
  for (const { path, message } of issues) {
    const field = path[0] as keyof SearchQuery
    if (!byField.has(field)) byField.set(field, { field, message })
  }
  return [...byField.values()]
}

/** Every field that is right by itself, the others as in an empty query. */
function readableParts(raw: Record<keyof SearchQuery, unknown>, wrong: ReadonlySet<keyof SearchQuery>): SearchQuery {
  const kept = Object.entries(raw).filter(([field]) => !wrong.has(field as keyof SearchQuery))
  const blank = { q: '', speaker: [], theme: [], from: '', to: '', kind: [], has: [], sort: 'relevance', page: '1' }
  const parsed = SearchQuerySchema.safeParse({ ...blank, ...Object.fromEntries(kept) })
  return parsed.success ? parsed.data : EMPTY_QUERY
}

function shortened(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`
}
