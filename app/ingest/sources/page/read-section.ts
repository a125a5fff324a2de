import type { ItemCandidate } from '#app/domain/archive-item.ts'
import type { Problem, SourceEntry } from '#app/ingest/source.ts'

import type { Block } from './block.ts'
import { findMaterials } from './materials.ts'
import { findPeople } from './people.ts'
import type { Section } from './sections.ts'

const TITLE_MAX_LENGTH = 200
const QUOTES = '“([^“”]{4,200})”|‘((?:[^‘’]|’(?=\\p{L})){4,200})’|"([^"]{4,200})"'
const WHOLE_QUOTE = new RegExp(`^(?:${QUOTES})[.]?$`, 'u')
/** Words that say that what follows in quotes is what the conversation was called. */
const NAMED_QUOTE = new RegExp(
  `(?:\\b(?:titled|entitled|called|named|topic|theme|title|subject|conversation|session|on|about|explored?|discuss(?:ed)?)\\b(?: (?:was|is|of|on|about))?|^|[:–—])[\\s,:]*(?:${QUOTES})`,
  'u',
)
const LABELLED = /^(?:title|topic|theme|subject|conversation)\s*[:–—-]\s*(.+)$/iu
/** "Kindness and our education systems with Ed Fidoe …": what stands before the names, in a line that is no sentence. */
const BEFORE_NAMES = /^(.{6,120}?)(?:,)?\s+(?:with|by|presented by|led by)\s+(?=\p{Lu})/u
const DASH = /\s+[–—-]\s+/u
const BEGINS_A_SENTENCE =
  /^(?:we|our|in|this|on|at|join|joined|a|an|it|they|he|she|these|there|with|for|after|as|during|members|everyone|thank|thanks|please|last|next|another|conversation|guests?|speakers?|hosts?|hosted|led|dr|professor|prof)\b/iu
const FINITE_VERB =
  /\b(?:was|were|is|are|had|has|have|did|joined|heard|explored|discussed|shared|spoke|talked|led|welcomed|met|came|took|held|gave|looked|asked|reflected|considered)\b/iu

/** A section as an item of the import, with what there is to tell about it. */
export function readSection(section: Section, file: string): SourceEntry {
  const materials = findMaterials(section.blocks)
  const rest = section.blocks.filter((block) => !materials.used.has(block) && block.text !== '')
  const { title, used } = titleOf(section, rest)
  const place = { file, line: section.line }
  const problems: Problem[] = materials.problems
  if (section.date === null) {
    const known = { candidate: null, kind: 'conversation', action: section.action, title, heldOn: null } as const
    return { place, problems: [{ line: section.line, text: section.problem }, ...problems], ...known }
  }
  const body = rest.filter((block) => block !== used)
  const named = [
    section.title === title ? '' : section.title,
    used && isTitleAlone(used, title) ? '' : (used?.text ?? ''),
    ...body.map(({ text }) => text),
  ]
  const people = named.flatMap(peopleIn)
  const candidate: ItemCandidate = { kind: 'conversation', heldOn: section.date, title }
  if (title === null) delete candidate['title']
  if (people.length > 0) candidate['speakers'] = withoutRepetition(people).map(appearanceOf)
  const kept = used !== null && !isTitleAlone(used, title) ? [used, ...body] : body
  if (kept.length > 0)
    candidate['body'] = inOrder(kept)
      .map(({ markdown }) => markdown)
      .join('\n\n')
  if (materials.recordings.length > 0) candidate['recordings'] = materials.recordings
  if (materials.documents.length > 0) candidate['documents'] = materials.documents
  if (title === null && people.length === 0 && kept.length === 0 && materials.used.size === 0) {
    const text = 'nothing stands under this heading'
    const known = {
      candidate: null,
      kind: 'conversation',
      action: 'refused',
      title: null,
      heldOn: section.date,
    } as const
    return { place, problems: [{ line: section.line, text }], ...known }
  }
  return { place, problems, candidate, locate: ([field]) => ({ line: section.line, field: String(field) }) }
}

/** What the page calls the conversation, and the block that says so. Without a sign of one there is no title. */
function titleOf(section: Section, blocks: Block[]): { title: string | null; used: Block | null } {
  const beside = section.title
  if (beside !== '' && !isOnlyNames(beside)) return { title: titleFromLine(beside) ?? beside, used: null }
  const first = blocks[0]
  if (first === undefined) return { title: null, used: null }
  const isPlain = first.text.length <= TITLE_MAX_LENGTH && !/[.!]$/.test(first.text) && !isOnlyNames(first.text)
  if ((first.level > 0 || first.strong) && first.text.length <= TITLE_MAX_LENGTH && !isOnlyNames(first.text)) {
    return { title: titleFromLine(first.text) ?? unquoted(first.text), used: first }
  }
  const whole = WHOLE_QUOTE.exec(first.text)
  if (whole !== null) return { title: quotedIn(whole), used: first }
  const labelled = LABELLED.exec(first.text)
  if (labelled?.[1] !== undefined && isPlain) return { title: unquoted(labelled[1]), used: first }
  const line = titleFromLine(first.text)
  if (line !== null) return { title: line, used: first }
  if (isPlain && !BEGINS_A_SENTENCE.test(first.text) && !FINITE_VERB.test(first.text) && blocks.length > 1) {
    return { title: first.text, used: first }
  }
  const named = NAMED_QUOTE.exec(first.text)
  // A word in quotes, or a phrase in the middle of a thought, is no title.
  const isTitle = named !== null && /^\P{Ll}.*\s/u.test(quotedIn(named))
  return isTitle ? { title: quotedIn(named), used: first } : { title: null, used: null }
}

/** The title in a line that goes on with names: "Kindness in education, with Dr Sanjiv Ahluwalia", "Kindness – A. Name". */
function titleFromLine(text: string): string | null {
  const words = BEFORE_NAMES.exec(text)?.[1]
  const dash = text.split(DASH)
  const beforeDash = dash.length === 2 && isOnlyNames(dash[1] ?? '') ? dash[0] : undefined
  const before = (words ?? beforeDash)?.replace(/[\s:,–—-]+$/u, '')
  if (before === undefined || BEGINS_A_SENTENCE.test(before) || FINITE_VERB.test(before)) return null
  const names = peopleIn(text.slice(before.length))
  return names.length > 0 && !/[.!?]\s/.test(before) ? unquoted(before) : null
}

/** The people of a line; what stands alone behind a dash is named as clearly as after "with". */
function peopleIn(text: string): ReturnType<typeof findPeople> {
  const dash = text.split(DASH)
  return findPeople(dash.length === 2 && isOnlyNames(dash[1] ?? '') ? `${dash[0]} with ${dash[1]}` : text)
}

/** A block whose words are the title and nothing else is not said again in the summary. */
function isTitleAlone(block: Block, title: string | null): boolean {
  return title !== null && (unquoted(block.text) === title || LABELLED.exec(block.text)?.[1] === title)
}

/** "with Dr Robin Banerjee and Dr Gillian Sandstrom" names people, not a subject. */
function isOnlyNames(text: string): boolean {
  if (/^(?:with|by|guests?|speakers?|hosts?|hosted by)\b/iu.test(text)) return true
  const people = findPeople(`with ${text}`)
  if (people.length === 0) return false
  const letters = (words: string) => words.replace(/[^\p{L}]/gu, '').length
  const named = people.reduce(
    (sum, { name, honorific, affiliation }) => sum + letters(name + (honorific ?? '') + (affiliation ?? '')),
    0,
  )
  return named >= letters(text.replace(/\b(?:and|with|the)\b/gu, '')) * 0.9
}

function unquoted(text: string): string {
  const whole = WHOLE_QUOTE.exec(text)
  return whole === null ? text : quotedIn(whole)
}

function quotedIn(match: RegExpExecArray): string {
  return (match[1] ?? match[2] ?? match[3] ?? '').replace(/[,.]$/, '').trim()
}

type Person = ReturnType<typeof findPeople>[number]

function withoutRepetition(people: Person[]): Person[] {
  const byName = new Map<string, Person>()
  for (const person of people) {
    const known = byName.get(person.name.toLowerCase())
    if (known === undefined) byName.set(person.name.toLowerCase(), person)
    else {
      known.honorific ??= person.honorific
      known.affiliation ??= person.affiliation
    }
  }
  return [...byName.values()]
}

function appearanceOf({ name, honorific, role, affiliation }: Person): Record<string, unknown> {
  const person = honorific === null ? { name } : { name, honorific }
  return { person, role, ...(affiliation === null ? {} : { affiliation }) }
}

function inOrder(blocks: Block[]): Block[] {
  return blocks.toSorted((a, b) => a.line - b.line)
}
