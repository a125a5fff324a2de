import { analyse } from 'scslre'

/**
 * How much work a function makes for regular expressions and strings, counted instead of timed: each sign that is looked at
 * is one. An expression that may look at a sign again and again (it has "super-linear" paths, which `scslre` finds) counts
 * as much as it may need: the square of its input.
 */
export function countedWork(run: () => void): number {
  let work = 0
  const looks = new Map<string, { once: number; squared: number }>()
  const exec = RegExp.prototype.exec
  const strings = { slice: String.prototype.slice, split: String.prototype.split, indexOf: String.prototype.indexOf }

  RegExp.prototype.exec = function (this: RegExp, input: string): RegExpExecArray | null {
    const from = this.global || this.sticky ? this.lastIndex : 0
    const match = exec.call(this, input)
    const end = match === null ? String(input).length : match.index + match[0].length
    // A sticky one (`split` makes such) looks at one place alone.
    const looked = match === null && this.sticky ? 1 : end - from
    const sums = looks.get(`${this.flags}/${this.source}`) ?? { once: 0, squared: 0 }
    looks.set(`${this.flags}/${this.source}`, { once: sums.once + looked, squared: sums.squared + looked ** 2 })
    return match
  }
  String.prototype.slice = function (this: string, ...at) {
    const part = strings.slice.apply(this, at)
    work += part.length
    return part
  }
  String.prototype.indexOf = function (this: string, ...what) {
    const at = strings.indexOf.apply(this, what)
    work += at === -1 ? this.length : at
    return at
  }
  try {
    run()
  } finally {
    RegExp.prototype.exec = exec
    String.prototype.slice = strings.slice
    String.prototype.indexOf = strings.indexOf
  }
  // Only now: the analysis has expressions and strings of its own.
  for (const [expression, { once, squared }] of looks) work += isLinear(expression) ? once : squared
  return work
}

const known = new Map<string, boolean>()

function isLinear(expression: string): boolean {
  const before = known.get(expression)
  if (before !== undefined) return before
  const [flags = ''] = expression.split('/', 1)
  const source = expression.slice(flags.length + 1)
  const { reports } = analyse({ source, flags }, { reportTypes: { Move: true, Self: true, Trade: true } })
  known.set(expression, reports.length === 0)
  return reports.length === 0
}
