import path from 'node:path'

import { openArchive } from '#app/archive/open-archive.server.ts'
import type { Database } from '#app/archive/database.server.ts'
import { env } from '#app/platform/env.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'

import { createReporter } from './steps/reporter.mjs'

type Writing = {
  /** What was typed after the command: the folder, and nothing else. */
  words: string[]
  /** Said when it was not: what to type. */
  usage: string
  /** What is being done, for the operator who waits. */
  doing: string
  /** Writes into the folder and gives what there is to say of it: "12 items are". */
  write: (db: Database, folder: string, update: (progress: string) => void) => Promise<string>
}

/** Opens the archive, lets it be written into the folder that the operator named, and says what is there now. */
export async function writeIntoFolder({ words: [folder, ...others], usage, doing, write }: Writing): Promise<void> {
  if (folder === undefined || others.length > 0 || folder.startsWith('-')) throw new OperatorError(usage)
  const { say, during } = createReporter(process.stderr)
  // npm runs a script at the top of the checkout; the path is meant from where the operator stands.
  const target = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), folder)
  const archive = await openArchive(env(), say)
  try {
    const written = await during(doing, (update) => write(archive.db, target, update))
    process.stdout.write(`${written} in ${target}.\n`)
  } finally {
    await archive.close()
  }
}
