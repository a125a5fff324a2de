import { getFiles } from '#app/files/index.server.ts'

import { writeBackup } from './backup/write-backup.ts'
import { writeIntoFolder } from './write-into-folder.ts'

/** Writes a copy of the database and of all files into a new folder; the site may run meanwhile. */
await writeIntoFolder({
  name: 'backup',
  doing: 'Copying the archive',
  async write(db, folder, update) {
    const { tables, files, missing } = await writeBackup(db, getFiles(), folder, update)
    const rows = tables.reduce((sum, table) => sum + table.rows, 0).toLocaleString('en-GB')
    return { words: `${rows} rows of ${tables.length} tables and ${files.length} files are`, missing }
  },
})
