import { LETTERS_AFTER_NAME } from '#app/domain/letters-after-names.ts'
import { FIELD_OF_TITLE, isHonorific, SURNAME_PARTICLES } from '#app/domain/names.ts'

import { isEnglishWord } from './english-words.ts'
import type { TaggedWord } from './tagged-words.ts'
import { isOfWork } from './work-words.ts'

/** What a word with a capital may be in or beside the name of somebody: a part of it, a title, a thing called after them. */

/** Between a first and a last name two surnames may be joined: "Ortega y Gasset", "Ferrer i Puig". */
export const JOINED_SURNAMES = 'y|e|i'
export const PARTICLE = [...SURNAME_PARTICLES].join('|')
export const PARTICLES = new RegExp(`^(?:${PARTICLE}|${JOINED_SURNAMES})$`, 'u')

/** "Emeritus Professor" */
export const BESIDE_PROFESSOR = /^(?:Emerit(?:us|a)|Associate|Assistant|Visiting|Honorary|Clinical)$/
/** Letters after a name that are no part of it. */
export const LETTERS_AFTER = new RegExp(`^${LETTERS_AFTER_NAME}$`, 'u')
/** What is called after somebody is not somebody. The tagger knows hospitals and schools; these it takes for surnames. */
export const THINGS =
  /^(?:Awards?|Prize|Lectures?|Medal|Foundation|Fund|Trust|Hospital|Hospice|Infirmary|Institute|University|College|School|Academy|Centre|Center|Park|Street|Road|Avenue|House|Hall|Room|Theatre|Library|Museum|Church|Chapel|Ward|Clinic|Surgery|Practice|Unit|Team|Network|Group|Society|Association|Council|Commission|Committee|Board|Project|Programme|Program|Campaign|Movement|Model|Method|Report|Review|Inquiry|Act|Law|Day|Week|Month|Festival|Conference|Fellowship|Fellows?|Scholarship|Press|Journal|Café|Cafe|Rounds?|Charity|Partnership|Initiative|Collaborative|Forum|Services?|Trail|Retreat|Stories|Talks?|Events?|Sessions?|Health|Healthcare|Care|Regional|Medical|Hospitals|Centres|Schools|Universities|Alliance|Collective|Choir|Band|Orchestra|Quartet|Ensemble|Singers|Players|Panel|Students|Staff|Members|Department|Division|Faculty|Agency|Authority|Ministry|Government|Parliament|Ltd|Limited|Inc|Universit\p{L}+|H[oô]pital|Klinik\p{L}*|Krankenhaus|École|Institut\p{L}*|\p{Lu}\p{Ll}*(?:spital|krankenhaus|haus|schule|zentrum|verein|verband|stiftung|ziekenhuis)|Fundaci[oó]n|Ospedale|Ziekenhuis|Stichting|Verein)$/u
export const SURNAMES_TOO = /^(?:Park|Hall|House|Church|Street|Ward|Day|Law)$/u
/** Words in other languages that begin a line of names, with a capital because the line begins there. */
export const OTHER_SMALL_WORDS = /^(?:Mit|Avec|Con|Com|Met|Par|Por|Door|Modera|Moderiert|Anime)$/u

const FUNCTION_TAGS = ['Determiner', 'Preposition', 'Conjunction', 'Pronoun', 'Copula', 'Modal', 'QuestionWord']
export const NO_NAME_TAGS = [
  ...FUNCTION_TAGS,
  'Organization',
  'Place',
  'Date',
  'Month',
  'WeekDay',
  'Value',
  'Url',
  'Email',
  'Currency',
]

/** A word of a run of capitals, with what the tagger says of it. */
export type Word = { start: number; end: number; text: string; tagged: TaggedWord | null }

/** Letters, works and bodies: words with capitals that a post has and a name has not. */
export function isNoPartOfName({ text, tagged }: Word): boolean {
  if (/^\p{Lu}{2,}$/u.test(text) || /\p{N}/u.test(text)) return true
  return ['Organization', 'Actor'].some((tag) => tagged?.tags.has(tag) && !tagged.isPerson) || isOfWork(bare(text))
}

export function endsSentence(word: string): boolean {
  return /\p{Ll}{2}\.$/u.test(word) && !isBesideTitle(word) && !isInitial(word)
}

export function isBesideTitle(word: string): boolean {
  return isHonorific(word) || BESIDE_PROFESSOR.test(word) || FIELD_OF_TITLE.test(word)
}

export function isInitial(word: string): boolean {
  return /^(?:\p{Lu}|Jr|Sr)\.$/u.test(word)
}

export function bare(word: string): string {
  return word.replace(/[^\p{L}\p{M}’'-]/gu, '')
}

export function isFunctionWord(word: Word | undefined): boolean {
  if (/^\p{Lu}\.?$/u.test(word?.text ?? '')) return false
  return FUNCTION_TAGS.some((tag) => word?.tagged?.tags.has(tag)) && !PARTICLES.test(word?.text ?? '')
}

/** Words with a capital that stand before a name and belong to none: how sentences begin, posts, bodies. */
export function isBesideNames(word: Word): boolean {
  if (OTHER_SMALL_WORDS.test(word.text) || isCompound(word.text)) return true
  if (word.tagged?.isFirstName === true || isInitial(word.text)) return false
  const isOther = isOfOtherKind(word) || ['Verb', 'Adverb', 'Adjective'].some((tag) => word.tagged?.tags.has(tag))
  return isOther || isEnglishWord(bare(word.text))
}

/** "Baker-turned-psychiatrist": words with hyphens between, which the tagger reads one by one. */
export function isCompound(word: string): boolean {
  const [first = '', ...others] = bare(word).split('-')
  return (
    others.length > 0 && isEnglishWord(first) && others.every((part) => /^\p{Ll}/u.test(part) && isEnglishWord(part))
  )
}

export function isOfOtherKind({ text, tagged }: Word): boolean {
  return (
    [...NO_NAME_TAGS, 'Actor'].some((tag) => tagged?.tags.has(tag)) ||
    /^\p{Lu}{2,}$/u.test(text) ||
    THINGS.test(bare(text))
  )
}

/** "Hye-jin Park", "Dr Helen Ward": behind one first name, or a word that is none in English, these are surnames as well. */
export function isSurnameToo(words: Word[], begin: number, end: number): boolean {
  const [first, last] = [words[end - 2], words[end - 1]]
  if (first === undefined || last === undefined || !SURNAMES_TOO.test(bare(last.text))) return false
  if (words[end]?.start === last.end + 1) return false
  const isName = !isHonorific(first.text) && first.tagged?.isDoubtful !== true && !isEnglishWord(bare(first.text))
  const isAlone = end - begin === 2 && (begin === 0 || isBesideTitle(words[begin - 1]?.text ?? ''))
  return isName && isAlone
}

/** "Kate Granger Awards", "Martin Luther King Hospital"; a post may stand there too: "Sue Robins Programme Director". */
export function isThing(words: Word[], begin: number, end: number): boolean {
  if (isSurnameToo(words, begin, end)) return false
  let last = end
  while (last < words.length && words[last]?.start === (words[last - 1]?.end ?? 0) + 1) last += 1
  const isPost = words.slice(end, last).some(({ tagged }) => tagged?.tags.has('Actor') === true)
  return words.slice(begin, isPost ? end : last).some(({ text }) => THINGS.test(bare(text)))
}
