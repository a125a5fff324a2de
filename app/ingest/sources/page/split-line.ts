import { namesNobody } from '#app/domain/names.ts'

import { isOfferAlone } from './materials.ts'
import { findPeople, PEOPLE_LABEL } from './people.ts'
import type { NameReader } from './person-names.ts'

/** A line taken apart: the title in it, and the names before, behind or in brackets beside that. */

/** On which side of a dash or a bar a page has its names. */
export type Side = 'first' | 'last'

const LINE_MAX_LENGTH = 400
const PLAIN_MAX_LENGTH = 160
/** English, French, German; the white space inside French ones is no part of the words. */
export const QUOTES =
  '“([^“”„]{4,200})”|‘((?:[^‘’]|’(?=\\p{L})){4,200})’|"([^"]{4,200})"|«\\s*([^«»]{4,200}?)\\s*»|„([^„“”]{4,200})[“”]|»([^«»]{4,200})«'
export const WHOLE_QUOTE = new RegExp(`^(?:${QUOTES})[.]?$`, 'u')
/** "“Title” by A", "“Title” – A" */
const QUOTE_AND_NAMES = new RegExp(
  `^(?:${QUOTES})[\\s,.:–—|-]*(?:(?:by|with|from|given by|presented by|led by|par|von|mit|por|de|di|door|met)\\s+)?(?<names>.+)$`,
  'u',
)
/** "Kindness and our education systems with Ed Fidoe …": what stands before the names, in a line that is no sentence. */
const BEFORE_NAMES =
  /,?\s+(?:[–—-]\s+)?(?:with|by|presented by|given by|led by|to be given by)\s+(?:our guests?,? |guest speakers?,? )?(?=\p{Lu})/gu
/** What parts a title from names, strongest first. */
export const SPLITS = [/\s+\|\s+/u, /\s+[–—-]+\s+/u, /\s*:\s+/u, /,\s+/u]
const IN_BRACKETS = /^(.+?)\s*\(([^()]{3,120})\)\s*$/u

/** A line as its title and the names in it: "A – Title", "Title (Dr A)", "Title | A", "“Title” by A", "Title, Dr A". */
export function splitLine(
  text: string,
  reader: NameReader,
  side: Side | null = null,
): { title: string; names: string } {
  if (text.length > LINE_MAX_LENGTH) return { title: text, names: '' }
  const quoted = QUOTE_AND_NAMES.exec(text)
  const behind = quoted?.groups?.['names'] ?? ''
  if (quoted !== null && isOnlyNames(behind, reader)) return { title: quotedIn(quoted), names: behind }
  // "« Titre », table ronde avec A": what stands behind the quote tells more than names.
  if (
    quoted !== null &&
    /^\s*[”’"»“«]\s*[,(–—|]/u.test(text.slice(closingAt(quoted))) &&
    findPeople(behind, reader, true).people.length > 0
  )
    return { title: quotedIn(quoted), names: behind }
  const bracketed = IN_BRACKETS.exec(text)
  if (bracketed !== null && isOnlyNames(bracketed[2] ?? '', reader)) {
    return { title: bracketed[1] ?? text, names: bracketed[2] ?? '' }
  }
  if (bracketed !== null && isNobodyYet(bracketed[2] ?? '')) return { title: bracketed[1] ?? text, names: '' }
  for (const split of SPLITS) {
    const parts = text.split(split)
    if (parts.length < 2) continue
    const [first = '', last = ''] = [parts[0], parts.at(-1)]
    if (isNobodyYet(last)) return splitLine(tidyEnd(text.slice(0, text.length - last.length)), reader)
    const rest = (part: string, at: 'start' | 'end') =>
      tidyEnd(
        at === 'start'
          ? text.slice(part.length).replace(/^[\s:,|–—-]+/u, '')
          : text.slice(0, text.length - part.length),
      )
    if (isOnlyNames(last, reader) && !isOnlyNames(text, reader)) return { title: rest(last, 'end'), names: last }
    if (isOnlyNames(first, reader)) return { title: rest(first, 'start'), names: first }
    // "Title, Dr A, consultant": names may have posts behind them.
    const from = parts.findIndex((part, index) => index > 0 && isOnlyNames(part, reader))
    const names = from === -1 ? '' : text.slice(text.indexOf(parts[from] ?? '', first.length))
    if (names !== '' && isOnlyNames(names, reader)) return { title: rest(names, 'end'), names }
  }
  const learned = side === null ? null : splitAtSide(text, reader, side)
  if (learned !== null) return learned
  const starts = new Set(reader.namesIn(text).map(({ start }) => start))
  for (const joint of starts.size === 0 ? [] : text.matchAll(BEFORE_NAMES)) {
    const before = tidyEnd(text.slice(0, joint.index))
    const at = joint.index + joint[0].length
    if (!starts.has(at) || before.length < 3 || /[.!?]\s/.test(before) || isOnlyNames(before, reader)) continue
    const names = text.slice(joint.index).trim()
    if (findPeople(names, reader).people.length > 0) return { title: before, names }
  }
  return { title: text, names: '' }
}

/** A short line with a capital that ends like no sentence. */
export function isPlainLine(text: string): boolean {
  return text.length <= PLAIN_MAX_LENGTH && /^[\p{P}\s]*(?:\p{Lu}|\p{N})/u.test(text) && !/(?:[.:]|\p{L}!)$/u.test(text)
}

/** A line at its first or last dash or bar; null when it has none. */
export function splitsOf(text: string): [string, string] | null {
  const parts = text.split(/\s+[|–—]\s+|\s+-{1,3}\s+/u)
  const [first, last] = [parts[0] ?? '', parts.at(-1) ?? '']
  return parts.length < 2 || first === '' || last === '' ? null : [first, last]
}

/** Where the other lines of a page have their names, a part made like one is a name as well. */
function splitAtSide(text: string, reader: NameReader, side: Side): { title: string; names: string } | null {
  const split = splitsOf(text)
  if (split === null) return null
  const part = split[side === 'first' ? 0 : 1]
  const names = `Speaker: ${part}`
  if (!isOnlyNames(names, reader)) return null
  const rest =
    side === 'first'
      ? text.slice(part.length).replace(/^\s*[|–—-]+\s*/u, '')
      : tidyEnd(text.slice(0, text.length - part.length))
  return { title: rest, names }
}

/** Where the quote that a line begins with ends. */
function closingAt(match: RegExpExecArray): number {
  const inner = match.slice(1, 7).find((words) => words !== undefined) ?? ''
  return match[0].indexOf(inner) + inner.length
}

/** "Speaker TBC" beside a title; one word alone may belong to the title: "Belonging | Community". */
function isNobodyYet(part: string): boolean {
  return namesNobody(part) && (/\s/u.test(part.trim()) || /^\W*t\W?b\W?[acd]\W*$/iu.test(part))
}

/** "with Dr Robin Banerjee and Dr Gillian Sandstrom" names people, not a subject. */
export function isOnlyNames(line: string, reader: NameReader): boolean {
  if (line.length > LINE_MAX_LENGTH) return false
  const text = line.replace(/\s*\(([^()]{3,40})\)/gu, (whole, words: string) => (isOfferAlone(words) ? '' : whole))
  const label = PEOPLE_LABEL.exec(text)?.[0] ?? ''
  if (label !== '' && reader.namesIn(text).some(({ start }) => start === label.length)) return true
  const { people } = findPeople(text, reader, true)
  if (people.length === 0) return false
  const letters = (words: string) => words.replace(/[^\p{L}]/gu, '').length
  // "Thank You, Next, Dr A and Dr B": words before a comma and the first name are a title, however few.
  const [first] = reader.namesIn(text)
  if (first !== undefined && label === '' && /^[^,|]*\p{L}{3}[^|]*[,|]\s*$/u.test(text.slice(0, first.start)))
    return false
  const posts = new Set(people.map(({ affiliation }) => affiliation ?? ''))
  const named = letters(people.map(({ name, honorific }) => name + (honorific ?? '')).join('') + [...posts].join(''))
  return (
    named >=
    letters(
      text.replace(
        /\b(?:and|with|the|by|from|of|in conversation|a conversation|conversation|our|guests?|hosted|chaired|facilitated|interviewed|introduced|led)\b/gu,
        '',
      ),
    ) *
      0.85
  )
}

function tidyEnd(text: string): string {
  return text.replace(/[\s:,|–—-]+$/u, '')
}

export function unquoted(text: string): string {
  const whole = WHOLE_QUOTE.exec(text)
  return whole === null ? text : quotedIn(whole)
}

export function quotedIn(match: RegExpExecArray): string {
  return (match.slice(1, 7).find((words) => words !== undefined) ?? '').replace(/[,.]$/, '').trim()
}
