import { likenessOf, nameWords } from '#app/domain/names-alike.ts'
import { nameKey } from '#app/domain/names.ts'
import type { KnownEntry } from '#app/archive/records/known.server.ts'

export type Likeness = { slug: string; name: string; reason: string }

/** One kind of thing (people, themes …) by everything that it is known by. Grows as an import adds to it. */
export class NameIndex {
  private readonly entries = new Map<string, KnownEntry>()
  private readonly bySourceId = new Map<string, string>()
  private readonly byKey = new Map<string, string[]>()
  /** Made when it is first asked for: most imports bring few new names. */
  private words: { ofSlug: Map<string, string[]>; slugsOf: Map<string, string[]> } | null = null

  constructor(entries: readonly KnownEntry[]) {
    for (const entry of entries) this.add(entry)
  }

  add(entry: KnownEntry): void {
    const { slug, sourceId, name, aliases } = entry
    this.entries.set(slug, entry)
    if (sourceId !== null) this.bySourceId.set(sourceId, slug)
    for (const known of [name, ...aliases]) append(this.byKey, nameKey(known), slug)
    if (this.words !== null) this.addWords(slug, name)
  }

  has(slug: string): boolean {
    return this.entries.has(slug)
  }

  nameOf(slug: string): string | null {
    return this.entries.get(slug)?.name ?? null
  }

  withSourceId(id: string): string | null {
    return this.bySourceId.get(id) ?? null
  }

  sourceIdOf(slug: string): string | null {
    return this.entries.get(slug)?.sourceId ?? null
  }

  /** The slugs of those that have this name or alias; case does not count. */
  named(name: string): string[] {
    return this.byKey.get(nameKey(name)) ?? []
  }

  /**
   * Those whose name is nearly this one. Names that are one letter apart still share a word when they have two, so only
   * those that share one are compared.
   */
  alike(name: string): Likeness[] {
    this.words ??= this.makeWords()
    const words = nameWords(name)
    const slugs = new Set(words.flatMap((word) => this.words?.slugsOf.get(word) ?? []))
    return [...slugs].flatMap((slug) => {
      const reason = likenessOf(words, this.words?.ofSlug.get(slug) ?? [])
      return reason === null ? [] : [{ slug, name: this.nameOf(slug) ?? slug, reason }]
    })
  }

  private makeWords(): NonNullable<typeof this.words> {
    this.words = { ofSlug: new Map(), slugsOf: new Map() }
    for (const [slug, { name }] of this.entries) this.addWords(slug, name)
    return this.words
  }

  private addWords(slug: string, name: string): void {
    const words = nameWords(name)
    this.words?.ofSlug.set(slug, words)
    for (const word of words) if (this.words !== null) append(this.words.slugsOf, word, slug)
  }
}

function append(map: Map<string, string[]>, key: string, slug: string): void {
  const slugs = map.get(key)
  if (slugs === undefined) map.set(key, [slug])
  else if (!slugs.includes(slug)) slugs.push(slug)
}
