/**
 * The movements of a shot: open a page, bring a part of it into view, mark it.
 *
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 */

/** Pixels between the top of the picture and what is shown. */
const HEADROOM = 110
/** The site's lamp, which means "here", with ink around it so that it is seen on paper. */
const MARK = { inset: 10, border: '5px solid #f6cd55', outline: '2px solid #15221c', borderRadius: '5px' }

/**
 * @param {Page} page
 * @param {string} address
 */
export async function open(page, address) {
  await page.goto(address, { waitUntil: 'networkidle' })
  await page.evaluate(() => document.fonts.ready)
}

/**
 * Scrolls so that `part` begins near the top.
 *
 * @param {Locator} part
 */
export async function bringUp(part) {
  await part.evaluate((element, headroom) => {
    window.scrollTo({ top: window.scrollY + element.getBoundingClientRect().top - headroom, behavior: 'instant' })
  }, HEADROOM)
}

/**
 * Draws a frame around `part`, as far as it is in the picture.
 *
 * @param {Locator} part
 * @throws {Error} when the page has no such part: the site has changed, and the shot must too
 */
export async function mark(part) {
  await part.first().waitFor({ state: 'visible', timeout: 5000 })
  await part.first().evaluate((element, { inset, ...look }) => {
    const box = element.getBoundingClientRect()
    const edge = 6
    const left = Math.max(edge, box.left - inset)
    const top = Math.max(edge, box.top - inset)
    const frame = document.createElement('div')
    Object.assign(frame.style, look, {
      position: 'fixed',
      zIndex: '9999',
      boxSizing: 'border-box',
      pointerEvents: 'none',
      left: `${left}px`,
      top: `${top}px`,
      width: `${Math.min(window.innerWidth - edge, box.right + inset) - left}px`,
      height: `${Math.min(window.innerHeight - edge, box.bottom + inset) - top}px`,
    })
    document.body.append(frame)
  }, MARK)
}

/**
 * Plays the recording of the page and holds it at a moment.
 *
 * @param {Page} page
 * @param {number} seconds
 */
export async function holdAt(page, seconds) {
  await page.getByRole('button', { name: /^Play/ }).click()
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0)
  await jumped(page, () =>
    page.evaluate((time) => {
      const video = document.querySelector('video')
      if (video) video.currentTime = time
    }, seconds),
  )
}

/**
 * Holds the recording still where `jump` takes it.
 *
 * @param {Page} page
 * @param {() => Promise<unknown>} jump
 */
export async function jumped(page, jump) {
  await jump()
  await page.waitForTimeout(700)
  await page.evaluate(() => document.querySelector('video')?.pause())
  await page.waitForTimeout(700)
}
