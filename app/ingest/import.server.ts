import { basename } from 'node:path'

import type { Database } from '#app/archive/database.server.ts'
import { readKnownNames } from '#app/archive/records/known.server.ts'
import type { FileStore } from '#app/files/store.ts'
import type { Reference } from '#app/domain/archive-item-fields.ts'
import { isSlug } from '#app/domain/slug.ts'
import { capitalised } from '#app/domain/words.ts'
import { renderBody } from '#app/making/render.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'

import { importBatch, type BatchContext } from './import-batch.server.ts'
import { withImportLock } from './import-lock.server.ts'
import { inBatches } from './entries-batches.ts'
import { makeCatalogue, type Catalogue } from './catalogue.ts'
import { openSource } from './sources/open-source.server.ts'
import { noTotals, type ReportItem, type ReportRemark, type Totals } from './report.ts'

/** In a message to someone who mistyped a slug. */
const SERIES_NAMED = 10

export type ImportOptions = {
  /** Tells what would be done and does nothing. */
  dryRun?: boolean
  /** The slug of the series for what names none; by default the main one, or the only one. */
  series?: string
  /** Called for each item, in order, when it is settled. */
  onItem?: (item: ReportItem) => void
  /** Called at the end for each line of a page that is in no item, and for what a partial folder lacks. */
  onRemark?: (remark: ReportRemark) => void
  onProgress?: (progress: ImportProgress) => void
  /** Stops between two batches: what was imported until then stays. */
  signal?: AbortSignal
  /** Told what is waited for, when that takes long; by default the log is. */
  say?: (sentence: string) => void
}

/** `share` is the part of the source that has been read, 0 to 1, null when that cannot be known. */
export type ImportProgress = { items: number; seconds: number; share: number | null }

export type ImportReport = { dryRun: boolean; seconds: number; totals: Totals }

/**
 * Imports a folder, a page or a file of lines into the archive. Items are written some hundred a transaction, each whole or
 * not at all: broken off and begun again it ends in the same archive, and a second time it changes nothing.
 *
 * @throws UnreadableSourceError when the source cannot be read; what was imported before stays.
 */
export async function importPath(
  db: Database,
  files: FileStore,
  path: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  // A page asks whom the archive knows while its entries are taken.
  let people: Catalogue['person'] | null = null
  const source = await openSource(path, (name) => (people?.named(name).length ?? 0) > 0)
  const dryRun = options.dryRun ?? false
  const totals = noTotals()

  async function run(signal: AbortSignal | undefined): Promise<void> {
    const catalogue = makeCatalogue(await readKnownNames(db))
    people = catalogue.person
    const context: BatchContext = {
      db,
      files,
      dryRun,
      plan: {
        catalogue,
        source,
        defaultSeries: seriesFor(catalogue, options.series, source.title),
        claimed: new Set(),
        render: renderBody,
      },
      seen: new Map(),
      signal,
    }
    for await (const batch of inBatches(source.entries)) {
      if (signal?.aborted) throw stopped(signal)
      const done = await importBatch(batch, context)
      for (const item of done.items) {
        totals[item.action] += 1
        options.onItem?.(item)
      }
      for (const kind of ['person', 'theme', 'series'] as const) totals.made[kind] += done.made[kind]
      const items = totals.added + totals.changed + totals.unchanged + totals.refused + totals.ambiguous
      options.onProgress?.({ items, seconds: seconds(), share: source.progress() })
    }
    for (const { line, text } of source.remarks ?? []) options.onRemark?.({ file: basename(path), line, text })
  }

  const { signal, say } = options
  await (dryRun ? run(signal) : withImportLock(db, { signal, say }, run))
  return { dryRun, seconds: seconds(), totals }
}

/** Whoever stops a program may say why; a lost connection does. */
function stopped({ reason }: AbortSignal): Error {
  if (reason instanceof OperatorError) return reason
  return new OperatorError('The import was stopped; what it had imported stays.', { cause: reason })
}

/** In an archive without any series the first is made: called as it was asked for, else as the source is. */
function seriesFor(catalogue: Catalogue, wanted: string | undefined, title: string | null): Reference | null {
  const [only, ...others] = catalogue.seriesSlugs
  if (wanted === undefined) {
    if (only === undefined) return { name: title ?? 'Conversations' }
    return catalogue.mainSeries ?? (others.length === 0 ? only : null)
  }
  if (catalogue.series.has(wanted)) return wanted
  if (only === undefined && isSlug(wanted)) return { name: capitalised(wanted.replaceAll('-', ' ')) }
  const known = catalogue.seriesSlugs.slice(0, SERIES_NAMED).join(', ')
  throw new OperatorError(`There is no series “${wanted}” in the archive; there are: ${known}.`)
}
