import { PUBLISHED } from './cards.server.ts'
import type { Database } from './database.server.ts'

/** A file as the archive knows it: under a name of its own, or as a recording's picture, of which it knows no more. */
export type KnownFile = { role: 'file'; name: string; mediaType: string; bytes: number } | { role: 'poster' }

/**
 * What readers may have under a key: the files of what is published, under each of their names. None for a draft's.
 * `key` must be one (`isFileKey`).
 */
export async function findPublicFiles(db: Database, key: string): Promise<KnownFile[]> {
  const select = { fileName: true, mediaType: true, bytes: true } as const
  const [recordings, documents, posters] = await Promise.all([
    db.prisma.recording.findMany({ where: { fileKey: key, conversation: PUBLISHED }, select }),
    db.prisma.document.findMany({
      where: { fileKey: key, OR: [{ conversation: PUBLISHED }, { offering: { status: 'published' } }] },
      select,
    }),
    db.prisma.recording.findMany({
      where: { posterKey: key, conversation: PUBLISHED },
      select: { id: true },
      take: 1,
    }),
  ])
  const files = new Map<string, KnownFile>()
  for (const { fileName, mediaType, bytes } of [...recordings, ...documents]) {
    // The database checks that a file's columns are there whole or not at all.
    if (fileName === null || mediaType === null) continue
    files.set(fileName, { role: 'file', name: fileName, mediaType, bytes: Number(bytes ?? 0) })
  }
  return [...files.values(), ...posters.map(() => ({ role: 'poster' as const }))]
}
