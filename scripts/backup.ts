import path from 'node:path'

import { openArchive } from '#app/archive/open-archive.server.ts'
import { getFiles } from '#app/files/index.server.ts'
import { env } from '#app/platform/env.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'

import { writeBackup } from './backup/write-backup.ts'
import { failWith } from './steps/failure.mjs'
import { createReporter } from './steps/reporter.mjs'

try {
  await main(process.argv.slice(2))
} catch (error) {
  failWith(error)
}

/** Writes a copy of the database and of all files into a new folder; the site may run meanwhile. */
async function main([folder, ...others]: string[]): Promise<void> {
  if (folder === undefined || others.length > 0 || folder.startsWith('-')) {
    throw new OperatorError('Name the new folder to write into: npm run backup -- FOLDER')
  }
  const { say, during } = createReporter(process.stderr)
  // npm runs a script at the top of the checkout; the path is meant from where the operator stands.
  const target = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), folder)
  const archive = await openArchive(env(), say)
  try {
    const { tables, files } = await during('Copying the archive', (update) =>
      writeBackup(archive.db, getFiles(), target, update),
    )
    const rows = tables.reduce((sum, table) => sum + table.rows, 0).toLocaleString('en-GB')
    process.stdout.write(`${rows} rows of ${tables.length} tables and ${files.length} files are in ${target}.\n`)
  } finally {
    await archive.close()
  }
}
