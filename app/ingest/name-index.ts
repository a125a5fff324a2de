import { nameKey } from '#app/domain/names.ts'
import type { KnownEntry } from '#app/archive/records/known.server.ts'

import { Journal } from './journal.ts'
import { LikenessIndex } from './likeness-index.ts'

export type Likeness = { slug: string; name: string; reason: string }

/** One kind of thing (people, themes …) by everything that it is known by. Grows as an import adds to it. */
export class NameIndex {
  private readonly entries = new Map<string, KnownEntry>()
  private readonly bySourceId = new Map<string, string>()
  private readonly byKey = new Map<string, string[]>()
  /** Made when it is first asked for: most imports bring few new names. */
  private likeness: LikenessIndex | null = null

  /** What is added later can be taken back by the journal. */
  constructor(
    entries: readonly KnownEntry[],
    private readonly journal = new Journal(),
  ) {
    for (const entry of entries) this.add(entry)
  }

  add(entry: KnownEntry): void {
    const { slug, sourceId, name, aliases } = entry
    this.journal.set(this.entries, slug, entry)
    if (sourceId !== null) this.journal.set(this.bySourceId, sourceId, slug)
    for (const known of [name, ...aliases]) this.addKey(nameKey(known), slug)
    if (this.likeness !== null) this.journal.note(this.likeness.add(slug, name))
  }

  private addKey(key: string, slug: string): void {
    const slugs = this.byKey.get(key)
    if (slugs === undefined) return this.journal.set(this.byKey, key, [slug])
    if (slugs.includes(slug)) return
    slugs.push(slug)
    this.journal.note(() => slugs.pop())
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

  /** Those whose name is nearly this one, in the order in which they came. */
  alike(name: string): Likeness[] {
    if (this.likeness === null) {
      this.likeness = new LikenessIndex()
      for (const [slug, { name: known }] of this.entries) this.likeness.add(slug, known)
    }
    return this.likeness.alike(name).map(({ slug, reason }) => ({ slug, name: this.nameOf(slug) ?? slug, reason }))
  }
}
