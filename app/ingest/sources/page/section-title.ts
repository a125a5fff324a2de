import { namesNobody } from '#app/domain/names.ts'

import type { Block } from './block.ts'
import { withoutOffers } from './materials.ts'
import { NO_PATTERN, type PagePattern } from './page-pattern.ts'
import { PEOPLE_LABEL } from './people.ts'
import type { NameReader } from './person-names.ts'
import type { Section } from './sections.ts'
import {
  isOnlyNames,
  isPlainLine,
  quotedIn,
  QUOTES,
  splitLine,
  SPLITS,
  splitsOf,
  unquoted,
  WHOLE_QUOTE,
} from './split-line.ts'
import { namesWork } from './work-words.ts'

/** What a page calls a conversation, told from the names that stand beside it. */

const TITLE_MAX_LENGTH = 200
/** A title stands at the beginning of its line. */
const SEARCHED_LENGTH = 1000
/** Words that say that what follows in quotes is what the conversation was called. */
const NAMED_QUOTE = new RegExp(
  `(?:\\b(?:titled|entitled|called|named|topic|theme|title|subject|conversation|session|on|about|explored?|discuss(?:ed)?)\\b(?: (?:was|is|of|on|about))?|^|[:–—])[\\s,:]*(?:${QUOTES})`,
  'u',
)
const TITLE_COLUMN =
  /^(?:(?:talk |lecture )?(?:title|topic|subject|theme)|titel|thema|titre|sujet|título|tema|titolo|onderwerp)s?$/iu
const LABELLED = /^(?:title|topic|theme|subject|conversation)\s*[:–—-]\s*(.+)$/iu
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
  /** Lines that are a talk each, of which the title is made. */
  talks?: ReadonlySet<Block>
}

/** What the page calls the conversation, and the block that says so. Without a sign of one there is no title. */
export function titleOf(
  section: Section,
  blocks: Block[],
  reader: NameReader,
  pattern: PagePattern = NO_PATTERN,
): FoundTitle {
  const heading = namesNobody(section.title) ? '' : section.title
  rememberNamed(heading, blocks, reader)
  const talks = talksOf(blocks, reader, pattern)
  const inItalics = titleInItalics(heading, section.heading, reader)
  if (heading !== '' && (inItalics !== null || !isOnlyNames(heading, reader))) {
    const { title, names } = inItalics ?? splitLine(heading, reader, pattern.namesSide)
    const found = { title: unquoted(title), used: null, beside: names }
    return talks === null ? found : { ...found, beside: withNames(names, talks.beside), talks: talks.talks }
  }
  if (talks !== null) return { ...talks, beside: withNames(heading, talks.beside) }
  const told = blocks.find(({ column = '' }) => TITLE_COLUMN.test(column))
  if (told !== undefined) {
    const { title, names } = namesNobody(told.text) ? { title: null, names: '' } : titleAndNames(told.text, reader)
    return { title, used: told, beside: withNames(heading, names) }
  }
  const first = blocks.find((block) => !isOnlyNames(block.text, reader))
  if (first === undefined || blocks.indexOf(first) > 1) return { title: null, used: null, beside: heading }
  const found = titleOfLine(first, blocks.length, reader, pattern)
  if (found === null) return { title: null, used: null, beside: heading }
  return { title: found.title, used: first, beside: withNames(heading, found.names) }
}

function withNames(heading: string, names: string): string {
  return [heading, names].filter(Boolean).join('\n')
}

/** "A – Title" and "B – Title" under one date: an evening of several talks is called after all of them. */
function talksOf(blocks: Block[], reader: NameReader, { namesSide }: PagePattern): Required<FoundTitle> | null {
  if (blocks.some(({ text }) => /:$/u.test(text))) return null
  const short = blocks.filter(
    ({ text, italics }) => text.length <= TITLE_MAX_LENGTH && (TALK.test(text) || italics.length > 0),
  )
  if (short.length < 2 || short.length > TALKS_MAX || short.length * 2 < blocks.length) return null
  const talks = short.flatMap((block) => {
    const words = withoutOffers(block.text, block.links)
    const { title, names } = titleInItalics(words, block, reader) ?? splitLine(words, reader, namesSide)
    // One that is made as the others are has its title on the same side.
    const parts = names === '' && namesSide !== null ? splitsOf(words) : null
    if (parts !== null) return [{ block, title: unquoted(parts[namesSide === 'first' ? 1 : 0]), names: '' }]
    return names === '' || namesNobody(title) || isSentence(title) || namesWork(title)
      ? []
      : [{ block, title: unquoted(title), names }]
  })
  if (talks.length < 2 || talks.length * 2 < short.length) return null
  return {
    title: talks.map(({ title }) => title).join('; '),
    used: null,
    beside: talks
      .map(({ names }) => names)
      .filter(Boolean)
      .join('\n'),
    talks: new Set(talks.filter(({ names }) => names !== '').map(({ block }) => block)),
  }
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

function titleOfLine(
  line: Block,
  count: number,
  reader: NameReader,
  pattern: PagePattern,
): { title: string | null; names: string } | null {
  const text = line.text.slice(0, SEARCHED_LENGTH)
  if (namesNobody(text)) return null
  const stands = (line.level > 0 || line.strong) && text.length <= TITLE_MAX_LENGTH
  const isPlain = text.length <= TITLE_MAX_LENGTH && !/[.!]$/.test(text)
  const whole = WHOLE_QUOTE.exec(text)
  if (whole !== null) return { title: quotedIn(whole), names: '' }
  const labelled = LABELLED.exec(text)
  if (labelled?.[1] !== undefined && namesNobody(labelled[1])) return { title: null, names: '' }
  if (labelled?.[1] !== undefined && isPlain) return titleAndNames(labelled[1], reader)
  if (stands) return titleAndNames(text, reader)
  const split = splitLine(text, reader)
  if (split.names !== '' && !isSentence(split.title.replace(/^an?\s/iu, ''))) {
    return { title: unquoted(split.title), names: split.names }
  }
  const isQuestion = /^[^.!?]{3,120}\?$/.test(text)
  if (isPlain && (isQuestion || !isSentence(text)) && count > 1) return titleAndNames(text, reader)
  if (pattern.titleLine && isPlainLine(text)) return titleAndNames(text, reader)
  const named = NAMED_QUOTE.exec(text)
  // A word in quotes, or a phrase in the middle of a thought, is no title.
  return named !== null && /^\P{Ll}.*\s/u.test(quotedIn(named)) ? { title: quotedIn(named), names: text } : null
}

/** "A (Leeds), <i>Title</i>": in italics, with people beside it and nothing else. */
function titleInItalics(
  words: string,
  { italics }: Block,
  reader: NameReader,
): { title: string; names: string } | null {
  const [title, ...others] = italics.filter((part) => words.includes(part))
  if (title === undefined || others.length > 0 || words.length > TITLE_MAX_LENGTH || title.length === words.length)
    return null
  const at = words.indexOf(title)
  const beside = [words.slice(0, at), words.slice(at + title.length)].map(tidyAround).filter(Boolean)
  if (beside.length > 1 || beside[0] === undefined) return null
  const names = PEOPLE_LABEL.test(beside[0]) ? beside[0] : `Speaker: ${beside[0]}`
  return isOnlyNames(names, reader) && !isOnlyNames(title, reader) ? { title, names } : null
}

function tidyAround(words: string): string {
  return words.replace(/^[\s,.:;|([–—-]+|[\s,.:;|([–—-]+$/gu, '')
}

/** A talk in a list: parted by a dash or a bar, or its title in quotes. */
const TALK = /\s[|–—-]\s|^[“"«„]|[”"»]$/u
const TALKS_MAX = 12

function isSentence(text: string): boolean {
  return (BEGINS_A_SENTENCE.test(text) && !BEGINS_A_SUBJECT.test(text)) || FINITE_VERB.test(text)
}

function titleAndNames(text: string, reader: NameReader): { title: string; names: string } {
  const { title, names } = splitLine(text, reader)
  return { title: unquoted(title), names }
}

/** A block whose words are the title, and names or nothing beside it, is not said again in the summary. */
export function isTitleAlone(block: Block, { title, beside }: FoundTitle): boolean {
  if (title === null) return false
  const letters = (words: string) => words.replace(/[^\p{L}\p{N}]/gu, '').length
  const label = LABELLED.exec(block.text)
  const text = label?.[1] ?? block.text
  return letters(text) <= letters(title) || (beside === '' && letters(text) <= letters(title) + 4)
}
