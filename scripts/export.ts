import { getFiles } from '#app/files/index.server.ts'
import { exportArchive } from '#app/ingest/archive-folder/write-folder.server.ts'

import { writeIntoFolder } from './write-into-folder.ts'

/** Writes the whole archive as an archive folder. */
await writeIntoFolder({
  name: 'export',
  doing: 'Exporting the archive',
  async write(db, folder, update) {
    const { items, missing } = await exportArchive(db, getFiles(), folder, ({ items, of }) =>
      update(`${items} of ${of} items`),
    )
    return { words: `${items.toLocaleString('en-GB')} items are`, missing }
  },
})
