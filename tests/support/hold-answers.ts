import type { Page } from '@playwright/test'

/**
 * Keeps the answers to a page's requests back until the function that it gives is called. To be called before the page
 * asks: a request that is on its way when it begins may be lost.
 */
export async function holdAnswers(page: Page, address: string): Promise<() => void> {
  let letGo: () => void = () => undefined
  const gone = new Promise<void>((resolve) => (letGo = resolve))
  await page.route(address, async (route) => {
    await gone
    await route.continue()
  })
  return letGo
}
