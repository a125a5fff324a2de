import fs from 'node:fs'
import os from 'node:os'
import { performance } from 'node:perf_hooks'

/** The machine in words: figures mean nothing without it. */
export function machineInWords(): string {
  const [first] = os.cpus()
  const memory = Math.round(os.totalmem() / 2 ** 30)
  const load = os.loadavg()[0]?.toFixed(1)
  return `${os.cpus().length} × ${first?.model.trim() ?? 'an unknown processor'}, ${memory} GB, ${os.type()} ${os.release()}, Node ${process.versions.node}, load ${load} at the start`
}

/** Memory of a process in MB: resident now and at its highest; null where the system does not tell (Linux does). */
export function memoryOf(pid: number): { now: number; highest: number } | null {
  try {
    const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8')
    return { now: kilobytes(status, 'VmRSS'), highest: kilobytes(status, 'VmHWM') }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

function kilobytes(status: string, name: string): number {
  return Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024)
}

/** How long something takes, in seconds, and what it gives. */
export async function timed<T>(what: () => Promise<T> | T): Promise<{ seconds: number; value: T }> {
  const from = performance.now()
  const value = await what()
  return { seconds: (performance.now() - from) / 1000, value }
}

/** The value below which `share` of the values lie (nearest rank); NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** `bar` is empty, or begins with what is to be reached: `≤ 50 ms (p95)`, `≥ 95 each`, `0`. */
export type Row = { what: string; measured: string; bar: string }

const missed: string[] = []

/** A table for the terminal and for a note: what was measured, and what was to be reached. */
export function printTable(title: string, rows: readonly Row[]): void {
  const width = (cells: string[]) => Math.max(...cells.map((cell) => cell.length))
  const [what, measured] = [width(rows.map((row) => row.what)), width(rows.map((row) => row.measured))]
  console.log(`\n${title}`)
  for (const row of rows.filter(missesBar)) missed.push(`${title}: ${row.what}: ${row.measured}, to be ${row.bar}`)
  for (const row of rows) {
    console.log(`  ${row.what.padEnd(what)}  ${row.measured.padStart(measured)}  ${row.bar}`.trimEnd())
  }
}

/** Says which bars the tables so far have missed. What a person has to judge (`flat`) is left to them. */
export function printMissed(): void {
  console.log(missed.length === 0 ? '\nEvery bar was reached.' : `\nBars missed:\n  ${missed.join('\n  ')}`)
}

/** Whether a row is on the wrong side of its bar: all its figures count for `each` and `0`, else the last (p50 / p95). */
export function missesBar({ measured, bar }: Row): boolean {
  const [, sign, limit] = /^([≤≥]?) ?([\d.,]+)/.exec(bar) ?? []
  if (limit === undefined) return false
  const figures = (measured.match(/-?\d[\d.,]*/g) ?? []).map(numberOf)
  const judged = sign === '' || bar.endsWith('each') ? figures : figures.slice(-1)
  return judged.some((figure) => (sign === '≥' ? figure < numberOf(limit) : figure > numberOf(limit)))
}

function numberOf(text: string): number {
  return Number(text.replaceAll(',', ''))
}
