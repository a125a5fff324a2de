import type { Page } from 'playwright-core'

/** What a page fetched, by kind (`document`, `script`, `stylesheet`, `font`, `image` …): bytes as they were sent, headers too. */
export type Transferred = { total: number; kinds: Map<string, number> }

/** Opens a page and counts what its first view fetches, until nothing more is fetched. */
export async function firstView(page: Page, address: string): Promise<Transferred> {
  const session = await page.context().newCDPSession(page)
  const kindOf = new Map<string, string>()
  const kinds = new Map<string, number>()
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  session.on('Network.responseReceived', ({ requestId, type }) => kindOf.set(requestId, type.toLowerCase()))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kindOf.get(requestId) ?? 'other'
    kinds.set(kind, (kinds.get(kind) ?? 0) + encodedDataLength)
  })
  await page.goto(address)
  // Only scripts make a combobox of the field: on a busy machine they come after the network is idle for the first time.
  await page.locator('input[role="combobox"]').first().waitFor({ state: 'attached' })
  await page.waitForLoadState('networkidle')
  await session.detach()
  return { total: [...kinds.values()].reduce((sum, bytes) => sum + bytes, 0), kinds }
}
