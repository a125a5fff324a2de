import { type Cue, tidyCueText } from '#app/domain/transcript.ts'

/**
 * Names before the words (`Ana Gomes: We begin.`), as Zoom writes them into WebVTT and others into SubRip, with a dash or
 * brackets (`- [Ana Gomes] We begin.`). One such line proves nothing ("Note: bring paper"): the whole file decides.
 */

/** Words with a capital (or of a script without capitals), so that "we begin at 10:30" is no name and time. */
const REST = String.raw`[\p{L}\p{M}\p{N}.’'&_-]{0,40}`
const WORD = String.raw`[\p{Lu}\p{Lo}\p{N}]${REST}`
/** A name as people write it; a pattern to be used with the flag `u`. */
export const NAME = String.raw`[\p{Lu}\p{Lo}]${REST}(?:,? (?:${WORD}|\([\p{L} ]{1,20}\)|van|von|der?|den|della?|di|da|dos|du|la|le|bin|al|and)){0,6}`
const LABELS = [
  new RegExp(
    String.raw`^(?:[-–—] ?|>{2,3} ?)?(?:\[(?<bracketed>${NAME})\]|(?<name>${NAME})) ?(?::\s|：\s?)(?<words>.*)$`,
    'su',
  ),
  new RegExp(String.raw`^[-–—] ?\[(?<bracketed>${NAME})\] (?<words>.*)$`, 'su'),
]
/** "[Ana Gomes] words", "(Speaker 1) words": so sounds are written too, so only a file full of them has names there. */
const IN_BRACKETS = new RegExp(String.raw`^(?:\[(?<bracketed>${NAME})\]|\((?<name>${NAME})\)) (?<words>.*)$`, 'su')
/** Somebody else speaks, whoever that is: `>>` of live captions, the dash of a dialogue. */
const CHANGE = /^(?:>{2,3}|[-–—](?=\s)) ?/u
const NAME_LINE = new RegExp(String.raw`^(?<name>${NAME})\n(?<words>.*)$`, 'su')
/** In Zoom people call themselves as they like; that is a name only where every cue has one. */
const LOOSE_LABEL = /^(?<name>[^\s:<>{}"“”?!;][^\n:<>{}"“”?!;]{0,58})(?::\s|：\s?)(?<words>.*)$/su
const NO_NAMES =
  /^(?:note|notes|n\.?b\.?|p\.?s\.?|q|a|question|answer|warning|caution|example|tip|hint|title|subject|re|agenda|topic|summary|update|(?:step|part|chapter|session|slide|lesson|section|day|week)(?: .*)?|music|applause|laughter|narrator)$/i

export type Label = { name: string; words: string }

/** The name at the beginning of a line, and the words after it; null when there is none. */
export function readLabel(line: string): Label | null {
  for (const pattern of LABELS) {
    const label = asLabel(pattern.exec(line)?.groups)
    if (label !== null) return label
  }
  return null
}

/** Cues with the speakers that the text of a file names, where it names them throughout; as they are where voices do. */
export function withLabelledSpeakers(cues: Cue[]): Cue[] {
  if (cues.length < 2 || cues.some(({ speaker }) => speaker !== null)) return cues
  const lines = cues.map(({ text }) => readNameLine(text))
  const strict = lines.every((label) => label !== null) ? lines : cues.map(({ text }) => readLabel(text))
  const loose = cues.map(({ text }, index) => strict[index] ?? asLabel(LOOSE_LABEL.exec(text)?.groups))
  if (strict.every((label) => label !== null) || areRepeated(loose)) {
    return cues.map((cue, index) => ({ ...cue, speaker: loose[index]?.name ?? null, text: loose[index]?.words ?? '' }))
  }
  const names = namesOf(strict, cues)
  if (names.size > 0) return labelled(cues, names, !isRepeated(strict, names))
  const bracketed = cues.map(({ text }) => asLabel(IN_BRACKETS.exec(text)?.groups))
  if (!areMostly(bracketed)) return cues.map((cue) => ({ ...cue, text: withoutChevrons(cue.text) }))
  return cues.map((cue, index) => ({
    ...cue,
    speaker: bracketed[index]?.name ?? null,
    text: bracketed[index]?.words ?? cue.text,
  }))
}

/** Names before half of the cues or more, several of which come again. */
function areMostly(labels: (Label | null)[]): boolean {
  const named = labels.filter((label) => label !== null)
  const names = new Set(named.map(({ name }) => name))
  return named.length * 2 >= labels.length && names.size > 1 && names.size * 2 <= named.length
}

/** The marks of a change of speaker in live captions are no words. */
function withoutChevrons(text: string): string {
  return text.replace(/^>{2,3} ?/gmu, '')
}

/** A name in a line of its own, as Teams writes it into text: nothing but its place in every cue tells it from words. */
function readNameLine(text: string): Label | null {
  return asLabel(NAME_LINE.exec(text)?.groups)
}

/** Whether every cue has a name, and the names come again. */
function areRepeated(labels: (Label | null)[]): boolean {
  const names = new Set(labels.map((label) => label?.name))
  return !names.has(undefined) && names.size * 2 <= labels.length
}

/**
 * The names to be believed: in a file half of whose cues have one; or which begins with one, and comes back to several or
 * has several full ones, in a fifth of its cues.
 */
function namesOf(labels: (Label | null)[], cues: Cue[]): Set<string> {
  const counts = new Map<string, number>()
  for (const label of cues.flatMap(({ text }) => text.split('\n').map(readLabel))) {
    if (label !== null) counts.set(label.name, (counts.get(label.name) ?? 0) + 1)
  }
  const count = labels.filter((label) => label !== null).length
  const again = [...counts.values()].filter((times) => times > 1).length
  const full = [...counts.keys()].filter((name) => name.includes(' ')).length
  const areChanges = labels[0] !== null && (again > 1 || (full > 1 && count * 5 >= labels.length))
  if (count * 2 < labels.length && !areChanges) return new Set()
  return new Set([...counts].filter(([name, times]) => times > 1 || name.includes(' ')).map(([name]) => name))
}

/** Whether names stand before every cue of a speaker, not only where the speaker changes. */
function isRepeated(labels: (Label | null)[], names: Set<string>): boolean {
  return labels.some(
    (label, index) => label !== null && names.has(label.name) && labels[index - 1]?.name === label.name,
  )
}

/**
 * A line with a name begins what that speaker says; `goesOn`: cues without one go on with whoever spoke, until somebody else
 * does whose name is not sure.
 */
function labelled(cues: Cue[], names: Set<string>, goesOn: boolean): Cue[] {
  let speaker: string | null = null
  return cues.flatMap((cue) => {
    if (!goesOn) speaker = null
    const parts: { speaker: string | null; lines: string[] }[] = []
    for (const line of cue.text.split('\n')) {
      const label = readLabel(line) ?? believed(asLabel(IN_BRACKETS.exec(line)?.groups), names)
      const isName = label !== null && names.has(label.name)
      const isChange = label !== null || CHANGE.test(line)
      if (isName) speaker = label.name
      else if (isChange) speaker = null
      const words = isName ? label.words : withoutChevrons(line)
      if (isName || isChange || parts.length === 0) parts.push({ speaker, lines: [words] })
      else parts.at(-1)?.lines.push(words)
    }
    return parts.map(({ speaker, lines }) => ({ ...cue, speaker, text: tidyCueText(lines.join('\n')) }))
  })
}

function believed(label: Label | null, names: Set<string>): Label | null {
  return label !== null && names.has(label.name) ? label : null
}

function asLabel(groups: Record<string, string | undefined> | undefined): Label | null {
  const name = (groups?.['bracketed'] ?? groups?.['name'])?.trim()
  const words = groups?.['words']?.trim()
  if (name === undefined || words === undefined || words === '') return null
  return isSpeakerName(name) ? { name, words } : null
}

/** Whether what looks like a name can be one: it has letters, no year, and is no usual heading. */
export function isSpeakerName(name: string): boolean {
  return /\p{L}/u.test(name) && !/\d{4}/.test(name) && !NO_NAMES.test(name) && name.split(' ').length <= 7
}
