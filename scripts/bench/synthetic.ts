import { EMPTY_QUERY } from '#app/domain/search-query.ts'
import type { Named, SearchQuery } from '#app/domain/search.ts'
import type { SearchDocument } from '#app/search/engine.ts'

/** So many words a passage, as transcripts are cut. */
const WORDS_IN_PASSAGE = 90
export const PASSAGES_IN_CONVERSATION = 50
const WORDS_KNOWN = 60_000
const SPEAKERS = 3000
const THEMES = 300
const LETTERS = 'etaoinshrdlcumwfgypbvk'

/** An archive that is made up, always the same: words as frequent as those of a language (Zipf), names and dates. */
export class SyntheticArchive {
  private state = 12_345
  private readonly words: string[]

  constructor() {
    const made = new Set<string>()
    while (made.size < WORDS_KNOWN) made.add(this.makeWord())
    this.words = [...made]
  }

  /** Conversations in batches, each with its transcript, until there are so many passages. */
  async *conversations(passages: number, inBatch = 20): AsyncGenerator<SearchDocument[]> {
    const count = passages / PASSAGES_IN_CONVERSATION
    for (let at = 0; at < count; at += inBatch) {
      const numbers = Array.from({ length: Math.min(inBatch, count - at) }, (_, index) => at + index)
      yield numbers.map((number) => this.conversation(number))
    }
  }

  /** Searches as readers type them: two or three words, one in three with a typo, half of them narrowed by a filter. */
  queries(count: number): SearchQuery[] {
    return Array.from({ length: count }, (_, number) => {
      const words = Array.from({ length: 2 + (number % 2) }, () => this.words[50 + this.below(20_000)]!)
      if (number % 3 === 0) words[0] = withTypo(words[0]!, 1 + this.below(words[0]!.length - 1))
      const theme = number % 2 === 0 ? [named('theme', this.below(THEMES)).slug] : []
      return { ...EMPTY_QUERY, q: words.join(' '), theme }
    })
  }

  private conversation(number: number): SearchDocument {
    const month = String(1 + this.below(12)).padStart(2, '0')
    return {
      key: `conversation-${number}`,
      id: `conversation-${number}`,
      kind: 'conversation',
      slug: `conversation-${number}`,
      title: this.text(6),
      aliases: [],
      heldOn: `${2000 + this.below(25)}-${month}`,
      speakers: [named('speaker', this.below(SPEAKERS)), named('speaker', this.below(SPEAKERS))],
      alsoNamed: [],
      themes: [named('theme', this.below(THEMES))],
      summary: this.text(60),
      documents: [],
      has: ['recording', 'transcript'],
      passages: Array.from({ length: PASSAGES_IN_CONVERSATION }, (_, place) => ({
        start: place * 40,
        end: place * 40 + 40,
        speaker: null,
        text: this.text(WORDS_IN_PASSAGE),
      })),
    }
  }

  /** Words as they come. */
  text(words: number): string {
    return Array.from({ length: words }, () => this.words[this.zipf()]!).join(' ')
  }

  /** Rank r with a probability of about 1 / r. */
  private zipf(): number {
    return Math.min(WORDS_KNOWN - 1, Math.floor(WORDS_KNOWN ** this.random()) - 1)
  }

  private makeWord(): string {
    const length = 3 + this.below(4) + this.below(5)
    return Array.from({ length }, () => LETTERS[Math.floor(LETTERS.length * this.random() ** 1.5)]!).join('')
  }

  private below(end: number): number {
    return Math.floor(this.random() * end)
  }

  /** Between 0 and 1, by a linear congruential generator: the same in every run. */
  private random(): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0
    return this.state / 2 ** 32
  }
}

function named(what: string, number: number): Named {
  return { slug: `${what}-${number}`, name: `${what} ${number}` }
}

function withTypo(word: string, at: number): string {
  return word.slice(0, at) + word.slice(at + 1)
}
