import type { PersonRecord, SeriesRecord, ThemeRecord } from '#app/domain/archive-record.ts'
import type { Reference } from '#app/domain/archive-item-fields.ts'
import { nameKey, readPersonName, sortNameOf } from '#app/domain/names.ts'
import { slugify } from '#app/domain/slug.ts'
import type { Writes } from '#app/archive/records/write.server.ts'

import { currentSlug, newSlug, type Catalogue } from './catalogue.ts'
import type { Source } from './source.ts'

/** Someone or something that an item names: found in the archive or newly made, or why neither could be done. */
export type Named = { slug: string; name: string } | { problem: string; isAmbiguous: boolean }

/**
 * Turns the names of one item into slugs. What is new is kept back until `commit`, so that an item which is refused in the end
 * leaves nobody behind.
 */
export class Naming {
  private readonly doubts: { other: string; text: string }[] = []
  private readonly people = new Map<string, PersonRecord>()
  private readonly themes = new Map<string, ThemeRecord>()
  private readonly series = new Map<string, SeriesRecord>()

  constructor(
    private readonly catalogue: Catalogue,
    private readonly reserved: Source['slugs'],
  ) {}

  /** `beside` are the people that the item has in the archive already: of several with one name, it is that one. */
  person(reference: Reference, beside: readonly string[]): Named {
    if (typeof reference === 'string') return this.bySlug('person', reference)
    const { name, honorific } = readPersonName(reference.name)
    const found = this.catalogue.person.named(name)
    const known = found.length === 1 ? found[0] : onlyOne(found.filter((slug) => beside.includes(slug)))
    if (known !== undefined) return { slug: known, name: this.catalogue.person.nameOf(known) ?? name }
    if (found.length > 1)
      return { problem: `“${name}” is the name of several people (${found.join(', ')})`, isAmbiguous: true }
    const made = [...this.people.values()].find((person) => nameKey(person.name) === nameKey(name))
    if (made !== undefined) return made
    return this.newPerson(name, reference.honorific ?? honorific)
  }

  theme(reference: Reference): Named {
    if (typeof reference === 'string') return this.bySlug('theme', reference)
    const { name } = reference
    const known = this.catalogue.theme.named(name)[0]
    if (known !== undefined) return { slug: known, name: this.catalogue.theme.nameOf(known) ?? name }
    const made = [...this.themes.values()].find((theme) => nameKey(theme.name) === nameKey(name))
    if (made !== undefined) return made
    const slug = this.newSlug('theme', name, this.themes)
    const theme = { slug, name, aliases: [], description: '', descriptionHtml: '' }
    this.themes.set(slug, theme)
    return theme
  }

  oneSeries(reference: Reference): Named {
    if (typeof reference === 'string') return this.bySlug('series', reference)
    const { name } = reference
    const known = this.catalogue.series.named(name)[0]
    if (known !== undefined) return { slug: known, name }
    const slug = this.newSlug('series', name, this.series)
    const series = { ...EMPTY_SERIES, slug, name }
    this.series.set(slug, series)
    return series
  }

  organisation(slug: string): Named {
    return this.bySlug('organisation', slug)
  }

  /** New names that may be those of people in the archive. Two who appear together (`present`) are two. */
  doubtsBeside(present: readonly string[]): string[] {
    return this.doubts.filter(({ other }) => !present.includes(other)).map(({ text }) => text)
  }

  /** From here on the new ones are in the catalogue, and in what is to be written. */
  commit(writes: Writes): void {
    for (const record of this.people.values()) {
      writes.added.person.push(record)
      this.catalogue.person.add(record)
    }
    for (const record of this.themes.values()) {
      writes.added.theme.push(record)
      this.catalogue.theme.add({ ...record, sourceId: null })
    }
    for (const record of this.series.values()) {
      writes.added.series.push(record)
      this.catalogue.series.add({ ...record, sourceId: null, aliases: [] })
    }
  }

  private bySlug(kind: 'person' | 'theme' | 'series' | 'organisation', slug: string): Named {
    const current = currentSlug(this.catalogue, kind, slug)
    if (current === null) return { problem: `there is no ${kind} “${slug}”`, isAmbiguous: false }
    return { slug: current, name: this.catalogue[kind].nameOf(current) ?? slug }
  }

  private newPerson(name: string, honorific: string | null): Named {
    const slug = this.newSlug('person', name, this.people)
    for (const { slug: other, name: otherName, reason } of this.catalogue.person.alike(name)) {
      this.doubts.push({ other, text: `“${name}” may be “${otherName}” (${other}): ${reason}; kept as two people` })
    }
    const person = {
      slug,
      sourceId: null,
      name,
      sortName: sortNameOf(name),
      honorific,
      aliases: [],
      bio: '',
      bioHtml: '',
    }
    this.people.set(slug, person)
    return person
  }

  private newSlug(kind: 'person' | 'theme' | 'series', name: string, made: ReadonlyMap<string, unknown>): string {
    const isReserved = (slug: string) => made.has(slug) || (this.reserved[kind]?.has(slug) ?? false)
    return newSlug(this.catalogue, kind, slugify(name, kind), isReserved)
  }
}

const EMPTY_SERIES = {
  description: '',
  descriptionHtml: '',
  main: false,
  recurrence: null,
  startTime: null,
  timeZone: 'Europe/London',
  durationMinutes: null,
  organisation: null,
}

function onlyOne(slugs: string[]): string | undefined {
  return slugs.length === 1 ? slugs[0] : undefined
}
