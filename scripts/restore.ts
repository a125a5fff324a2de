import { openArchive } from '#app/archive/open-archive.server.ts'
import { getFiles } from '#app/files/index.server.ts'
import { isWhole } from '#app/files/sum.server.ts'
import { env } from '#app/platform/env.server.ts'
import { applyMigrations } from '#app/platform/migrations.server.ts'

import type { MissingFile } from './backup/manifest.ts'
import { restoreBackup } from './backup/read-backup.ts'
import { runProgram } from './program.ts'
import { pathOf, type CommandLine } from './steps/command-line.mjs'
import { createReporter } from './steps/reporter.mjs'

const MIGRATIONS = 'prisma/migrations'

await runProgram('restore', main)

/** Puts a backup in the place of an empty archive, or with `--replace` of any. */
async function main(given: CommandLine): Promise<void> {
  const { say, during } = createReporter(process.stderr)
  const [source, replace] = [pathOf(given.operand), given.has('replace')]
  const archive = await openArchive(env(), say)
  try {
    const { tables, files, madeAt, missing } = await during('Restoring the archive', (onStep) =>
      restoreBackup(archive.db, getFiles(), source, { migrations: MIGRATIONS, replace, onStep }),
    )
    const { applied } = await applyMigrations(archive.url, MIGRATIONS)
    if (applied.length > 0) say(`Migrated the database (${applied.length} migrations).`)
    const rows = tables.reduce((sum, table) => sum + table.rows, 0).toLocaleString('en-GB')
    process.stdout.write(`The archive is as it was at ${madeAt}: ${rows} rows and ${files.length} files.\n`)
    if (missing.length > 0) await tellMissing(missing)
  } finally {
    await archive.close()
  }
}

/** The copy was partial when it was made. What it lacks may be stored here all the same. */
async function tellMissing(missing: readonly MissingFile[]): Promise<void> {
  console.error(
    `The copy is partial: ${missing.length.toLocaleString('en-GB')} stored files could not be copied when it was made.`,
  )
  for (const { key, what } of missing) {
    const isHere = await isWhole(getFiles(), key)
    console.error(`  ${what} ${isHere ? 'is stored here already' : 'is not here: import its source again'}`)
  }
}
