import path from 'node:path'
import { parseArgs } from 'node:util'
import v8 from 'node:v8'

import { openArchive } from '#app/archive/open-archive.server.ts'
import { getFiles } from '#app/files/index.server.ts'
import { importPath, type ImportProgress } from '#app/ingest/import.server.ts'
import {
  jsonWriter,
  noTotals,
  reportWriter,
  totalsInWords,
  type ReportItem,
  type ReportRemark,
} from '#app/ingest/report.ts'
import { env } from '#app/platform/env.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'

import { failWith } from './steps/failure.mjs'
import { createReporter } from './steps/reporter.mjs'

const USAGE = 'npm run import -- PATH [--dry-run] [--json] [--series SLUG]'

// V8 would let 300 MB of garbage pile up before it looks: this keeps an import of any size under 200, at no cost in time.
v8.setFlagsFromString('--optimize-for-size')

try {
  await main(process.argv.slice(2))
} catch (error) {
  failWith(error)
}

/** Imports a folder, a page or a file of lines: the report goes to standard output, everything else to standard error. */
async function main(args: string[]): Promise<void> {
  const { source, dryRun, json, series } = readArguments(args)
  const { say, during } = createReporter(process.stderr)
  const stop = new AbortController()
  const stopped = new OperatorError('The import was stopped; what it had imported stays.')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(stopped))
  const archive = await openArchive(env(), say, stop.signal)
  try {
    const report = json ? jsonReport() : plainReport(dryRun)
    const name = path.basename(source)
    await during(`${dryRun ? 'Reading' : 'Importing'} ${name}`, async (update) => {
      try {
        const { totals } = await importPath(archive.db, getFiles(), source, {
          dryRun,
          ...(series === undefined ? {} : { series }),
          onItem: report.item,
          onRemark: report.remark,
          onProgress: (progress) => update(progressInWords(progress)),
          signal: stop.signal,
          say,
        })
        report.end(totals)
      } catch (error) {
        report.fail(error)
        throw error
      }
    })
  } finally {
    await archive.close()
  }
}

function readArguments(args: string[]): { source: string; dryRun: boolean; json: boolean; series: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' }, series: { type: 'string' } },
    })
    const [source, ...others] = positionals
    if (source === undefined || others.length > 0) throw new OperatorError(`Name one thing to import: ${USAGE}`)
    // npm runs a script at the top of the checkout; the path is meant from where the operator stands.
    const from = process.env['INIT_CWD'] ?? process.cwd()
    const { 'dry-run': dryRun = false, json = false, series } = values
    return { source: path.resolve(from, source), dryRun, json, series }
  } catch (error) {
    if (error instanceof TypeError) throw new OperatorError(`${error.message}\n${USAGE}`)
    throw error
  }
}

type Report = {
  item: (item: ReportItem) => void
  remark: (remark: ReportRemark) => void
  end: (totals: ReturnType<typeof noTotals>) => void
  /** Called when the import breaks off. */
  fail: (error: unknown) => void
}

function plainReport(dryRun: boolean): Report {
  const writer = reportWriter(printLine)
  function end(totals: ReturnType<typeof noTotals>): void {
    writer.end()
    printLine(totalsInWords(totals, dryRun))
  }
  return { item: writer.item, remark: writer.remark, end, fail: writer.end }
}

/** Broken off after items were told, the JSON is closed all the same, and says why. */
function jsonReport(): Report {
  const writer = jsonWriter((text) => process.stdout.write(text))
  const totals = noTotals()
  let count = 0
  return {
    item: (item) => {
      count += 1
      totals[item.action] += 1
      writer.item(item)
    },
    remark: writer.remark,
    end: (all) => writer.end(all),
    fail: (error) => {
      if (count > 0) writer.end(totals, error instanceof Error ? error.message : String(error))
    },
  }
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`)
}

function progressInWords({ items, seconds, share }: ImportProgress): string {
  const rate = Math.round(items / Math.max(seconds, 0.001)).toLocaleString('en-GB')
  const percent = share === null ? '' : `${Math.floor(share * 100)} %, `
  return `${items.toLocaleString('en-GB')} items, ${percent}${rate} a second`
}
