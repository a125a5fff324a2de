import type { ItemKind } from '#app/domain/archive-item.ts'

import type { SourceEntry } from './source.ts'

/** Items that are written in one transaction. */
const ITEMS_A_BATCH = 300
/** A transcript weighs as much as many items: what a batch holds in memory stays bounded. */
const CUES_AN_ITEM = 100

/** The entries of a source in batches of one kind each, in order. */
export async function* inBatches(entries: AsyncIterable<SourceEntry>): AsyncGenerator<SourceEntry[]> {
  let batch: SourceEntry[] = []
  let weight = 0
  let kind: ItemKind | null = null
  for await (const entry of entries) {
    const entryKind = kindOf(entry)
    if (batch.length > 0 && (entryKind !== kind || weight >= ITEMS_A_BATCH)) {
      yield batch
      batch = []
      weight = 0
    }
    kind = entryKind
    weight += weightOf(entry)
    batch.push(entry)
  }
  if (batch.length > 0) yield batch
}

export function kindOf(entry: SourceEntry): ItemKind {
  return entry.candidate === null ? entry.kind : entry.candidate.kind
}

function weightOf({ candidate }: SourceEntry): number {
  const recordings = candidate?.['recordings']
  if (!Array.isArray(recordings)) return 1
  const captions = recordings.flatMap((recording: { captions?: { cues?: unknown[] }[] }) => recording.captions ?? [])
  const cues = captions.reduce((sum, { cues }) => sum + (cues?.length ?? 0), 0)
  return 1 + Math.floor(cues / CUES_AN_ITEM)
}
