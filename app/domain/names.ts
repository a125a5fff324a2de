import { isLettersAfterName } from './letters-after-names.ts'
import { withoutInvisible, withoutTail } from './letters.ts'
import { listInWords } from './words.ts'

/** People's names: what goes before and after them, how they are sorted, and the title that a conversation gets from them. */

export type PersonName = { honorific: string | null; name: string }

/** As written (lower case, no full stop) and as the archive writes it. */
const HONORIFICS: Record<string, string> = {
  dr: 'Dr',
  doctor: 'Dr',
  prof: 'Professor',
  professor: 'Professor',
  sir: 'Sir',
  dame: 'Dame',
  lord: 'Lord',
  lady: 'Lady',
  baroness: 'Baroness',
  baron: 'Baron',
  mr: 'Mr',
  mrs: 'Mrs',
  ms: 'Ms',
  miss: 'Miss',
  mx: 'Mx',
  rev: 'Revd',
  revd: 'Revd',
  reverend: 'Revd',
  rabbi: 'Rabbi',
  imam: 'Imam',
  pastor: 'Pastor',
  pr: 'Pr',
  mme: 'Mme',
  mlle: 'Mlle',
  dra: 'Dra',
  profa: 'Profa',
  sra: 'Sra',
  dott: 'Dott',
  frau: 'Frau',
  herr: 'Herr',
  mevrouw: 'Mevrouw',
  drs: 'Drs',
  ir: 'Ir',
  dhr: 'Dhr',
  mw: 'Mw',
  lic: 'Lic',
  doña: 'Doña',
  professorin: 'Professorin',
  professeur: 'Professeur',
  professore: 'Professore',
  professoressa: 'Professoressa',
  profesor: 'Profesor',
  profesora: 'Profesora',
  councillor: 'Councillor',
  cllr: 'Cllr',
  capt: 'Capt',
  canon: 'Canon',
  archdeacon: 'Archdeacon',
  bishop: 'Bishop',
  father: 'Father',
  fr: 'Fr',
  brother: 'Brother',
  br: 'Br',
  sister: 'Sister',
  sr: 'Sr',
  pater: 'Pater',
  padre: 'Padre',
  père: 'Père',
  frère: 'Frère',
  sœur: 'Sœur',
  soeur: 'Sœur',
  pfarrer: 'Pfarrer',
  pfarrerin: 'Pfarrerin',
  pastorin: 'Pastorin',
  schwester: 'Schwester',
  diakon: 'Diakon',
  diakonin: 'Diakonin',
  dominee: 'Dominee',
  abbé: 'Abbé',
  hermana: 'Hermana',
  hermano: 'Hermano',
  suor: 'Suor',
  rabbiner: 'Rabbiner',
  rabbin: 'Rabbin',
  sheikh: 'Sheikh',
  shaykh: 'Shaykh',
  swami: 'Swami',
  venerable: 'Venerable',
}
/** "Dr. med.", "Dr. h.c.": the field of a title, which is no part of a name. */
export const FIELD_OF_TITLE = /^(?:\p{Ll}{1,5}\.)+$/u
/** Words that only stand beside "Professor". */
const PROFESSORS = ['emeritus', 'emerita', 'associate', 'assistant', 'visiting', 'honorary', 'clinical']
export const SURNAME_PARTICLES: ReadonlySet<string> = new Set([
  'van',
  'von',
  'de',
  'der',
  'den',
  'del',
  'della',
  'di',
  'da',
  'dos',
  'du',
  'la',
  'le',
  'bin',
  'ibn',
  'al',
  'el',
  'ter',
  'ten',
  'zu',
  'ap',
  'ab',
  'ferch',
  'bint',
  'binti',
  'binte',
  'af',
  'av',
  'das',
  'do',
  'vom',
  'op',
  'wa',
])
const GENERATION = /^(?:jr|sr|ii|iii|iv)\.?$/i

/** Whether a word is a title that goes before a name: "Dr", "Prof.", "Dame". */
export function isHonorific(word: string): boolean {
  return Object.hasOwn(HONORIFICS, plain(word))
}

/**
 * A name as it is written, taken apart: "Prof. Michael West, CBE" is `{ honorific: 'Professor', name: 'Michael West' }`.
 * Several titles stay together: "Professor Dame". Letters after a name are left out.
 */
export function readPersonName(written: string): PersonName {
  const words = withoutPostNominals(tidyName(written)).split(' ')
  let count = 0
  function isTitle(at: number): boolean {
    const [word, next] = [words[at] ?? '', words[at + 1] ?? '']
    // What stands between two titles is one: "Revd Canon Dr".
    return isTitleWord(word, next) || (at > 0 && (FIELD_OF_TITLE.test(word) || isHonorific(next)))
  }
  while (count < words.length - 1 && isTitle(count)) count += 1
  const titles = words
    .slice(0, count)
    .filter((word) => !FIELD_OF_TITLE.test(word))
    .map((word) => HONORIFICS[plain(word)] ?? word)
  return { honorific: titles.length === 0 ? null : titles.join(' '), name: words.slice(count).join(' ') }
}

/** "Dr Robin Banerjee". */
export function displayName({ honorific, name }: PersonName): string {
  return honorific === null ? name : `${honorific} ${name}`
}

const NOBODY_WORDS =
  'various|multiple|unknown|several|many|other|others|guests?|special|invited|surprise|mystery|missing|unnamed|unconfirmed|undisclosed|external|internal|all|our|the|and|&|more'
const NOBODY_NOUNS =
  'speakers?|people|persons?|presenters?|authors?|artists?|contributors?|participants?|attendees|lecturers?|hosts?|panel(?:l?ists?)?|members?|names?|guests?|referent(?:in|en|innen)?|sprek(?:er|ers)|gast(?:spreker)?|gäste|intervenante?s?|ponentes?|relator[ei]|orador(?:es|a|as)?'
/** Words that stand for a name which is not known, or not yet. */
const NOBODY_ALONE =
  'n ?/? ?a|t ?b ?[acd]|to be (?:announced|confirmed|decided|advised|determined)|todo|to do|none|nobody|no ?one|nil|null|undefined|unknown|anonymous|anon|various|multiple|several|everyone|everybody|all|team|staff|organi[sz]ers?|the organi[sz]ers?|community|members|open mic|lorem ipsum|x{2,}|placeholder|speaker \\d+|(?:see|as) (?:below|above)|coming soon|follows|folgt|volgt|à (?:confirmer|préciser|venir)|por (?:confirmar|determinar|anunciar)|a confirmar|da (?:confermare|definire)|wird noch bekannt ?gegeben|not (?:yet )?(?:known|available|announced|confirmed|given|applicable|specified)|no (?:speaker|name|guest)s?'
const NOBODY = new RegExp(
  `^(?:${NOBODY_ALONE}|(?:(?:${NOBODY_WORDS}) )*(?:${NOBODY_NOUNS})(?: (?:${NOBODY_ALONE}))?|(?:${NOBODY_ALONE})(?: (?:${NOBODY_NOUNS}))?)$`,
  'iu',
)

/** Whether what stands in the place of a name says that nobody is known: "TBC", "Various speakers", "-", "?", "N/A". */
export function namesNobody(written: string): boolean {
  const words = written
    .normalize('NFKC')
    .replace(/\.(?=\p{L})/gu, '')
    .replace(/[^\p{L}\p{N}/&]+/gu, ' ')
    .trim()
  return words === '' || NOBODY.test(words)
}

/** How a name is filed: "Banerjee, Robin", "van Rossum, Guido". A name of one word, or in no order we know, stays. */
export function sortNameOf(name: string): string {
  if (/[,()&]/.test(name)) return name
  const words = name.split(' ')
  let last = words.length - 1
  const generation = last > 1 && GENERATION.test(words[last] ?? '') ? ` ${words[last]}` : ''
  if (generation !== '') last -= 1
  let first = last
  while (first > 1 && SURNAME_PARTICLES.has((words[first - 1] ?? '').toLowerCase())) first -= 1
  if (first <= 0) return name
  return `${words.slice(first, last + 1).join(' ')}, ${words.slice(0, first).join(' ')}${generation}`
}

/** What pages call a conversation: its title, else "Conversation with A and B" (`names` with their titles, in order). */
export function conversationTitle({ title, names }: { title: string | null; names: readonly string[] }): string {
  if (title !== null) return title
  return names.length === 0 ? 'Conversation' : `Conversation with ${listInWords(names)}`
}

/** Hints of where a line may break and which way it runs, which come along when a name is copied from a page. */
const LAYOUT_MARKS = /[\u00ad\u200b\u2060\ufeff\p{Bidi_Control}]+/gu

/** White space made single, apostrophes alike and layout marks gone, so that one name is written one way. */
export function tidyName(written: string): string {
  const tidy = written
    .normalize('NFC')
    .replace(LAYOUT_MARKS, '')
    .replace(/\s+/gu, ' ')
    .replace(/[`´ʼ']/g, '’')
  return withoutTail(tidy.trim(), /[,;:]/)
}

/** Names with the same key are one name: only case, white space and what is not read may differ. */
export function nameKey(name: string): string {
  return withoutInvisible(tidyName(name)).toLowerCase()
}

function isTitleWord(word: string, next: string): boolean {
  if (isHonorific(word)) return true
  return PROFESSORS.includes(plain(word)) && plain(next).startsWith('prof')
}

function withoutPostNominals(name: string): string {
  const after = /^(?<before>.+?)(?<comma>,?) (?<last>[^ ,]+)$/u.exec(name)?.groups
  if (after === undefined) return name
  const { before = '', comma = '', last = '' } = after
  return isLettersAfterName(last, comma === ',') && before.includes(' ') ? withoutPostNominals(before) : name
}

function plain(word: string): string {
  return word.toLowerCase().replace(/\.$/, '')
}
