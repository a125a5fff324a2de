import fs from 'node:fs'
import path from 'node:path'

import { fileStoreOf } from '#app/files/index.server.ts'
import { localFileStore } from '#app/files/local.server.ts'
import type { FileStore } from '#app/files/store.ts'
import { copyFiles } from '#app/operate/copy-files.server.ts'
import { env, type Env } from '#app/platform/env.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'

import { runProgram } from './program.ts'
import { pathOf, type CommandLine } from './steps/command-line.mjs'
import { createReporter } from './steps/reporter.mjs'

await runProgram('copy-files', main)

/** Copies stored files between the folder and the bucket that are configured, or out of any folder of stored files. */
async function main(given: CommandLine): Promise<void> {
  const settings = env()
  const { during } = createReporter(process.stderr)
  const toName = given.value('to') ?? (settings.filesS3 === undefined ? 'folder' : 'bucket')
  const fromName = given.value('from') ?? (toName === 'bucket' ? 'folder' : 'bucket')
  const to = storeOf(toName, settings)
  if (to === null) throw new OperatorError(`--to is folder or bucket, not “${toName}”.`)
  const from = storeOf(fromName, settings) ?? folderStore(pathOf(fromName))
  if (from.place === to.place) throw new OperatorError(`--from and --to are both ${to.place}: name two places.`)

  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () =>
      stop.abort(new OperatorError('The copy was stopped; begun again it goes on where it stood.')),
    )
  }
  const { copied, there, damaged } = await during(`Copying from ${from.place} to ${to.place}`, (update) =>
    copyFiles(from, to, {
      verify: given.has('verify'),
      signal: stop.signal,
      onStep: (done) => update(`${done.toLocaleString('en-GB')} files`),
    }),
  )
  const counts = [copied, there].map((count) => count.toLocaleString('en-GB'))
  process.stdout.write(`${counts[0]} files were copied to ${to.place}, ${counts[1]} were there already.\n`)
  for (const key of damaged) console.error(`The file ${key} is damaged in ${from.place} and was not copied.`)
  if (damaged.length > 0) process.exitCode = 1
}

function storeOf(name: string, settings: Env): FileStore | null {
  if (name === 'folder') return fileStoreOf({ ...settings, filesS3: undefined })
  if (name !== 'bucket') return null
  if (settings.filesS3 === undefined)
    throw new OperatorError('No bucket is configured: set FILES_S3_BUCKET, and what belongs to it, for this command.')
  return fileStoreOf(settings)
}

/** A folder of stored files: that of another data folder, or of a backup, whose `files` may be left out. */
function folderStore(folder: string): FileStore {
  const inside = path.join(folder, 'files')
  const place = fs.existsSync(inside) ? inside : folder
  if (!fs.existsSync(place)) throw new OperatorError(`There is no folder ${place}.`)
  return localFileStore(place)
}
