import dictionary from 'dictionary-en-gb'

/** Which words are English, whoever writes them with a capital: what is one is rarely the name of somebody. */

const PREFIXES = /^(?:anti|co|dis|in|inter|mis|neuro|non|over|pre|re|un|under|well)-?(?=\p{L}{3})/u
/** How forms are made from the words that the dictionary lists, after Hunspell's own affixes. */
const FORMS: [RegExp, string[]][] = [
  [/(?:’|')s?$/u, ['']],
  [/ies$|ied$|ily$|iness$/u, ['y']],
  [/(?<=s|x|z|ch|sh|o)es$/u, ['']],
  [/s$/u, ['']],
  [/(?:ed|er|ing|est)$/u, ['', 'e']],
  [/(?:ly|ness|less|ment)$/u, ['', 'le']],
]

let words: Set<string> | null = null

/** Whether a word, or what it is a form of, stands in the dictionary in small letters. */
export function isEnglishWord(word: string): boolean {
  words ??= readWords()
  const small = word.toLowerCase().replaceAll('’', "'")
  const listed = words
  function isForm(form: string): boolean {
    if (listed.has(form)) return true
    return FORMS.some(([ending, stems]) => {
      const stem = form.replace(ending, '')
      return stem !== form && stem.length > 1 && stems.some((end) => listed.has(stem + end))
    })
  }
  return isForm(small) || (PREFIXES.test(small) && isForm(small.replace(PREFIXES, '')))
}

/** Whether the dictionary lists a word itself, or what it is the plural of. */
export function isListedWord(word: string): boolean {
  words ??= readWords()
  const small = word.toLowerCase()
  return words.has(small) || words.has(small.replace(/s$/, ''))
}

/** A word a line, behind a slash the flags that say how its forms are made. */
function readWords(): Set<string> {
  const lines = Buffer.from(dictionary.dic).toString('utf8').split('\n').slice(1)
  return new Set(lines.map((line) => line.split('/')[0]?.trim() ?? '').filter((word) => /^\p{Ll}/u.test(word)))
}
