import { openArchive } from '#app/archive/open-archive.server.ts'
import type { Database } from '#app/archive/database.server.ts'
import { env } from '#app/platform/env.server.ts'

import { runProgram } from './program.ts'
import { pathOf } from './steps/command-line.mjs'
import { createReporter } from './steps/reporter.mjs'

/** What was written, "12 items are", and of each file that could not be copied what it is and why, in words. */
type Written = { words: string; missing: readonly { what: string; why: string }[] }

type Writing = {
  name: 'backup' | 'export'
  /** What is being done, for the operator who waits. */
  doing: string
  write: (db: Database, folder: string, update: (progress: string) => void) => Promise<Written>
}

/**
 * Opens the archive, lets it be written into the folder that the operator named, and says what is there now. A copy that
 * lacks files is kept all the same, since it holds everything else; each of them is named, and the exit code is 1.
 */
export async function writeIntoFolder({ name, doing, write }: Writing): Promise<void> {
  await runProgram(name, async ({ operand }) => {
    const { say, during } = createReporter(process.stderr)
    const target = pathOf(operand)
    const archive = await openArchive(env(), say)
    try {
      const { words, missing } = await during(doing, (update) => write(archive.db, target, update))
      process.stdout.write(`${words} in ${target}.\n`)
      if (missing.length > 0) tellMissing(missing)
    } finally {
      await archive.close()
    }
  })
}

function tellMissing(missing: Written['missing']): void {
  const count = missing.length === 1 ? 'one stored file' : `${missing.length.toLocaleString('en-GB')} stored files`
  console.error(`The copy is partial: ${count} could not be copied.`)
  for (const { what, why } of missing) console.error(`  ${what} is ${why}`)
  console.error('Put them back (import their source again, or copy-files from an older backup) and make a new copy.')
  process.exitCode = 1
}
