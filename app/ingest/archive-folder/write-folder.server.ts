import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'

import type { Database } from '#app/archive/database.server.ts'
import { fileInWords, findNamedFiles } from '#app/archive/named-files.server.ts'
import { readRecords, readRedirects, readSlugs } from '#app/archive/records/read.server.ts'
import type { ArchiveRecords, RecordKind } from '#app/domain/archive-record.ts'
import type { FileStore } from '#app/files/store.ts'
import { OperatorError } from '#app/platform/operator-error.ts'

import { ARCHIVE_FILE, FOLDERS, FORMAT, ITEM_FILES, REDIRECTS_FILE } from './format.ts'
import { writeFrontMatter, writeYaml } from './front-matter.ts'
import { itemFolder, type LostFile } from './item-folder.server.ts'
import { conversationText, offeringText, PLAIN_TEXTS, type ItemText } from './record-fields.ts'

/** Records that are read at once. Each may hold the words of several hours. */
const RECORDS_AT_ONCE = 20
/** Longer names are refused by file systems (255 bytes); such a slug stands inside the file. */
const NAME_MAX_BYTES = 240

export type ExportReport = {
  items: number
  seconds: number
  /** What could not be written, in words; with one of them the export is partial, and `archive.md` lists them. */
  missing: { what: string; why: LostFile['why'] }[]
}

/**
 * Writes the whole archive, drafts included, as an archive folder. `archive.md` comes last: a folder without it is none, and
 * was broken off.
 *
 * A stored file that is missing or damaged is left out and listed.
 *
 * @throws OperatorError when the folder holds something already.
 */
export async function exportArchive(
  db: Database,
  files: FileStore,
  folder: string,
  onProgress: (progress: { items: number; of: number }) => void = () => undefined,
): Promise<ExportReport> {
  const began = performance.now()
  await makeEmpty(folder)
  const slugs = new Map<RecordKind, string[]>()
  for (const { kind } of FOLDERS) slugs.set(kind, await readSlugs(db, kind))
  const of = [...slugs.values()].reduce((sum, list) => sum + list.length, 0)
  let items = 0
  const lost = new Map<string, LostFile>()
  for (const { kind, folder: name } of FOLDERS) {
    const all = slugs.get(kind) ?? []
    if (all.length > 0) await fs.mkdir(path.join(folder, name))
    for (let from = 0; from < all.length; from += RECORDS_AT_ONCE) {
      const records = await readRecords(db, kind, all.slice(from, from + RECORDS_AT_ONCE))
      for (const record of records.values()) {
        await writeItem(path.join(folder, name), kind, record, files, (file) => lost.set(file.key, file))
      }
      items += records.size
      onProgress({ items, of })
    }
  }
  const redirects = await readRedirects(db)
  if (redirects.length > 0) await fs.writeFile(path.join(folder, REDIRECTS_FILE), writeYaml(redirects))
  const missing = await inWords(db, lost)
  const facts = { format: FORMAT, title: await titleOf(db), ...(missing.length === 0 ? {} : { missing }) }
  await fs.writeFile(path.join(folder, ARCHIVE_FILE), writeFrontMatter(facts))
  return { items, seconds: (performance.now() - began) / 1000, missing }
}

/** Of what the lost files are; a row may have gone since. */
async function inWords(db: Database, lost: ReadonlyMap<string, LostFile>): Promise<ExportReport['missing']> {
  const named = new Map((await findNamedFiles(db.pool, [...lost.keys()])).map((file) => [file.key, file]))
  return [...lost.values()].map(({ key, why }) => {
    const file = named.get(key)
    return { what: file === undefined ? `the file ${key}` : fileInWords(file), why }
  })
}

async function makeEmpty(folder: string): Promise<void> {
  await fs.mkdir(folder, { recursive: true })
  const [first] = await fs.readdir(folder)
  if (first !== undefined) {
    throw new OperatorError(`${folder} is not empty: an archive is written only into a new or an empty folder.`)
  }
}

async function writeItem<Kind extends RecordKind>(
  folder: string,
  kind: Kind,
  record: ArchiveRecords[Kind],
  files: FileStore,
  onLost: (lost: LostFile) => void,
): Promise<void> {
  const name = nameOf(record.slug)
  const itemFile = ITEM_FILES[kind]
  const own = itemFolder(path.join(folder, name), files, itemFile ?? '', onLost)
  const { fields, body } = await textOf({ kind, record } as AnyRecord, own)
  const text = writeFrontMatter({ ...(name === record.slug ? {} : { slug: record.slug }), ...fields }, body)
  const place =
    own.isUsed() && itemFile !== undefined ? path.join(folder, name, itemFile) : path.join(folder, `${name}.md`)
  await fs.writeFile(place, text, { flag: 'wx' })
}

type AnyRecord = { [Kind in RecordKind]: { kind: Kind; record: ArchiveRecords[Kind] } }[RecordKind]

async function textOf(item: AnyRecord, own: ReturnType<typeof itemFolder>): Promise<ItemText> {
  switch (item.kind) {
    case 'conversation': {
      const { recordings, documents } = item.record
      return conversationText(item.record, await own.recordings(recordings), await own.documents(documents))
    }
    case 'offering':
      return offeringText(item.record, await own.documents(item.record.documents))
    case 'organisation':
      return PLAIN_TEXTS.organisation(item.record)
    case 'series':
      return PLAIN_TEXTS.series(item.record)
    case 'person':
      return PLAIN_TEXTS.person(item.record)
    case 'theme':
      return PLAIN_TEXTS.theme(item.record)
    case 'news':
      return PLAIN_TEXTS.news(item.record)
  }
}

/** The slug itself, or its beginning with a mark of the whole: two long ones may begin alike. */
function nameOf(slug: string): string {
  if (Buffer.byteLength(slug) <= NAME_MAX_BYTES) return slug
  const mark = createHash('sha256').update(slug).digest('hex').slice(0, 12)
  let start = slug
  while (Buffer.byteLength(start) > NAME_MAX_BYTES - mark.length - 1) start = [...start].slice(0, -1).join('')
  return `${start}-${mark}`
}

/** What the archive calls itself: its main series' organisation, else that series. */
async function titleOf(db: Database): Promise<string> {
  const series = await readRecords(db, 'series', await readSlugs(db, 'series'))
  const main = [...series.values()].find((one) => one.main) ?? [...series.values()][0]
  if (main === undefined) return 'Archive'
  if (main.organisation === null) return main.name
  return (await readRecords(db, 'organisation', [main.organisation])).get(main.organisation)?.name ?? main.name
}
