import { isWhole } from '#app/files/sum.server.ts'
import type { FileStore } from '#app/files/store.ts'

export type CopyOptions = {
  /** Reads what is there already too, and puts it anew where it is damaged; else its length is enough. */
  verify: boolean
  onStep: (done: number) => void
  signal?: AbortSignal
}

export type CopyReport = { copied: number; there: number; damaged: string[] }

/**
 * Copies every file of one store into another, one after the other, each checked by its sum on the way and there whole or
 * not at all. Broken off and begun again it goes on: what is there is left. A file that is not what its key says is not
 * copied, and listed in `damaged`.
 */
export async function copyFiles(
  from: FileStore,
  to: FileStore,
  { verify, onStep, signal }: CopyOptions,
): Promise<CopyReport> {
  const report: CopyReport = { copied: 0, there: 0, damaged: [] }
  for await (const { key, bytes } of from.list()) {
    signal?.throwIfAborted()
    const isThere = (await to.size(key)) === bytes && (!verify || (await isWhole(to, key)))
    if (isThere) report.there += 1
    else if (await copyFile(from, to, key)) report.copied += 1
    else report.damaged.push(key)
    onStep(report.there + report.copied + report.damaged.length)
  }
  return report
}

/** False for a file that is damaged where it comes from. It is read twice, so that nothing damaged is ever put. */
async function copyFile(from: FileStore, to: FileStore, key: string): Promise<boolean> {
  if (!(await isWhole(from, key))) return false
  const opened = await from.open(key)
  if (opened === null) return false
  return (await to.put(opened.stream)).key === key
}
