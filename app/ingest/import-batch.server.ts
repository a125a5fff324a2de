import type { Database } from '#app/archive/database.server.ts'
import { noWrites, writeRecords, type Writes } from '#app/archive/records/write.server.ts'
import type { FileStore } from '#app/files/store.ts'
import { isNotMade } from '#app/making/not-made.ts'
import { unlessAborted } from '#app/platform/unless-aborted.ts'

import { plannerFor, type Planner } from './plan-batch.server.ts'
import type { Plan, PlanContext } from './plan-conversation.ts'
import { prepareItem, refused, type PreparedItem, type SeenItems } from './prepare-items.server.ts'
import { refusalOf } from './refusal.ts'
import type { ReportItem, Totals } from './report.ts'
import { keepFiles } from './source-files.server.ts'
import type { SourceEntry } from './source.ts'

export type BatchContext = {
  db: Database
  files: FileStore
  dryRun: boolean
  plan: PlanContext
  seen: SeenItems
  /** Ends the wait for a store of files. */
  signal?: AbortSignal | undefined
}

export type BatchReport = { items: ReportItem[]; made: Totals['made'] }

/**
 * Imports entries of one kind in one transaction. When a row of them breaks a rule of the database, each is tried on its
 * own, so that only the one at fault is refused.
 */
export async function importBatch(entries: SourceEntry[], context: BatchContext): Promise<BatchReport> {
  const { journal } = context.plan.catalogue
  try {
    const report = await attempt(entries, context)
    journal.keep()
    return report
  } catch (error) {
    const problem = refusalOf(error)
    const [first, ...others] = entries
    if (problem === null || first === undefined) throw error
    // What was planned did not happen: whom it made is unknown again, and what it had claimed is given up.
    journal.takeBack()
    if (others.length > 0) return importOneByOne(entries, context)
    return { items: [refused(first, [problem])], made: { person: 0, theme: 0, series: 0 } }
  }
}

async function importOneByOne(entries: SourceEntry[], context: BatchContext): Promise<BatchReport> {
  const report: BatchReport = { items: [], made: { person: 0, theme: 0, series: 0 } }
  for (const entry of entries) {
    const { items, made } = await importBatch([entry], context)
    report.items.push(...items)
    for (const kind of ['person', 'theme', 'series'] as const) report.made[kind] += made[kind]
  }
  return report
}

async function attempt(entries: SourceEntry[], context: BatchContext): Promise<BatchReport> {
  const items: (PreparedItem | ReportItem)[] = []
  for (const entry of entries) items.push(await prepareItem(entry, context.seen))
  const prepared = items.filter((item) => 'entry' in item)

  const writes = noWrites()
  const planner = await plannerFor(prepared, context.db, context.plan, writes)
  const reports = new Map<object, ReportItem>()
  for (const item of prepared) reports.set(item, await settle(item, planner))
  if (!context.dryRun) {
    const wanted = prepared.filter((item) => isWritten(reports.get(item)))
    for (const { files } of wanted) await unlessAborted(keepFiles(context.files, files), context.signal)
    for (const item of prepared) await unlessAborted(restoreFiles(item, reports, context.files), context.signal)
    if (!isNothing(writes)) await writeRecords(context.db, writes)
  }
  return {
    items: items.map((item) => ('entry' in item ? reports.get(item) : item)).filter((item) => item !== undefined),
    made: madeBy(writes, prepared),
  }
}

/** What an item that stays as it is brings was stored once: where it is lost, it is put back, and said. */
async function restoreFiles(item: PreparedItem, reports: Map<object, ReportItem>, files: FileStore): Promise<void> {
  const report = reports.get(item)
  if (report?.action !== 'unchanged') return
  const restored = await keepFiles(files, item.files)
  if (restored.length === 0) return
  const problems = restored.map((name) => `the stored file “${name}” was lost and has been put back`)
  reports.set(item, { ...report, action: 'changed', fields: ['files'], problems: [...report.problems, ...problems] })
}

async function settle(prepared: PreparedItem, planner: Planner): Promise<ReportItem> {
  try {
    return reportOf(prepared, await planner(prepared))
  } catch (error) {
    const problem = refusalOf(error)
    if (problem === null) throw error
    return refused(prepared.entry, [...prepared.notices, lineOf(error, prepared.entry) + problem])
  }
}

/** Of a text that is too costly, the line of the file: the text itself begins below the fields of its item. */
function lineOf(error: unknown, entry: SourceEntry): string {
  if (!isNotMade(error) || error.line === null || entry.candidate === null) return ''
  const { textLine } = entry.locate(['body'])
  return textLine === undefined ? '' : `line ${textLine + error.line - 1}: `
}

function reportOf({ entry, item, notices }: PreparedItem, plan: Plan): ReportItem {
  const { file, line } = entry.place
  return { ...plan, kind: item.kind, file, line, problems: [...notices, ...plan.problems] }
}

function isWritten(report: ReportItem | undefined): boolean {
  return report !== undefined && report.slug !== null && ['added', 'changed', 'ambiguous'].includes(report.action)
}

function isNothing({ added, changed, redirects }: Writes): boolean {
  return [...Object.values(added), ...Object.values(changed), redirects].every((list) => list.length === 0)
}

/** What was made because an item named it; the items themselves are counted as items. */
function madeBy({ added }: Writes, prepared: PreparedItem[]): Totals['made'] {
  const kind = prepared[0]?.item.kind
  return {
    person: kind === 'person' ? 0 : added.person.length,
    theme: kind === 'theme' ? 0 : added.theme.length,
    series: kind === 'series' ? 0 : added.series.length,
  }
}
