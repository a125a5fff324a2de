import { expect, type Page } from '@playwright/test'

import { LOOKBEHIND, TOO_NEW } from '#scripts/lint/too-new.js'

/**
 * Takes away from a page what browsers of early 2023 do not have, and keeps what goes wrong in it, in words. Regular
 * expressions that look behind reach old browsers as text: the build writes `new RegExp` for them.
 */
export async function makeOld(page: Page): Promise<string[]> {
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.stack}`))
  page.on('console', (message) => {
    // A page that is answered with 400 or 404 on purpose is told so on the console.
    if (message.type() === 'error' && !/status of 40[04]/.test(message.text()))
      wrong.push(`${page.url()}: ${message.text()}`)
  })
  await page.addInitScript(
    ({ names, lookbehind }) => {
      for (const name of names) {
        const path = name.split('.')
        const member = path.pop() ?? ''
        const owner: unknown = path.reduce((place: unknown, step) => Reflect.get(Object(place), step), window)
        Reflect.deleteProperty(Object(owner), member)
      }
      const looksBehind = new RegExp(lookbehind)
      window.RegExp = new Proxy(RegExp, {
        construct(target, args: ConstructorParameters<RegExpConstructor>) {
          if (looksBehind.test(String(args[0]))) throw new SyntaxError(`Invalid regular expression: ${String(args[0])}`)
          return new target(...args)
        },
      })
    },
    { names: TOO_NEW, lookbehind: LOOKBEHIND.source },
  )
  return wrong
}

/** That scripts have taken over a page, and show what the server has sent. */
export async function expectTakenOver(page: Page): Promise<void> {
  const html = await (await page.request.get(page.url())).text()
  // Only scripts make a combobox of the field; the order of results is one by itself.
  await expect(page.getByRole('combobox').and(page.locator('input')).first()).toBeVisible()
  const heading = await page.getByRole('heading', { level: 1 }).evaluate(({ outerHTML }) => outerHTML)
  expect(html).toContain(heading)
}
