import { EMPTY_QUERY } from '#app/domain/search-query.ts'
import type { Named, SearchQuery } from '#app/domain/search.ts'
import type { SearchDocument } from '#app/search/engine.ts'
import { slugify } from '#app/domain/slug.ts'

type Told = Partial<Omit<SearchDocument, 'speakers' | 'themes'>> & { speakers?: string[]; themes?: string[] }

let count = 0

/** A search document of which a test says only what matters to it. Names become slugs. */
export function documentOf(told: Told): SearchDocument {
  const kind = told.kind ?? 'conversation'
  const key = told.key ?? `${kind}-${++count}`
  return {
    key,
    id: key,
    slug: key,
    title: key,
    aliases: [],
    heldOn: kind === 'conversation' ? '2023-12' : null,
    alsoNamed: [],
    summary: '',
    documents: [],
    has: [],
    passages: [],
    ...told,
    kind,
    speakers: (told.speakers ?? []).map(named),
    themes: (told.themes ?? []).map(named),
  }
}

export function named(name: string): Named {
  return { slug: slugify(name), name }
}

/** A query that is empty but for what is given. */
export function queryOf(fields: Partial<SearchQuery> | string = {}): SearchQuery {
  return { ...EMPTY_QUERY, ...(typeof fields === 'string' ? { q: fields } : fields) }
}
