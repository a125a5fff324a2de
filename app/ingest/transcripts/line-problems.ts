/** Something about a transcript that an editor should look at, without the name of its file. */
export type LineProblems = {
  add: (line: number, text: string) => void
  /** In the order of their first lines; what is wrong in the same way on many lines is said once. */
  inWords: () => string[]
}

/** A report names so many lines of a kind and counts the rest. */
const LINES_NAMED = 5

export function lineProblems(): LineProblems {
  const linesOf = new Map<string, number[]>()

  function add(line: number, text: string): void {
    const lines = linesOf.get(text)
    if (lines === undefined) linesOf.set(text, [line])
    else lines.push(line)
  }

  function inWords(): string[] {
    return [...linesOf].map(([text, lines]) => `${placeOf(lines)}: ${text}`)
  }

  return { add, inWords }
}

function placeOf(lines: number[]): string {
  if (lines.length === 1) return `line ${lines[0]}`
  const named = lines.slice(0, LINES_NAMED)
  const more = lines.length - named.length
  if (more > 0) return `lines ${named.join(', ')} and ${more.toLocaleString('en-GB')} more`
  return `lines ${named.slice(0, -1).join(', ')} and ${named.at(-1)}`
}
