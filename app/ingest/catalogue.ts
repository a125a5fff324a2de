import type { KnownNames } from '#app/archive/records/known.server.ts'
import type { ItemKind } from '#app/domain/archive-item.ts'
import { freeSlug } from '#app/domain/slug.ts'

import { Journal } from './journal.ts'
import { NameIndex } from './name-index.ts'

/** What the archive holds, by name, while an import runs; what the import adds is in it at once, also in a dry run. */
export type Catalogue = {
  person: NameIndex
  theme: NameIndex
  organisation: NameIndex
  series: NameIndex
  offering: NameIndex
  news: NameIndex
  conversationSlugs: Set<string>
  /** Those that were there when the import began. */
  seriesSlugs: string[]
  /** The one that is marked so. */
  mainSeries: string | null
  /** Old paths and where they lead. */
  redirects: Map<string, string>
  /** The number that was last free behind a slug: a thousand evenings may have one title. */
  numbers: Map<string, number>
  /** What a batch adds to all of these: kept when it is written, taken back when it is not. */
  journal: Journal
}

/** Where things of a kind have their page. A series has none. */
const PATHS: Partial<Record<ItemKind, string>> = {
  conversation: '/conversations/',
  person: '/people/',
  theme: '/themes/',
  organisation: '/organisations/',
  offering: '/learning/',
  news: '/news/',
}
const MAX_REDIRECTS = 5

export type SluggedKind = Exclude<ItemKind, 'redirect'>

export function makeCatalogue(known: KnownNames): Catalogue {
  const journal = new Journal()
  const catalogue = {
    person: new NameIndex(known.people, journal),
    theme: new NameIndex(known.themes, journal),
    organisation: new NameIndex(known.organisations, journal),
    series: new NameIndex(known.series, journal),
    offering: new NameIndex(known.offerings, journal),
    news: new NameIndex(known.news, journal),
    conversationSlugs: new Set(known.conversationSlugs),
    seriesSlugs: known.series.map(({ slug }) => slug),
    mainSeries: known.series.find(({ main }) => main)?.slug ?? null,
    redirects: new Map(known.redirects.map(({ from, to }) => [from, to])),
    numbers: new Map<string, number>(),
    journal,
  }
  journal.keep()
  return catalogue
}

/** The slug under which something is in the archive now: what was renamed or merged is found by its old one. */
export function currentSlug(catalogue: Catalogue, kind: SluggedKind, slug: string): string | null {
  const path = PATHS[kind]
  let current = slug
  for (let step = 0; step <= MAX_REDIRECTS; step += 1) {
    if (hasSlug(catalogue, kind, current)) return current
    const target = path === undefined ? undefined : catalogue.redirects.get(path + current)
    if (path === undefined || target === undefined || !target.startsWith(path)) return null
    current = target.slice(path.length)
  }
  return null
}

/** From now on `slug`, as the source calls it, means `current` of the archive. */
export function rememberAs(catalogue: Catalogue, kind: SluggedKind, slug: string, current: string): void {
  const path = PATHS[kind]
  const { journal, redirects } = catalogue
  if (path !== undefined && slug !== current) journal.set(redirects, path + slug, path + current)
}

export function setMainSeries(catalogue: Catalogue, slug: string): void {
  const before = catalogue.mainSeries
  catalogue.journal.note(() => {
    catalogue.mainSeries = before
  })
  catalogue.mainSeries = slug
}

/** A slug that nothing has or had; `isReserved` are those that other items of the source will have. */
export function newSlug(
  catalogue: Catalogue,
  kind: SluggedKind,
  base: string,
  isReserved: (slug: string) => boolean,
): string {
  const path = PATHS[kind]
  function isTaken(slug: string): boolean {
    return hasSlug(catalogue, kind, slug) || (path !== undefined && catalogue.redirects.has(path + slug))
  }
  const key = `${kind} ${base}`
  const slug = freeSlug(base, (one) => isTaken(one) || isReserved(one), catalogue.numbers.get(key))
  if (slug !== base) catalogue.journal.set(catalogue.numbers, key, Number(slug.slice(base.length + 1)))
  return slug
}

function hasSlug(catalogue: Catalogue, kind: SluggedKind, slug: string): boolean {
  return kind === 'conversation' ? catalogue.conversationSlugs.has(slug) : catalogue[kind].has(slug)
}
