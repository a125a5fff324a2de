import type { Pause } from '#app/platform/slices.ts'

import { isAscii } from './fold.ts'
import { stem } from './inflection.ts'
import { PlainWords } from './plain-words.ts'
import { withRoom } from './room.ts'
import { isStopWord } from './stop-words.ts'
import { isPairOfUnspaced, isUnspaced } from './tokens.ts'
import { Trie, type VisitNear } from './trie.ts'

/** Stands between two fields, two titles, two names, two documents: no phrase crosses it. Never a word's number. */
export const BOUNDARY = 0

const STOP = 1
const PAIR = 2
const CHARACTER = 4
const PARTED = 8
const PART = 16

const NONE: readonly number[] = []

/**
 * Every word of the archive under a number (from 1 on), found by its letters, by letters near them, and by its stem.
 * Words are added and never taken away: one that no document holds any more costs a few bytes until the next rebuild.
 */
export class Vocabulary {
  private readonly texts: string[] = ['']
  private readonly ids = new Map<string, number>()
  private readonly plain = new PlainWords()
  private readonly stems = new Map<string, number[]>()
  /** By number of a word that is asked for: the words that it is a part, or another reading, of. */
  private readonly wholes = new Map<number, number[]>()
  private readonly letters = new Trie()
  private flags = new Uint8Array(1024)

  /** One more than the greatest number given. */
  get size(): number {
    return this.texts.length
  }

  text(id: number): string {
    return this.texts[id] ?? ''
  }

  find(word: string): number | undefined {
    return this.ids.get(word)
  }

  /** The number of the word between two places of a text, where it holds a to z and digits alone, large or small; else 0. */
  findPlain(text: string, start: number, end: number): number {
    return this.plain.find(text, start, end)
  }

  isStopWord(id: number): boolean {
    return (this.flags[id]! & STOP) !== 0
  }

  /** True for the pairs of an unspaced script, which share the place of the character that they begin with. */
  isPair(id: number): boolean {
    return (this.flags[id]! & PAIR) !== 0
  }

  /** True for a single character of an unspaced script. */
  isCharacter(id: number): boolean {
    return (this.flags[id]! & CHARACTER) !== 0
  }

  /** The number of a word, a new one if need be. */
  add(word: string): number {
    const known = this.ids.get(word)
    if (known !== undefined) return known
    const id = this.texts.length
    const text = detached(word)
    this.texts.push(text)
    this.ids.set(text, id)
    this.plain.add(text, id)
    this.flags = withRoom(this.flags, id + 1)
    this.flags[id] = flagsOf(text)
    const key = stem(text)
    const forms = this.stems.get(key)
    if (forms) forms.push(id)
    else this.stems.set(key === text ? text : detached(key), [id])
    if (!isUnspaced(text)) this.letters.add(text, id)
    return id
  }

  /** Notes that a word is asked for under others too (`partsOf`); a word is told of once. */
  addParts(id: number, parts: readonly string[]): void {
    if (parts.length === 0 || this.hasParts(id)) return
    this.flags[id] = this.flags[id]! | PARTED
    for (const part of parts) {
      const number = this.add(part)
      if (number === id) continue
      this.flags[number] = this.flags[number]! | PART
      const known = this.wholes.get(number)
      if (known) known.push(id)
      else this.wholes.set(number, [id])
    }
  }

  hasParts(id: number): boolean {
    return (this.flags[id]! & PARTED) !== 0
  }

  /** The words that this one is a part of. */
  wholesOf(id: number): readonly number[] {
    // Nearly every word is part of none, and this is asked for every word that is near one of a query.
    return (this.flags[id]! & PART) === 0 ? NONE : (this.wholes.get(id) ?? NONE)
  }

  /** Arranges the words for a fast search, once many were added; see `Trie.pack`. */
  pack(pause: Pause): Promise<void> {
    return this.letters.pack(pause)
  }

  /** The words that share a stem with this one, itself included where it is known. */
  forms(word: string): readonly number[] {
    return this.stems.get(stem(word)) ?? []
  }

  /** The words that share a stem with at least one other, family by family. */
  *families(): Generator<string[]> {
    for (const ids of this.stems.values()) if (ids.length > 1) yield ids.map((id) => this.text(id))
  }

  /** Every word within one typo or two; with `orPrefix`, also every word with a beginning that near. */
  near(word: string, typos: number, orPrefix: boolean, visit: VisitNear): void {
    this.letters.near(word, typos, orPrefix, visit)
  }

  /** Every longer word that begins with this one. */
  completions(word: string, visit: (id: number) => void): void {
    this.letters.completions(word, visit)
  }
}

function flagsOf(word: string): number {
  if (!isUnspaced(word)) return isStopWord(word) ? STOP : 0
  return isPairOfUnspaced(word) ? PAIR : CHARACTER
}

/** A copy that does not keep the text alive which the word was cut from: V8's long substrings do. */
export function detached(word: string): string {
  if (word.length < 13) return word
  const encoding = isAscii(word) ? 'latin1' : 'utf16le'
  return Buffer.from(word, encoding).toString(encoding)
}
