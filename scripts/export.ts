import path from 'node:path'

import { openArchive } from '#app/archive/open-archive.server.ts'
import { getFiles } from '#app/files/index.server.ts'
import { exportArchive } from '#app/ingest/archive-folder/write-folder.server.ts'
import { env } from '#app/platform/env.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'

import { failWith } from './steps/failure.mjs'
import { createReporter } from './steps/reporter.mjs'

try {
  await main(process.argv.slice(2))
} catch (error) {
  failWith(error)
}

/** Writes the whole archive as an archive folder. */
async function main([folder, ...others]: string[]): Promise<void> {
  if (folder === undefined || others.length > 0 || folder.startsWith('-')) {
    throw new OperatorError('Name the folder to write into: npm run export -- FOLDER')
  }
  const { say, during } = createReporter(process.stderr)
  // npm runs a script at the top of the checkout; the path is meant from where the operator stands.
  const target = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), folder)
  const archive = await openArchive(env(), say)
  try {
    const { items } = await during('Exporting the archive', (update) =>
      exportArchive(archive.db, getFiles(), target, ({ items, of }) => update(`${items} of ${of} items`)),
    )
    process.stdout.write(`${items.toLocaleString('en-GB')} items are in ${target}.\n`)
  } finally {
    await archive.close()
  }
}
