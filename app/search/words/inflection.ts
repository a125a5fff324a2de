/** Endings of Russian nouns, adjectives and verbs, the longest first. */
const RUSSIAN_ENDING =
  /(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|ях|ах|ов|ев|ей|ой|ии|ый|ая|яя|ое|ее|ые|ие|ую|юю|ом|ем|ам|ям|ия|ию|[аяоеиыуюь])$/
const RUSSIAN = /^[а-я]+$/
const LATIN = /^[a-z]+$/
const VOWEL = /[aeiouy]/
const SHORTEST_RUSSIAN = 5

/**
 * A key that the forms of one word share ("manufacturing", "manufactured", "manufactures"), for words as `fold` gives
 * them. Light on purpose: it takes off English endings (the plurals of Romance languages fall out of that) and a short
 * table of Russian ones; it is compared, never shown. Other scripts are their own key.
 */
export function stem(word: string): string {
  if (LATIN.test(word)) return word.length < 3 ? word : stemLatin(word)
  if (RUSSIAN.test(word) && word.length >= SHORTEST_RUSSIAN) return word.replace(RUSSIAN_ENDING, '')
  return word
}

function stemLatin(word: string): string {
  let rest = withoutPlural(word)
  if (rest.length > 4 && rest.endsWith('ing') && VOWEL.test(rest.slice(0, -3))) rest = rest.slice(0, -3)
  else if (rest.length > 4 && rest.endsWith('ed') && VOWEL.test(rest.slice(0, -2))) rest = rest.slice(0, -2)
  if (rest.length > 3 && rest.endsWith('e')) rest = rest.slice(0, -1)
  if (rest.length > 3 && endsInDoubledConsonant(rest)) rest = rest.slice(0, -1)
  return rest.length > 2 && rest.endsWith('y') ? `${rest.slice(0, -1)}i` : rest
}

function withoutPlural(word: string): string {
  if (word.length > 4 && /ie[sd]$/.test(word)) return `${word.slice(0, -3)}y`
  if (/(?:ss|us|is)$/.test(word)) return word
  if (word.length > 4 && /(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2)
  return word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word
}

function endsInDoubledConsonant(word: string): boolean {
  return word.at(-1) === word.at(-2) && !/[aeiou]$/.test(word)
}
