/** What a check finds, one whole sentence each. */
export type Finding = {
  /** `wrong` is a fault that somebody must mend; `look` needs a person's eye and may be right as it is. */
  weight: 'wrong' | 'look'
  sentence: string
}

/** More of a kind tell nothing new, and a reader of them would miss the rest. */
export const MOST_TOLD = 100

export type Tell = (finding: Finding) => void

export type CheckOptions = {
  tell: Tell
  /** For whoever waits: "1,200 of 20,000". */
  update: (progress: string) => void
  signal?: AbortSignal | undefined
}

/** Progress in words. */
export function ofAll(done: number, all: number): string {
  return `${done.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')}`
}

/** The findings of one part: all are counted, the first hundred of each weight are told. */
export class Findings {
  readonly counts = { wrong: 0, look: 0 }
  private readonly told: Record<Finding['weight'], string[]> = { wrong: [], look: [] }

  add({ weight, sentence }: Finding): void {
    this.counts[weight] += 1
    if (this.told[weight].length < MOST_TOLD) this.told[weight].push(sentence)
  }

  lines(): string[] {
    return [...this.linesOf('wrong', 'Wrong:'), ...this.linesOf('look', 'For a person’s eye:')]
  }

  private linesOf(weight: Finding['weight'], heading: string): string[] {
    const more = this.counts[weight] - this.told[weight].length
    if (this.counts[weight] === 0) return []
    const rest = more === 0 ? [] : [`    and ${more.toLocaleString('en-GB')} more`]
    return [`  ${heading}`, ...this.told[weight].map((sentence) => `    ${sentence}`), ...rest]
  }
}
