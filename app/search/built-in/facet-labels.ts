import type { Named } from '#app/domain/search.ts'
import { fold } from '#app/search/words/fold.ts'

/** The values of one facet (slugs) under small numbers, with what readers see for them. */
export class FacetLabels {
  private readonly numberOf = new Map<string, number>()
  private readonly slugs: string[] = []
  private readonly names: string[] = []
  private readonly foldedNames: string[] = []

  get size(): number {
    return this.slugs.length
  }

  /** The numbers of these values, new ones where need be; a value that was renamed gets its new name. */
  numbers(values: readonly Named[]): number[] {
    return values.map(({ slug, name }) => this.number(slug, name))
  }

  find(slug: string): number | undefined {
    return this.numberOf.get(slug)
  }

  slug(number: number): string {
    return this.slugs[number] ?? ''
  }

  label(number: number): string {
    return this.names[number] ?? ''
  }

  /** True when the label holds `part`, which is folded. */
  holds(number: number, part: string): boolean {
    return this.folded(number).includes(part)
  }

  /** Orders two values as readers expect a list of names. */
  compare(a: number, b: number): number {
    const [one, other] = [this.folded(a), this.folded(b)]
    if (one !== other) return one < other ? -1 : 1
    return this.slug(a) < this.slug(b) ? -1 : 1
  }

  private number(slug: string, name: string): number {
    let number = this.numberOf.get(slug)
    if (number === undefined) {
      number = this.slugs.push(slug) - 1
      this.numberOf.set(slug, number)
    }
    if (this.names[number] !== name) {
      this.names[number] = name
      this.foldedNames[number] = fold(name)
    }
    return number
  }

  private folded(number: number): string {
    return this.foldedNames[number] ?? ''
  }
}
