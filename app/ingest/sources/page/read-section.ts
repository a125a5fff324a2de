import { BODY_MAX_LENGTH, LIST_MAX_LENGTH } from '#app/domain/archive-item-fields.ts'
import type { ItemCandidate } from '#app/domain/archive-item.ts'
import { namesNobody } from '#app/domain/names.ts'
import type { Problem, SourceEntry } from '#app/ingest/source.ts'

import type { Block } from './block.ts'
import { isAffiliationColumn, isOtherColumn, roleOfColumn } from './labels.ts'
import { findMaterials, type Materials } from './materials.ts'
import { findPeople, PARAGRAPH_MAX_LENGTH, PEOPLE_LABEL, withoutRepetition, type FoundPerson } from './people.ts'
import { PARTICLE } from './name-words.ts'
import { NO_PATTERN, type PagePattern } from './page-pattern.ts'
import type { NameReader } from './person-names.ts'
import { bothPosts } from './posts.ts'
import { addPostsToldLater } from './posts-told-later.ts'
import { isTitleAlone, titleOf, type FoundTitle } from './section-title.ts'
import type { Section } from './sections.ts'
import { isPlainLine } from './split-line.ts'
import { namesWork } from './work-words.ts'

/** How much of a section is looked through for names: as much as a dozen pages of a book. */
export const NAMES_SOUGHT_IN = 40_000
/** A line that is no sentence and no longer may be a name alone. */
const LINE_MAX_LENGTH = 200

const LABEL_OF_ROLE = { speaker: 'Speakers:', host: 'Hosts:', facilitator: 'Facilitators:' } as const

/** A section as an item of the import, with what there is to tell about it. */
export function readSection(
  section: Section,
  file: string,
  reader: NameReader,
  pattern: PagePattern = NO_PATTERN,
): SourceEntry {
  const place = { file, line: section.line }
  const tooMuch = overLimits(section)
  if (tooMuch !== null) return unsettled(section, place, null, [{ line: section.line, text: tooMuch }])
  const materials = findMaterials(section.blocks, section.heading)
  const rest = withPostsBelow(section.blocks.filter((block) => !materials.used.has(block) && block.text !== ''))
  const found = titleOf(section, rest, reader, pattern)
  const problems: Problem[] = [...section.notices.map((text) => ({ line: section.line, text })), ...materials.problems]
  if (section.date === null) {
    const lines = section.blocks.filter(({ text }) => text !== '')
    const unused = lines.length === 0 ? [] : [{ line: section.line, text: `not used with it: ${linesInWords(lines)}` }]
    return unsettled(section, place, found.title, [
      { line: section.line, text: section.problem },
      ...unused,
      ...problems,
    ])
  }
  const kept = rest.filter((block) => block !== found.used || !isTitleAlone(block, found))
  const { people, notices } = peopleOf(section, found, kept, reader, lineOfPeople(section, pattern))
  if (found.title === null && people.length === 0 && kept.length === 0 && isWithoutMaterials(materials)) {
    return unsettled(section, place, null, [
      { line: section.line, text: 'nothing stands under this heading' },
      ...problems,
    ])
  }
  const candidate: ItemCandidate = { kind: 'conversation', heldOn: section.date }
  if (found.title !== null) candidate['title'] = found.title
  if (people.length > 0) candidate['speakers'] = people.map(appearanceOf)
  if (kept.length > 0) candidate['body'] = kept.map(({ markdown }) => markdown).join('\n\n')
  if (materials.recordings.length > 0) candidate['recordings'] = materials.recordings
  if (materials.documents.length > 0) candidate['documents'] = materials.documents
  const all = [...problems, ...notices].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  return { place, problems: all, candidate, locate: ([field]) => ({ line: section.line, field: String(field) }) }
}

/** What no conversation may hold is told before anything is looked for in it. */
function overLimits({ blocks }: Section): string | null {
  let length = 0
  let links = 0
  for (const block of blocks) {
    length += block.markdown.length + 2
    links += block.links.length
  }
  if (length > BODY_MAX_LENGTH) {
    const [is, may] = [length, BODY_MAX_LENGTH].map((count) => count.toLocaleString('en-GB'))
    return `the text under this heading has ${is} characters: a summary has ${may} at most`
  }
  if (links <= LIST_MAX_LENGTH) return null
  return `there are ${links.toLocaleString('en-GB')} links under this heading: ${LIST_MAX_LENGTH} are taken at most`
}

function isWithoutMaterials({ used, recordings, documents }: Materials): boolean {
  return used.size === 0 && recordings.length === 0 && documents.length === 0
}

type Place = SourceEntry['place']

function unsettled(section: Section, place: Place, title: string | null, problems: Problem[]): SourceEntry {
  const action = section.date === null ? section.action : 'refused'
  return { place, problems, candidate: null, kind: 'conversation', action, title, heldOn: section.date }
}

/** A name that is all of its line, as far as its form says. */
const NAME_ALONE = new RegExp(
  String.raw`^\p{Lu}[\p{L}\p{M}.’'-]*(?: (?:\p{Lu}[\p{L}\p{M}.’'-]*|${PARTICLE})){1,6}$`,
  'u',
)

/** "Dr A" over "Consultant at the hospice": a name alone and what somebody is below it are read as one line. */
function withPostsBelow(blocks: Block[]): Block[] {
  const joined: Block[] = []
  for (const block of blocks) {
    const above = joined.at(-1)
    const isPost = isPlainLine(block.text) && namesWork(block.text) && block.column === undefined
    if (above !== undefined && isPost && above.text.length <= 80 && NAME_ALONE.test(above.text)) {
      const markdown = `${above.markdown}\n\n${block.markdown}`
      joined[joined.length - 1] = { ...above, text: `${above.text}, ${block.text}`, markdown }
    } else joined.push(block)
  }
  return joined
}

/** The line of a section that has the people as the others of its page have them. */
function lineOfPeople({ blocks }: Section, { peopleLine }: PagePattern): Block | null {
  return peopleLine === null ? null : (blocks.filter(({ text }) => text !== '')[peopleLine] ?? null)
}

/** Everybody whom the heading, the line of the title or the text names, and who might be one more. */
function peopleOf(
  section: Section,
  found: FoundTitle,
  kept: Block[],
  reader: NameReader,
  learned: Block | null,
): { people: FoundPerson[]; notices: Problem[] } {
  const beside = { text: found.beside, line: found.used?.line ?? section.line }
  const lines = [
    ...beside.text.split('\n').map((text) => ({ text, line: beside.line, column: undefined })),
    ...kept.filter((block) => found.talks?.has(block) !== true),
  ]
  const people: FoundPerson[] = []
  const perhaps: { line: number; name: string }[] = []
  const notices: Problem[] = []
  const row: Row = { people: [], affiliations: [] }
  let sought = 0
  let lead = ''
  for (const { text, line, column } of lines) {
    if (text === '') continue
    const role = column === undefined ? null : roleOfColumn(column)
    if (column !== undefined) {
      if (isAffiliationColumn(column)) row.affiliations.push(text)
      if (isAffiliationColumn(column) || isOtherColumn(column)) continue
      lead = role === null ? `${column}:` : LABEL_OF_ROLE[role]
    }
    if (sought + Math.min(text.length, PARAGRAPH_MAX_LENGTH) > NAMES_SOUGHT_IN) {
      notices.push({ line, text: 'from here on no names are looked for: the text is long' })
      break
    }
    sought += text.length
    if (text.length > PARAGRAPH_MAX_LENGTH)
      notices.push({ line, text: 'names are looked for at its beginning only: the paragraph is long' })
    const isLine = text.length <= LINE_MAX_LENGTH
    const names =
      isLine && namesNobody(text.replace(PEOPLE_LABEL, ''))
        ? { people: [], perhaps: [] }
        : findPeople(text, reader, isLine, lead, learned?.line === line && learned.text === text)
    // A line that ends in a colon introduces those that follow: it counts until another line ends one.
    if (/:\s*$/u.test(text)) lead = isLine ? text.trimEnd() : ''
    else if (names.people.length === 0) lead = ''
    people.push(...names.people)
    if (role !== null) row.people.push(names.people)
    perhaps.push(...names.perhaps.map((name) => ({ line, name })))
  }
  giveAffiliations(row)
  const all = withoutRepetition(people)
  for (const { text } of kept) addPostsToldLater(all, text.slice(0, PARAGRAPH_MAX_LENGTH))
  const known = new Set(all.map(({ name }) => name.toLowerCase()))
  for (const { line, name } of perhaps) {
    if (known.has(name.toLowerCase())) continue
    known.add(name.toLowerCase())
    notices.push({ line, text: `perhaps a speaker: ${name}` })
  }
  return { people: all, notices }
}

/** The people of a row of a table, by line, and what a column beside them says of where they belong. */
type Row = { people: FoundPerson[][]; affiliations: string[] }

/** Line by line where both columns have as many, else one for all. */
function giveAffiliations({ people, affiliations }: Row): void {
  const [only, ...others] = affiliations
  const groups = people.filter(({ length }) => length > 0)
  groups.forEach((group, index) => {
    const belongs = others.length === 0 ? only : groups.length === affiliations.length ? affiliations[index] : undefined
    if (belongs === undefined || namesNobody(belongs)) return
    for (const person of group) person.affiliation = bothPosts(person.affiliation, belongs)
  })
}

function appearanceOf({ name, honorific, role, affiliation }: FoundPerson): Record<string, unknown> {
  const person = honorific === null ? { name } : { name, honorific }
  return { person, role, ...(affiliation === null ? {} : { affiliation }) }
}

function linesInWords(blocks: Block[]): string {
  const [first, last] = [blocks[0]?.line, blocks.at(-1)?.line]
  return first === last ? `line ${first}` : `lines ${first} to ${last}`
}
