import { fold, lower } from './fold.ts'

const SPELT_WITH_E: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }

/**
 * Other spellings of a query's word where letters with two dots or a stroke are written with an e: "mueller" is read as
 * "muller" (which is how "Müller" is indexed), and "müller" as "mueller".
 * `typed` is the word as it was typed; what comes back is folded.
 */
export function transliterations(typed: string): string[] {
  const folded = fold(typed)
  const found = new Set<string>()
  if (/[aou]e/.test(folded)) found.add(folded.replace(/([aou])e/g, '$1'))
  const spelt = lower(typed).replace(/[äöüøå]/g, (letter) => SPELT_WITH_E[letter] ?? letter)
  found.add(fold(spelt))
  found.delete(folded)
  return [...found]
}
