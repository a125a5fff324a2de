import { getFiles } from '#app/files/index.server.ts'

import { writeBackup } from './backup/write-backup.ts'
import { failWith } from './steps/failure.mjs'
import { writeIntoFolder } from './write-into-folder.ts'

/** Writes a copy of the database and of all files into a new folder; the site may run meanwhile. */
await writeIntoFolder({
  words: process.argv.slice(2),
  usage: 'Name the new folder to write into: npm run backup -- FOLDER',
  doing: 'Copying the archive',
  async write(db, folder, update) {
    const { tables, files } = await writeBackup(db, getFiles(), folder, update)
    const rows = tables.reduce((sum, table) => sum + table.rows, 0).toLocaleString('en-GB')
    return `${rows} rows of ${tables.length} tables and ${files.length} files are`
  },
}).catch(failWith)
