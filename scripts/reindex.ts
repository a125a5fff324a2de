import { openArchive } from '#app/archive/open-archive.server.ts'
import { env, type Env } from '#app/platform/env.server.ts'
import { findMeilisearch, runningMeilisearch, startLocalMeilisearch } from '#app/platform/local-meilisearch.server.ts'
import { OperatorError } from '#app/platform/operator-error.ts'
import { adminClient, failureOf, type MeilisearchAddress } from '#app/search/meilisearch/client.server.ts'
import { buildIndex } from '#app/search/meilisearch/sync.server.ts'

import { runProgram } from './program.ts'
import { createReporter } from './steps/reporter.mjs'

await runProgram('reindex', async () => {
  try {
    await main()
  } catch (error) {
    const reason = failureOf(error)
    throw reason === undefined ? error : new OperatorError(`Meilisearch could not be written: ${reason}`)
  }
})

/** Builds the index in Meilisearch anew, beside the one that readers search; a running site goes on with the new one. */
async function main(): Promise<void> {
  const { say, during } = createReporter(process.stderr)
  const settings = env()
  const archive = await openArchive(settings, say)
  try {
    const { address, stop } = await meilisearchOf(settings)
    try {
      let count = 0
      const { setAside } = await during('Building the index in Meilisearch', (update) =>
        buildIndex(
          archive.db,
          adminClient(address),
          (done, total) => {
            count = done
            update(`${done} of ${total}`)
          },
          { say },
        ),
      )
      process.stdout.write(`${count.toLocaleString('en-GB')} entries were sent, ${setAside.length} of them refused.\n`)
      for (const { key, reason } of setAside) process.stdout.write(`${key}: ${reason}\n`)
    } finally {
      await stop()
    }
  } finally {
    await archive.close()
  }
}

/** The server that is configured, the one that a site runs from the same data folder, or one started for this alone. */
async function meilisearchOf(settings: Env): Promise<{ address: MeilisearchAddress; stop: () => Promise<void> }> {
  const { meilisearchUrl: url, meilisearchApiKey: apiKey, dataDir, searchEngine } = settings
  if (searchEngine === 'built-in') {
    throw new OperatorError(
      'SEARCH_ENGINE is built-in: that engine is built anew at each start, there is nothing to do.',
    )
  }
  const leave = () => Promise.resolve()
  if (url !== undefined) return { address: { url, apiKey }, stop: leave }
  const running = await runningMeilisearch(dataDir)
  if (running) return { address: running, stop: leave }
  const program = findMeilisearch()
  if (program === undefined) {
    throw new OperatorError(
      'There is no Meilisearch: MEILISEARCH_URL is not set, and no program of that name is on the PATH.',
    )
  }
  const local = await startLocalMeilisearch(program, dataDir)
  return { address: local, stop: local.stop }
}
