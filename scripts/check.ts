import { openArchive } from '#app/archive/open-archive.server.ts'
import { getFiles } from '#app/files/index.server.ts'
import { mendRights } from '#app/files/local.server.ts'
import { checkDoubts } from '#app/operate/check/doubts.server.ts'
import { Findings, type CheckOptions } from '#app/operate/check/finding.ts'
import { checkMeilisearchIndex } from '#app/operate/check/meilisearch-index.server.ts'
import { checkPromises } from '#app/operate/check/promises.server.ts'
import { checkRecords } from '#app/operate/check/rows.server.ts'
import { checkBuiltInIndex } from '#app/operate/check/search-index.server.ts'
import { checkStoredFiles } from '#app/operate/check/stored-files.server.ts'
import type { Database } from '#app/archive/database.server.ts'
import { env, type Env } from '#app/platform/env.server.ts'
import { runningMeilisearch } from '#app/platform/local-meilisearch.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'
import { failureOf, type MeilisearchAddress } from '#app/search/meilisearch/client.server.ts'

import { runProgram } from './program.ts'
import type { CommandLine } from './steps/command-line.mjs'
import { createReporter } from './steps/reporter.mjs'

/** Gives what there is to say when nothing is wrong: "20 files". */
type Part = { name: string; doing: string; check: (options: CheckOptions) => Promise<string> }

await runProgram('check', main)

/** Checks part after part; findings go to standard output, everything else to standard error. */
async function main(given: CommandLine): Promise<void> {
  const settings = env()
  const { say, during } = createReporter(process.stderr)
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stop.abort(new OperatorError('The check was stopped.')))
  }
  const only = given.value('only')
  const names = ['files', 'rows', 'index', 'doubts']
  if (only !== undefined && !names.includes(only))
    throw new OperatorError(`There is no part “${only}”: it is one of ${names.join(', ')}.`)
  const archive = await openArchive(settings, say)
  const totals = { wrong: 0, look: 0 }
  try {
    for (const { name, doing, check } of partsOf(archive.db, settings, say)) {
      if (only !== undefined && only !== name) continue
      const findings = new Findings()
      const said = await during(doing, (update) =>
        check({ update, tell: (finding) => findings.add(finding), signal: stop.signal }),
      )
      process.stdout.write(`${[said, ...findings.lines()].join('\n')}\n`)
      for (const weight of ['wrong', 'look'] as const) totals[weight] += findings.counts[weight]
    }
  } finally {
    await archive.close()
  }
  const verdict = totals.wrong === 0 ? 'Nothing is wrong' : `Wrong: ${count(totals.wrong)}`
  process.stdout.write(`${verdict}; for a person’s eye: ${count(totals.look)}.\n`)
  if (totals.wrong > 0) process.exitCode = 1
}

function partsOf(db: Database, settings: Env, say: (text: string) => void): Part[] {
  const files: Part = {
    name: 'files',
    doing: 'Checking stored files',
    check: async (options) => {
      if (settings.filesS3 === undefined) {
        const { mended } = await mendRights(`${settings.dataDir}/files`)
        if (mended > 0) say(`${mended} stored files and folders could be read by others; now only by their owner.`)
      }
      const { named, whole } = await checkStoredFiles(db, getFiles(), options)
      return `Stored files: ${count(named)} are named, ${count(whole)} of them are whole.`
    },
  }
  const rows: Part = {
    name: 'rows',
    doing: 'Checking rows',
    check: async (options) => {
      const records = await checkRecords(db, options)
      const promises = await checkPromises(db, options)
      return `Rows: ${count(records)} records and ${count(promises)} rules of the database were checked.`
    },
  }
  const index: Part = {
    name: 'index',
    doing: 'Checking the index',
    check: async (options) => {
      const entries = await checkBuiltInIndex(db, options)
      const built = `Index: ${count(entries)} entries are made from the database.`
      const address = await meilisearchOf(settings)
      if (address === null) return built
      return `${built} ${count(await inMeilisearch(db, address, options))} documents of Meilisearch are right.`
    },
  }
  const doubts: Part = {
    name: 'doubts',
    doing: 'Looking for what may be wrong',
    check: async (options) => {
      await checkDoubts(db, options)
      return 'Dates, names and titles were compared.'
    },
  }
  return [files, rows, index, doubts]
}

/** The server that the site asks; null where there is none, or where it runs with the site only and that is stopped. */
async function meilisearchOf(settings: Env): Promise<MeilisearchAddress | null> {
  const { searchEngine, meilisearchUrl: url, meilisearchApiKey: apiKey, dataDir } = settings
  if (searchEngine === 'built-in') return null
  if (url !== undefined) return { url, apiKey }
  return (await runningMeilisearch(dataDir)) ?? null
}

async function inMeilisearch(db: Database, address: MeilisearchAddress, options: CheckOptions): Promise<number> {
  try {
    return await checkMeilisearchIndex(db, address, options)
  } catch (error) {
    const reason = failureOf(error)
    if (reason === undefined) throw error
    options.tell({ weight: 'wrong', sentence: `Meilisearch could not be asked: ${reason}` })
    return 0
  }
}

function count(number: number): string {
  return number.toLocaleString('en-GB')
}
