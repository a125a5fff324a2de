import path from 'node:path'
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

import { runProgram } from './program.ts'
import { pathOf, type CommandLine } from './steps/command-line.mjs'
import { createReporter } from './steps/reporter.mjs'

// V8 would let 300 MB of garbage pile up before it looks: this keeps an import of any size under 200, at no cost in time.
v8.setFlagsFromString('--optimize-for-size')

await runProgram('import', main)

/** Imports a folder, a page or a file of lines: the report goes to standard output, everything else to standard error. */
async function main(given: CommandLine): Promise<void> {
  const source = pathOf(given.operand)
  const [dryRun, json, series] = [given.has('dry-run'), given.has('json'), given.value('series')]
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
