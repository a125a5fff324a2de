/** True when the words of a phrase stand side by side in `words` between two places (the second excluded). */
export function holdsPhrase(words: Uint32Array, from: number, to: number, phrase: readonly number[]): boolean {
  const first = phrase[0]
  const last = to - phrase.length
  for (let at = from; at <= last; at++) {
    if (words[at] !== first) continue
    let matched = 1
    while (matched < phrase.length && words[at + matched] === phrase[matched]) matched++
    if (matched === phrase.length) return true
  }
  return false
}
