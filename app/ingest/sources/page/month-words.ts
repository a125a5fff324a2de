/** The names of months and weekdays in the languages that pages are read in, as `Intl` (CLDR) writes them. */

/** English first: where two languages share a word, its reading stands. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl'] as const
/** Words that CLDR does not have: other short forms, an umlaut written as two letters, Austria's January. */
const MORE_MONTHS = { sept: 9, maerz: 3, janner: 1, jaenner: 1 }
const MORE_WEEKDAYS = { tues: 2, weds: 3, thur: 4, thurs: 4 }
/** A fixed year: its 1 January is a Sunday. */
const YEAR = 2023

export type MonthWord = { month: number; isEnglish: boolean; isShort: boolean }

const months = new Map<string, MonthWord>()
const weekdays = new Map<string, number>()

for (const language of LANGUAGES) {
  const isEnglish = language === 'en'
  for (const style of ['long', 'short'] as const) {
    for (let month = 1; month <= 12; month += 1) {
      // A day beside it makes some languages write the month as it stands in a date.
      for (const options of [{ month: style }, { month: style, day: 'numeric' as const }]) {
        const parts = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).formatToParts(
          Date.UTC(YEAR, month - 1, 1),
        )
        const word = foldWord(parts.find(({ type }) => type === 'month')?.value ?? '')
        if (!months.has(word)) months.set(word, { month, isEnglish, isShort: style === 'short' })
      }
    }
    // Other languages' short weekdays are words of their own: "do", "so", "mar".
    if (style === 'short' && !isEnglish) continue
    for (let weekday = 0; weekday < 7; weekday += 1) {
      const name = new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' }).format(
        Date.UTC(YEAR, 0, 1 + weekday),
      )
      weekdays.set(foldWord(name), weekday)
    }
  }
}
for (const [word, month] of Object.entries(MORE_MONTHS)) {
  months.set(word, { month, isEnglish: word === 'sept', isShort: word === 'sept' })
}
for (const [word, weekday] of Object.entries(MORE_WEEKDAYS)) weekdays.set(word, weekday)

/** Patterns of every name with and without accents, for regular expressions with the flags `iu`; longest first. */
export const MONTH_PATTERN = patternOf(months.keys())
export const WEEKDAY_PATTERN = patternOf(weekdays.keys())

/** What a month's name means, however it is accented; null for any other word. */
export function monthWord(word: string): MonthWord | null {
  return months.get(foldWord(word)) ?? null
}

/** 0 (Sunday) to 6; null for any other word. */
export function weekdayOf(word: string): number | null {
  return weekdays.get(foldWord(word)) ?? null
}

function foldWord(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replace(/\.$/, '').toLowerCase()
}

/** Each letter may carry the accents that its folded form has lost. */
function patternOf(words: Iterable<string>): string {
  const accented: Record<string, string> = { a: '[aáâàäã]', c: '[cç]', e: '[eéèê]', i: '[iíì]', o: '[oó]', u: '[uûúü]' }
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[aceiou]/g, (letter) => accented[letter] ?? letter))
    .join('|')
}
