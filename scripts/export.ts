import { getFiles } from '#app/files/index.server.ts'
import { exportArchive } from '#app/ingest/archive-folder/write-folder.server.ts'

import { failWith } from './steps/failure.mjs'
import { writeIntoFolder } from './write-into-folder.ts'

/** Writes the whole archive as an archive folder. */
await writeIntoFolder({
  words: process.argv.slice(2),
  usage: 'Name the folder to write into: npm run export -- FOLDER',
  doing: 'Exporting the archive',
  async write(db, folder, update) {
    const { items } = await exportArchive(db, getFiles(), folder, ({ items, of }) => update(`${items} of ${of} items`))
    return `${items.toLocaleString('en-GB')} items are`
  },
}).catch(failWith)
