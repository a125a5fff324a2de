import { fold } from '#app/search/words/fold.ts'

import type { JudgedArchive, Talk } from './judged-archive.ts'

/** A query, and the conversation that whoever asks it means. */
export type Judged = { query: string; expected: string }

/** Of so many conversations one is asked for. */
const EVERY = 7
/** Words that stand nowhere in the archive. */
const NOISE = 'marmalade telescope volcano submarine'.split(' ')

/** Makes the query of a kind for one conversation; null where it has none of that kind. */
type Make = (talk: Talk, number: number) => string | null

const KINDS: Record<string, Make> = {
  'words of the title': (talk) => lastWords(talk).join(' '),
  'one typo': (talk, number) => withLongest(talk, (word) => typo(word, number)),
  'two typos': (talk, number) =>
    longestWords(talk)
      .map((word, at) => typo(word, number + at))
      .join(' '),
  'a typo at the first letter': (talk, number) => withLongest(talk, (word) => typoAtFirst(word, number)),
  'the beginning of a word': (talk) => begun(lastWords(talk).join(' ')),
  'a typo and the beginning of a word': (talk, number) => {
    const [people = '', place = ''] = lastWords(talk)
    return `${typo(people, number)} ${begun(place)}`
  },
  'a name and a word': ({ surname, people }) => `${surname} ${lastWord(people)}`,
  'a misspelt name and a word': ({ surname, people }, number) =>
    surname.length < 7 ? null : `${typo(fold(surname), number)} ${lastWord(people)}`,
  'words of the summary': ({ details }) => details.join(' '),
  'words of the transcript': ({ said }) => said,
  'a quoted phrase': ({ people, place }) => `"${people} ${place}"`,
  'accents left out': ({ surname, people }) =>
    fold(surname) === surname.toLowerCase() ? null : `${fold(surname)} ${lastWord(people)}`,
  'wrong accents': ({ surname, people }) =>
    `${surname.toLowerCase().replace(/[aeo]/, wrongAccent)} ${lastWord(people)}`,
  'ue for ü': ({ surname, people }) =>
    /[üö]/.test(surname) ? `${surname.replace('ü', 'ue').replace('ö', 'oe')} ${lastWord(people)}` : null,
  'one wrong word': ({ people, place }, number) => `${NOISE[number % NOISE.length]} ${people} ${place}`,
  'another form of a word': (talk) => withLongest(talk, inflected),
  'two words joined': ({ people, place }) => `${people.replace(' ', '')} ${lastWord(place)}`,
  'a word split': (talk) => withLongest(talk, (word) => `${word.slice(0, -4)} ${word.slice(-4)}`),
}

/** The judged queries of the archive by kind. */
export function judgedQueries({ talks, japanese }: JudgedArchive): Map<string, Judged[]> {
  const queries = new Map<string, Judged[]>()
  for (const [kind, make] of Object.entries(KINDS)) {
    const asked = talks.filter((_, number) => number % EVERY === 0)
    queries.set(
      kind,
      asked.flatMap((talk, number) => {
        const query = make(talk, number)
        return query === null ? [] : [{ query, expected: talk.document.id }]
      }),
    )
  }
  // From within the subject into what is said of it.
  const parts = japanese.map(({ id, title }) => ({ query: title.slice(1, 6), expected: id }))
  return queries.set('Japanese', parts)
}

/** The last word of who and the last of where: together they tell one talk from all others. */
function lastWords({ people, place }: Talk): string[] {
  return [lastWord(people), lastWord(place)]
}

/** The longest word of who, and the longest of where. */
function longestWords({ people, place }: Talk): string[] {
  return [people, place].map((text) => longest(text.split(' ')))
}

/** The last words of who and of where, the longer of them changed. */
function withLongest(talk: Talk, change: (word: string) => string): string {
  const words = lastWords(talk)
  return words.map((word) => (word === longest(words) ? change(word) : word)).join(' ')
}

/** A text that is not typed to its end: two letters are missing, or one of a short word. */
function begun(text: string): string {
  return text.slice(0, lastWord(text).length > 6 ? -2 : -1)
}

function longest(words: readonly string[]): string {
  return words.reduce((best, word) => (word.length > best.length ? word : best))
}

function lastWord(text: string): string {
  return text.slice(text.lastIndexOf(' ') + 1)
}

/** A slip of the fingers within a word: a letter wrong, missing, too many, or two swapped. */
function typo(word: string, number: number): string {
  const at = 2 + (number % Math.max(1, word.length - 3))
  const [before, letter, after] = [word.slice(0, at), word[at] ?? '', word.slice(at + 1)]
  const slips = [`${before}q${after}`, before + after, before + letter + letter + after, swapped(word, at - 1)]
  return slips[number % slips.length] ?? word
}

function typoAtFirst(word: string, number: number): string {
  const slips = [`q${word.slice(1)}`, word.slice(1), `v${word}`, swapped(word, 0)]
  return slips[number % slips.length] ?? word
}

function swapped(word: string, at: number): string {
  return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2)
}

function wrongAccent(letter: string): string {
  return `${letter}\u0302`.normalize('NFC')
}

function inflected(word: string): string {
  return /[^s]s$/.test(word) ? word.slice(0, -1) : `${word}s`
}
