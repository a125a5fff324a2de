import fs from 'node:fs'
import path from 'node:path'

import { z } from 'zod'

import { OperatorError } from '#app/platform/operator-error.ts'

export const FORMAT = 1
const FILE = 'backup.json'

const TableSchema = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int(),
  /** Of the rows as COPY wrote them, before they were compressed. */
  sha256: z.string(),
})

const ManifestSchema = z.object({
  format: z.literal(FORMAT, { error: 'is of another version of this site' }),
  madeAt: z.string(),
  /** What had been applied, in order: the shape of the tables. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** In the order in which they can be filled. */
  tables: z.array(TableSchema),
  sequences: z.array(z.object({ name: z.string(), value: z.string() })),
  files: z.array(z.object({ key: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.number().int() })),
  /** Stored files that rows name and that could not be copied: with one of them the copy is partial. */
  missing: z
    .array(z.object({ key: z.string().regex(/^[0-9a-f]{64}$/), what: z.string(), why: z.enum(['missing', 'damaged']) }))
    .default([]),
})

/** What a backup holds; written last, so that a folder without it is not a backup. */
export type Manifest = z.infer<typeof ManifestSchema>
export type TableFacts = z.infer<typeof TableSchema>
export type MissingFile = Manifest['missing'][number]

export function writeManifest(folder: string, manifest: Manifest): void {
  fs.writeFileSync(path.join(folder, FILE), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true })
}

/** Throws an OperatorError when the folder is no backup. */
export function readManifest(folder: string): Manifest {
  const file = path.join(folder, FILE)
  if (!fs.existsSync(file)) throw new OperatorError(`${folder} is no backup: it has no ${FILE}.`)
  const parsed = ManifestSchema.safeParse(JSON.parse(fs.readFileSync(file, 'utf8')))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new OperatorError(`${file} is not understood: ${issue?.path.join('.')} ${issue?.message}.`)
}

export function tableFile(folder: string, table: string): string {
  return path.join(folder, 'tables', `${table}.copy.gz`)
}

export function storedFile(folder: string, key: string): string {
  return path.join(folder, 'files', key.slice(0, 2), key)
}
