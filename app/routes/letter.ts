import { badRequest, notFound } from './answers.ts'

/** The letter of a long list that an address asks for, or null for the whole list. Throws the 400 and 404 pages. */
export function chosenLetter(url: URL, letters: readonly { letter: string }[]): string | null {
  const asked = url.searchParams.get('letter')
  if (asked === null || asked === '') return null
  if ([...asked].length > 1) throw badRequest(`“${asked.slice(0, 40)}” is not one letter.`)
  const letter = asked.toLocaleUpperCase('en-GB')
  if (!letters.some((known) => known.letter === letter)) throw notFound(`Nothing in this list begins with “${letter}”.`)
  return letter
}
