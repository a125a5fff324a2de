import path from 'node:path'
import { parseArgs } from 'node:util'

import { openArchive } from '#app/archive/open-archive.server.ts'
import { getFiles } from '#app/files/index.server.ts'
import { env } from '#app/platform/env.server.ts'
import { applyMigrations } from '#app/platform/migrations.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'

import { restoreBackup } from './backup/read-backup.ts'
import { failWith } from './steps/failure.mjs'
import { createReporter } from './steps/reporter.mjs'

const USAGE = 'npm run restore -- FOLDER [--replace]'
const MIGRATIONS = 'prisma/migrations'

try {
  await main(process.argv.slice(2))
} catch (error) {
  failWith(error)
}

/** Puts a backup in the place of an empty archive, or with `--replace` of any. */
async function main(args: string[]): Promise<void> {
  const { folder, replace } = readArguments(args)
  const { say, during } = createReporter(process.stderr)
  const source = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), folder)
  const archive = await openArchive(env(), say)
  try {
    const { tables, files, madeAt } = await during('Restoring the archive', (onStep) =>
      restoreBackup(archive.db, getFiles(), source, { migrations: MIGRATIONS, replace, onStep }),
    )
    const { applied } = await applyMigrations(archive.url, MIGRATIONS)
    if (applied.length > 0) say(`Migrated the database (${applied.length} migrations).`)
    const rows = tables.reduce((sum, table) => sum + table.rows, 0).toLocaleString('en-GB')
    process.stdout.write(`The archive is as it was at ${madeAt}: ${rows} rows and ${files.length} files.\n`)
  } finally {
    await archive.close()
  }
}

function readArguments(args: string[]): { folder: string; replace: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { replace: { type: 'boolean', default: false } },
    })
    const [folder, ...others] = positionals
    if (folder !== undefined && others.length === 0) return { folder, replace: values.replace }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
  throw new OperatorError(`Name the folder of a backup: ${USAGE}`)
}
