/**
 * The place of a file on this machine. No text becomes one by itself, so no line of JSON, page or front matter can name a
 * file that is not its own: a folder source makes it, of files that lie within the folder. (ESLint refuses it elsewhere.)
 */
export class LocalPath {
  readonly #place: string

  constructor(place: string) {
    this.#place = place
  }

  /** Absolute. */
  get place(): string {
    return this.#place
  }
}
