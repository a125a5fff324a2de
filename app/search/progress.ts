import type { SearchDocument } from './engine.ts'

/** Documents indexed so far, of about so many. */
export type OnProgress = (done: number, total: number) => void

/** The same batches, told of as they are used up. `total` may be a guess. */
export async function* withProgress(
  batches: AsyncIterable<SearchDocument[]>,
  total: number,
  tell: OnProgress,
): AsyncGenerator<SearchDocument[]> {
  let done = 0
  for await (const batch of batches) {
    yield batch
    done += batch.length
    tell(done, Math.max(done, total))
  }
}
