import { namesNobody } from '#app/domain/names.ts'

import type { Block } from './block.ts'
import { isOfferAlone } from './materials.ts'
import { findPeople, PEOPLE_LABEL } from './people.ts'
import type { NameReader } from './person-names.ts'
import type { Section } from './sections.ts'

/** What a page calls a conversation, told from the names that stand beside it. */

const TITLE_MAX_LENGTH = 200
/** A title stands at the beginning of its line. */
const SEARCHED_LENGTH = 1000
const LINE_MAX_LENGTH = 400
/** English, French, German; the white space inside French ones is no part of the words. */
const QUOTES =
  '“([^“”„]{4,200})”|‘((?:[^‘’]|’(?=\\p{L})){4,200})’|"([^"]{4,200})"|«\\s*([^«»]{4,200}?)\\s*»|„([^„“”]{4,200})[“”]|»([^«»]{4,200})«'
const WHOLE_QUOTE = new RegExp(`^(?:${QUOTES})[.]?$`, 'u')
/** "“Title” by A", "“Title” – A" */
const QUOTE_AND_NAMES = new RegExp(
  `^(?:${QUOTES})[\\s,.:–—|-]*(?:(?:by|with|from|given by|presented by|led by|par|von|mit|por|de|di|door|met)\\s+)?(?<names>.+)$`,
  'u',
)
/** Words that say that what follows in quotes is what the conversation was called. */
const NAMED_QUOTE = new RegExp(
  `(?:\\b(?:titled|entitled|called|named|topic|theme|title|subject|conversation|session|on|about|explored?|discuss(?:ed)?)\\b(?: (?:was|is|of|on|about))?|^|[:–—])[\\s,:]*(?:${QUOTES})`,
  'u',
)
const TITLE_COLUMN =
  /^(?:(?:talk |lecture )?(?:title|topic|subject|theme)|titel|thema|titre|sujet|título|tema|titolo|onderwerp)s?$/iu
const LABELLED = /^(?:title|topic|theme|subject|conversation)\s*[:–—-]\s*(.+)$/iu
/** "Kindness and our education systems with Ed Fidoe …": what stands before the names, in a line that is no sentence. */
const BEFORE_NAMES =
  /,?\s+(?:[–—-]\s+)?(?:with|by|presented by|given by|led by|to be given by)\s+(?:our guests?,? |guest speakers?,? )?(?=\p{Lu})/gu
/** What parts a title from names, strongest first. */
const SPLITS = [/\s+\|\s+/u, /\s+[–—-]+\s+/u, /\s*:\s+/u, /,\s+/u]
const IN_BRACKETS = /^(.+?)\s*\(([^()]{3,120})\)\s*$/u
const BEGINS_A_SENTENCE =
  /^(?:we|our|in|this|on|at|join|joined|a|an|it|they|he|she|these|there|with|for|after|as|during|members|everyone|thank|thanks|please|last|next|another|conversation|guests?|speakers?|hosts?|hosted|led|dr|professor|prof)\b/iu
/** "On being wrong", "In praise of idleness": no place and no time, which have a capital or an article. */
const BEGINS_A_SUBJECT =
  /^(?:[Ii]n|[Oo]n|[Aa]t|[Ff]or|[Aa]fter|[Aa]s|[Dd]uring)\s(?!(?:the|our|an?|this|these|person|conversation|site|line|demand|all|that|each|every)\b)\p{Ll}/u
const FINITE_VERB =
  /\b(?:was|were|is|are|had|has|have|did|will|joined|heard|explored|discussed|shared|spoke|talked|led|welcomed|met|came|took|held|gave|looked|asked|reflected|considered|hosted|chaired|facilitated|presented|described|introduced|told|opened|explained|began|invited|spent|returned|gathered|listened|learned|learnt|saw|saw|made|brought|worked|turned|went|got|began|become|became|thought|felt|wanted|helped|showed)\b/iu

export type FoundTitle = {
  title: string | null
  /** The block that says so; null when the heading does, or none. */
  used: Block | null
  /** What stands beside the title in its line, for people to be sought in. */
  beside: string
}

/** What the page calls the conversation, and the block that says so. Without a sign of one there is no title. */
export function titleOf(section: Section, blocks: Block[], reader: NameReader): FoundTitle {
  const heading = namesNobody(section.title) ? '' : section.title
  rememberNamed(heading, blocks, reader)
  if (heading !== '' && !isOnlyNames(heading, reader)) {
    const { title, names } = splitLine(heading, reader)
    return { title: unquoted(title), used: null, beside: names }
  }
  const told = blocks.find(({ column = '' }) => TITLE_COLUMN.test(column))
  if (told !== undefined) {
    const { title, names } = namesNobody(told.text) ? { title: null, names: '' } : titleAndNames(told.text, reader)
    return { title, used: told, beside: [heading, names].filter(Boolean).join('\n') }
  }
  const first = blocks.find((block) => !isOnlyNames(block.text, reader))
  if (first === undefined || blocks.indexOf(first) > 1) return { title: null, used: null, beside: heading }
  const found = titleOfLine(first, blocks.length, reader)
  if (found === null) return { title: null, used: null, beside: heading }
  return { title: found.title, used: first, beside: [heading, found.names].filter(Boolean).join('\n') }
}

/**
 * "Title | A B" over a line that begins "A B, nurse": whoever the part of a heading names and a line below begins with is
 * somebody, in any language.
 */
function rememberNamed(heading: string, blocks: Block[], reader: NameReader): void {
  const parts = SPLITS.slice(0, 2).map((split) => heading.split(split))
  for (const part of parts.filter(({ length }) => length > 1).flatMap((all) => [all[0] ?? '', all.at(-1) ?? ''])) {
    const [name, ...others] = reader.namesIn(part)
    if (name === undefined || others.length > 0 || name.name.length !== part.trim().length) continue
    if (blocks.some(({ text }) => text.startsWith(name.name) && /^\s?[,(]/u.test(text.slice(name.name.length))))
      reader.remember(name.name)
  }
}

function titleOfLine(line: Block, count: number, reader: NameReader): { title: string; names: string } | null {
  const text = line.text.slice(0, SEARCHED_LENGTH)
  if (namesNobody(text)) return null
  const stands = (line.level > 0 || line.strong) && text.length <= TITLE_MAX_LENGTH
  const isPlain = text.length <= TITLE_MAX_LENGTH && !/[.!]$/.test(text)
  const whole = WHOLE_QUOTE.exec(text)
  if (whole !== null) return { title: quotedIn(whole), names: '' }
  const labelled = LABELLED.exec(text)
  if (labelled?.[1] !== undefined && isPlain) return titleAndNames(labelled[1], reader)
  if (stands) return titleAndNames(text, reader)
  const split = splitLine(text, reader)
  if (split.names !== '' && !isSentence(split.title.replace(/^an?\s/iu, ''))) {
    return { title: unquoted(split.title), names: split.names }
  }
  const isQuestion = /^[^.!?]{3,120}\?$/.test(text)
  if (isPlain && (isQuestion || !isSentence(text)) && count > 1) return titleAndNames(text, reader)
  const named = NAMED_QUOTE.exec(text)
  // A word in quotes, or a phrase in the middle of a thought, is no title.
  return named !== null && /^\P{Ll}.*\s/u.test(quotedIn(named)) ? { title: quotedIn(named), names: text } : null
}

function isSentence(text: string): boolean {
  return (BEGINS_A_SENTENCE.test(text) && !BEGINS_A_SUBJECT.test(text)) || FINITE_VERB.test(text)
}

function titleAndNames(text: string, reader: NameReader): { title: string; names: string } {
  const { title, names } = splitLine(text, reader)
  return { title: unquoted(title), names }
}

/** A line as its title and the names in it: "A – Title", "Title (Dr A)", "Title | A", "“Title” by A", "Title, Dr A". */
export function splitLine(text: string, reader: NameReader): { title: string; names: string } {
  if (text.length > LINE_MAX_LENGTH) return { title: text, names: '' }
  const quoted = QUOTE_AND_NAMES.exec(text)
  const behind = quoted?.groups?.['names'] ?? ''
  if (quoted !== null && isOnlyNames(behind, reader)) return { title: quotedIn(quoted), names: behind }
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
  const named = people.reduce(
    (sum, { name, honorific, affiliation }) => sum + letters(name + (honorific ?? '') + (affiliation ?? '')),
    0,
  )
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

/** A block whose words are the title, and names or nothing beside it, is not said again in the summary. */
export function isTitleAlone(block: Block, { title, beside }: FoundTitle): boolean {
  if (title === null) return false
  const letters = (words: string) => words.replace(/[^\p{L}\p{N}]/gu, '').length
  const label = LABELLED.exec(block.text)
  const text = label?.[1] ?? block.text
  return letters(text) <= letters(title) || (beside === '' && letters(text) <= letters(title) + 4)
}

function tidyEnd(text: string): string {
  return text.replace(/[\s:,|–—-]+$/u, '')
}

function unquoted(text: string): string {
  const whole = WHOLE_QUOTE.exec(text)
  return whole === null ? text : quotedIn(whole)
}

function quotedIn(match: RegExpExecArray): string {
  return (match.slice(1, 7).find((words) => words !== undefined) ?? '').replace(/[,.]$/, '').trim()
}
