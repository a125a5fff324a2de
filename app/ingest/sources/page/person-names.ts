import { isHonorific, namesNobody, readPersonName } from '#app/domain/names.ts'

import { isEnglishWord, isListedWord } from './english-words.ts'
import { labelBefore } from './labels.ts'
import {
  JOINED_SURNAMES,
  PARTICLE,
  PARTICLES,
  BESIDE_PROFESSOR,
  LETTERS_AFTER,
  THINGS,
  SURNAMES_TOO,
  OTHER_SMALL_WORDS,
  NO_NAME_TAGS,
  type Word,
  isNoPartOfName,
  endsSentence,
  isBesideTitle,
  isInitial,
  bare,
  isFunctionWord,
  isBesideNames,
  isCompound,
  isOfOtherKind,
  isSurnameToo,
  isThing,
} from './name-words.ts'
import { tagWords } from './tagged-words.ts'
import { isOfWork, namesWork } from './work-words.ts'

/** Names of people in running text: where they stand, and how sure it is that they are names of people. */

/**
 * `sure`: somebody whom the archive or the page knows, who has a title, or whose first name is one. `likely`: made like a name
 * of words that are none in English. `possible`: made like a name. `doubtful`: of words that could as well be a thing.
 */
export type Certainty = 'sure' | 'likely' | 'possible' | 'doubtful'

export type NameInText = {
  start: number
  end: number
  name: string
  honorific: string | null
  certainty: Certainty
}

/** Who is known already, by name or alias. */
export type KnownPeople = (name: string) => boolean

/** A part of a name: capital first, inner capitals and apostrophes as in McDougall, O’Brien, Fine-Goulden. */
const PART = String.raw`(?:\p{Lu}[’'])?\p{Lu}[\p{L}\p{M}]*(?:[-’']\p{L}[\p{L}\p{M}]*)*`
const UNIT = String.raw`(?:(?:al|el|ad|as|ash|ibn|bin|d|l)[-’'](?=\p{Lu}))?(?:${PART})\.?`
/** "Gabrielle (Gabby) Matthews" */
const NICKNAME = String.raw`(?:\(${PART}\)|“${PART}”|‘${PART}’|"${PART}"|'${PART}')(?= \p{Lu})`
/** "dr. A", "prof. dr. A" begin small in some languages; "Dr. med. A" names the field of the title. */
const SMALL_TITLES = String.raw`(?:(?:dr|drs|dra|prof|ir|mr|dott|pr|sig|avv)\. ?|(?:suor|soeur|sœur|père|frère|sor|fray|zuster|pater) (?=\p{Lu}))*`
const FIELDS = String.raw`(?:(?:\p{Ll}{1,5}\.)+ )`
/** "Ortega y Gasset", "Ferrer i Puig": behind a first and a last name one word more; with two it parts people. */
const JOINED = String.raw`(?<=\p{Lu}\S{1,30} \p{Lu}\S{1,30} )(?:${JOINED_SURNAMES}) (?=\p{Lu}\S+(?!\S| \p{Lu}))${UNIT}`
const RUN = new RegExp(
  String.raw`(?<![\p{L}\p{N}#@])${SMALL_TITLES}${UNIT}(?: (?:(?<=\b(?:Dr|Prof)\. )${FIELDS}{1,3}${UNIT}|${UNIT}|${NICKNAME}|(?:(?:${PARTICLE}) ){1,3}(?=\p{Lu})${UNIT}|${JOINED}))*`,
  'gu',
)
const WORD = new RegExp(String.raw`\S+`, 'g')
const NAME_WORDS_MAX = 5

/** What readers of one page share: whom they know, and whether the page is English. */
export class NameReader {
  private readonly met = new Set<string>()
  /** How many characters were handed to the tagger: the work of a page, for whoever counts it. */
  charactersRead = 0

  constructor(
    private readonly isKnown: KnownPeople,
    readonly isEnglish: boolean,
  ) {}

  /** From here on this name is somebody wherever the page has it. */
  remember(name: string): void {
    this.met.add(name.toLowerCase())
  }

  /** The names in a text, in order, none over another. */
  namesIn(written: string): NameInText[] {
    return this.read(written).names
  }

  /**
   * The names in a text, where the words for what people do (nurse, director) end, and where verbs begin. From `namesFrom` on
   * the text is a list of people: a label or a column says so.
   */
  read(
    written: string,
    namesFrom: number | null = null,
  ): { names: NameInText[]; works: ReadonlySet<number>; verbs: ReadonlySet<number> } {
    this.charactersRead += written.length
    // "Dr.Petra Vance": every place stays where it was.
    const text = written.replace(/(?<![\p{L}\p{N}])(\p{Lu}\p{Ll}{0,3})\.(?=\p{Lu}\p{Ll})/gu, (whole, title: string) =>
      isHonorific(title) ? `${title} ` : whole,
    )
    const runs = [...text.matchAll(RUN)]
    if (runs.length === 0) return { names: [], works: new Set(), verbs: new Set() }
    // "Smith & Jones" would be a firm, "A (health worker)" one thing.
    const tagged = tagWords(text.replaceAll(' & ', ' , ').replace(/[()[\];|–—]/g, '\n'))
    let at = 0
    const works = new Set(tagged.filter(({ tags }) => tags.has('Actor')).map(({ end }) => end))
    const names = runs.flatMap((run) => {
      while (tagged[at] !== undefined && (tagged[at]?.end ?? 0) <= run.index) at += 1
      const words: Word[] = []
      let next = at
      for (const part of run[0].matchAll(WORD)) {
        const start = run.index + part.index
        while (tagged[next] !== undefined && (tagged[next]?.end ?? 0) <= start) next += 1
        words.push({ start, end: start + part[0].length, text: part[0], tagged: tagged[next] ?? null })
      }
      const slot = slotAt(text, run.index, namesFrom)
      const found = this.namesOfRun(words, text)
      return slot === null ? found : this.inSlot(words, found, slot, text)
    })
    if (!this.isEnglish) withoutPosts(names, text)
    const verbs = new Set(tagged.filter(({ tags }) => isAct(tags)).map(({ start }) => start))
    return { names, works, verbs }
  }

  /** What stands where a list of people has a name: one is surer there, and may be of words that are things elsewhere. */
  private inSlot(words: Word[], found: NameInText[], slot: Slot, text: string): NameInText[] {
    const [first] = found
    if (first !== undefined) {
      if (first.start === words[0]?.start) first.certainty = slot === 'first' ? 'sure' : RAISED[first.certainty]
      return found
    }
    const begin = words.findIndex(({ text: word }) => !OTHER_SMALL_WORDS.test(word))
    const end = begin === -1 ? 0 : this.endOfName(words, begin, text, true)
    const own = words.slice(begin, end)
    const isThingToo = own.length !== 2 || !SURNAMES_TOO.test(bare(own[1]?.text ?? ''))
    const isWhole = words.slice(end).every(({ text: word }) => LETTERS_AFTER.test(word))
    if (own.length < 2 || !isWhole || (isThingToo && isThing(words, begin, end))) return found
    // "Will Power", "May Chan": a verb in a sentence, a first name here.
    const isOther = (word: Word, at: number) => isFunctionWord(word) && !(at === 0 && word.tagged?.tags.has('Modal'))
    if (own.some((word, at) => isOther(word, at) || isNoPartOfName(word)) || namesNobody(joined(words, begin, end)))
      return found
    const isOfWords = own.every(({ text: word }) => isEnglishWord(bare(word)))
    // "Open Mic", "Local Heroes", "Patient Voices": what describes a thing begins no name of two words.
    // "A (Leeds) and Iris Chambers (Durham)": the brackets behind them are alike.
    const isAlike = slot === 'first' || /^\s?\(/u.test(text.slice(own.at(-1)?.end))
    if (this.isEnglish && isOfWords && (!isAlike || own[0]?.tagged?.tags.has('Adjective') === true)) return found
    return [this.nameFrom(words, begin, end, slot === 'first' ? 'sure' : 'likely')]
  }

  /** A run of words with capitals may hold a post and a name, or two names that only titles part. */
  private namesOfRun(words: Word[], text: string): NameInText[] {
    // "Our speaker was A B. A is": the next sentence begins with a capital too.
    const stop = words.findIndex((word) => endsSentence(word.text)) + 1
    if (stop > 0 && stop < words.length) {
      return [...this.namesOfRun(words.slice(0, stop), text), ...this.namesOfRun(words.slice(stop), text)]
    }
    const names: NameInText[] = []
    let from = 0
    while (from < words.length) {
      const found = this.titled(words, from, text) ?? this.known(words, from) ?? this.firstNamed(words, from, text)
      if (found === null) break
      names.push(found.name)
      from = found.next
    }
    if (names.length === 0) {
      const shaped = this.shaped(words, text)
      if (shaped !== null) names.push(shaped)
    }
    return names
  }

  /** "Dr Robin Banerjee": whoever follows a title, wherever that stands. */
  private titled(words: Word[], from: number, text: string): { name: NameInText; next: number } | null {
    const first = words.findIndex((word, index) => index >= from && isHonorific(word.text))
    if (first === -1) return null
    let begin = first
    if (BESIDE_PROFESSOR.test(words[first - 1]?.text ?? '') && first - 1 >= from) begin = first - 1
    let at = first + 1
    // "The Revd Canon Dr A": what stands between two titles is one.
    while (isBesideTitle(words[at]?.text ?? '') || isHonorific(words[at + 1]?.text ?? '')) at += 1
    const end = this.endOfName(words, at, text)
    // "Professor of", "Lord Mayor", "Novartis Professor": a post.
    const isPost = end === at || words[at]?.tagged?.tags.has('Actor') === true || isFunctionWord(words[at])
    if (isPost || isThing(words, at, end)) return null
    return { name: this.nameFrom(words, begin, end, 'sure'), next: end }
  }

  /** The longest part of a run that the archive, or this page, knows as somebody. */
  private known(words: Word[], from: number): { name: NameInText; next: number } | null {
    for (let begin = from; begin < words.length; begin += 1) {
      for (let end = Math.min(words.length, begin + NAME_WORDS_MAX); end > begin; end -= 1) {
        const { name } = readPersonName(joined(words, begin, end))
        if (!this.isKnown(name) && !(end - begin > 1 && this.met.has(name.toLowerCase()))) continue
        if (isThing(words, begin, end)) continue
        return { name: this.nameFrom(words, begin, end, 'sure'), next: end }
      }
    }
    return null
  }

  /** A first name that the tagger knows, with what may be a last name behind it. */
  private firstNamed(words: Word[], from: number, text: string): { name: NameInText; next: number } | null {
    for (let begin = from; begin < words.length - 1; begin += 1) {
      const word = words[begin]
      const second = words[begin + 1]
      const isInitial = /^\p{Lu}\.?$/u.test(word?.text ?? '') && second?.tagged?.isFirstName === true
      if ((word?.tagged?.isFirstName !== true && !isInitial) || isCompound(word?.text ?? '')) continue
      if (!words.slice(from, begin).every(isBesideNames)) return null
      const end = this.endOfName(words, begin, text)
      const last = words[end - 1]
      if (end - begin < 2 || last === undefined || isThing(words, begin, end)) return null
      const rest = words.slice(begin + 1, end)
      if (rest.some((part) => isFunctionWord(part) || part.tagged?.tags.has('Organization') === true)) return null
      const surname = bare(last.text)
      // "Charity Begins", "Victoria Park", "Grace Under Pressure": both words are words.
      const isDoubtful =
        (word?.tagged?.isDoubtful === true || isEnglishWord(bare(word?.text ?? ''))) &&
        isEnglishWord(surname) &&
        last.tagged?.tags.has('LastName') !== true
      const isPlace = rest.some((part) => part.tagged?.tags.has('Place') === true) && isEnglishWord(surname)
      if (isPlace && word?.tagged?.isDoubtful === true && !isBeforeWork(text, last.end)) return null
      const isUnsure = isDoubtful || isPlace || THINGS.test(surname)
      return { name: this.nameFrom(words, begin, end, isUnsure ? 'possible' : 'sure'), next: end }
    }
    return null
  }

  /** Made like a name: two to four words with capitals, none of them of another kind. */
  private shaped(all: Word[], text: string): NameInText | null {
    let begin = all.findIndex((word) => !isBesideNames(word))
    const isBesideWork = isBeforeWork(text, all.at(-1)?.end ?? 0) || isBehindWork(text, all[0]?.start ?? 0)
    if (begin === -1 && all.length === 2 && isBesideWork && !all.some(isNoPartOfName)) begin = 0
    if (begin === -1) return null
    // "Gabby Matthews": a first name may be a word as well.
    const before = all[begin - 1]
    if (begin === all.length - 1 && before !== undefined && !isOfOtherKind(before)) begin -= 1
    const end = this.endOfName(all, begin, text)
    const words = all.slice(begin, end)
    if (words.length < 2 || words.length > 4 || isThing(all, begin, end) || end < all.length) return null
    const told = words.filter(({ text: word }) => !PARTICLES.test(word))
    if (isSurnameToo(all, begin, end)) told.pop()
    const isOther = (word: Word) => NO_NAME_TAGS.some((tag) => word.tagged?.tags.has(tag) && !word.tagged.isPerson)
    const hasWork = isBeforeWork(text, words.at(-1)?.end ?? 0) || isBehindWork(text, words[0]?.start ?? 0)
    if (told.some(isOther) && !(hasWork && words.length === 2)) return null
    if (
      words.some(
        ({ text: word }) =>
          /^\p{Lu}{2,}$/u.test(word) || (!/^(?:\p{Ll}{1,4}[-’'])?\p{Lu}/u.test(word) && !PARTICLES.test(word)),
      )
    )
      return null
    // What is a word in English says nothing about a name of another language.
    if (!this.isEnglish) return this.nameFrom(all, begin, end, 'possible')
    const common = words.filter(({ text: word }) => isEnglishWord(bare(word))).length
    if (common === words.length && !words.some((word) => word.tagged?.isPerson))
      return hasWork ? this.nameFrom(all, begin, end, 'doubtful') : null
    const isForeign =
      common === 0 || (!isEnglishWord(bare(words[0]?.text ?? '')) && !isListedWord(bare(words.at(-1)?.text ?? '')))
    const mayBeFirst = !isEnglishWord(bare(words[0]?.text ?? '')) || words.some((word) => word.tagged?.isPerson)
    const certainty = isForeign ? 'likely' : mayBeFirst ? 'possible' : 'doubtful'
    return this.nameFrom(all, begin, end, certainty)
  }

  /** Where a name that begins at `from` ends: before letters after it, a post, or the next one's title. */
  private endOfName(words: Word[], from: number, text: string, isSlot = false): number {
    let end = from
    let count = 0
    while (end < words.length && count < NAME_WORDS_MAX) {
      const word = words[end]
      // "Joy Bishop": a title with nobody behind it is a surname.
      const isTitle = isHonorific(word?.text ?? '') && end < words.length - 1
      if (word === undefined || LETTERS_AFTER.test(word.text) || isTitle) break
      const isThird = count >= 2 && !isSlot
      const isPost = word.tagged?.tags.has('Actor') === true && !word.tagged.isPerson && isEnglishWord(bare(word.text))
      if (isPost && end > from) break
      // "Harpreet Singh Gill, a paramedic": a last word that is a word as well, where the name must end.
      const closes = end === words.length - 1 && /^\s*(?:[,;.()]|$)/u.test(text.slice(word.end))
      const isNoWord = word.tagged?.isPerson === true || THINGS.test(word.text) || PARTICLES.test(word.text)
      const isWord = !isNoWord && isEnglishWord(bare(word.text))
      if (isThird && isWord && !(closes && isOfNames(words.slice(from, end)))) break
      end += 1
      if (!PARTICLES.test(word.text)) count += 1
      // "Robins’s book", "Smith. We": the name ends with its word.
      if (
        (/[’']s?$/u.test(word.text) && !/^[(“‘"']/u.test(word.text)) ||
        (/\.$/.test(word.text) && !isInitial(word.text))
      )
        break
      if (text[word.end] !== ' ') break
    }
    while (end > from && PARTICLES.test(words[end - 1]?.text ?? '')) end -= 1
    return end
  }

  private nameFrom(words: Word[], begin: number, end: number, certainty: Certainty): NameInText {
    const written = joined(words, begin, end)
    const first = words[begin]
    const last = words[end - 1]
    const stop = (last?.start ?? 0) + trimmedLength(last?.text ?? '')
    return { start: first?.start ?? 0, end: stop, ...readPersonName(written), certainty }
  }
}

/** Where a list of people has its first name, and where the next. */
type Slot = 'first' | 'next'

const RAISED = { sure: 'sure', likely: 'sure', possible: 'likely', doubtful: 'possible' } as const
/** What parts two people of a list, and no person from a post. */
const BEFORE_NEXT_PERSON = /(?:[;&/|\n]|(?:^|\s)(?:and|with|und|mit|et|avec|y|con|e|com|en|met))\s+$/u

function slotAt(text: string, at: number, namesFrom: number | null): Slot | null {
  const before = text.slice(Math.max(0, at - 60), at)
  if (labelBefore(before) !== null) return 'first'
  if (namesFrom === null || at < namesFrom) return null
  if (/^[\s:–—-]*$/u.test(text.slice(namesFrom, at).slice(0, 20)) && at - namesFrom < 20) return 'first'
  return BEFORE_NEXT_PERSON.test(before) ? 'next' : null
}

/** "staff nurse Hope Rivers" */
function isBehindWork(text: string, at: number): boolean {
  const word = /(?<![\p{L}-])(\p{Ll}{3,30}) $/u.exec(text.slice(Math.max(0, at - 32), at))?.[1]
  return word !== undefined && isOfWork(word)
}

/** "Kit Harrow, a ward clerk", "Penny Lane (historian)": what stands behind makes somebody of words that could be a thing. */
function isBeforeWork(text: string, end: number): boolean {
  const behind = /^(?:,\s|\s?\()(?:(?:an?|the|our)\s)?(?=\p{L})/u.exec(text.slice(end, end + 10))?.[0]
  return behind !== undefined && namesWork(text.slice(end + behind.length, end + 120))
}

/** Two words that are none in English. */
function isOfNames(words: Word[]): boolean {
  return words.length === 2 && words.every(({ text }) => !isEnglishWord(bare(text)))
}

/** "Prof. Dr. A, Chefarzt Geriatrie": where other words have capitals too, commas behind a sure name begin its post. */
function withoutPosts(names: NameInText[], text: string): void {
  let sure: NameInText | null = null
  for (let index = 0; index < names.length;) {
    const name = names[index] as NameInText
    const between: string = sure === null ? '' : text.slice(sure.end, name.start)
    if (name.certainty !== 'sure' && /^,[^;.:()&|]*$/u.test(between) && !/\s(?:und|et|y|e|en)\s/u.test(between)) {
      names.splice(index, 1)
      continue
    }
    sure = name.certainty === 'sure' ? name : null
    index += 1
  }
}

/** What somebody does: no form of "to be", no mere "will", nothing that is done to them. */
function isAct(tags: ReadonlySet<string>): boolean {
  return tags.has('Verb') && !['Copula', 'Auxiliary', 'Modal', 'Passive', 'Gerund'].some((tag) => tags.has(tag))
}

function joined(words: Word[], begin: number, end: number): string {
  const kept = words.slice(begin, end).filter(({ text }) => !/^[(“‘"']/.test(text))
  const written = kept.map(({ text }) => text).join(' ')
  return written.slice(0, written.length - (kept.at(-1)?.text.length ?? 0)) + lastWord(kept.at(-1)?.text ?? '')
}

/** The last word of a name without what belongs to the sentence. */
function lastWord(word: string): string {
  return word.slice(0, trimmedLength(word))
}

function trimmedLength(word: string): number {
  const owned = word.replace(/(?:(?<=[sS])[’']|[’'][sS])$/u, '')
  return (isInitial(owned) ? owned : owned.replace(/\.$/, '')).length
}
