/**
 * Takes the pictures of README.md from a site that runs with the seed archive:
 *
 *   node scripts/take-pictures.mjs http://localhost:3000 [--browser PATH]
 *
 * They land in docs/pictures, as large as Chromium writes them; `pngquant --ext .png --force docs/pictures/*.png` makes them
 * a third of that.
 */
import path from 'node:path'
import { parseArgs } from 'node:util'

import { chromium } from '@playwright/test'

const FOLDER = path.resolve(import.meta.dirname, '..', 'docs', 'pictures')
const DESKTOP = { width: 1280, height: 860 }
const PHONE = { width: 360, height: 760 }
const TOUR = '/conversations/a-tour-of-the-archive'
const TALK = '/conversations/kindness-in-the-face-of-conflict'
const MISSPELT = '/search?q=compasionate+leadrship&from=2022-07'
const PHONE_PAGES = ['/', MISSPELT, TALK, '/themes/compassion']
/** In seconds: where the tour has two turns of its transcript on the first screen, and how far it is played. */
const [TOUR_FROM, TOUR_UNTIL] = [15, 18]

const { values, positionals } = parseArgs({
  options: { browser: { type: 'string', default: '/usr/bin/chromium' } },
  allowPositionals: true,
})
const [site] = positionals
if (site === undefined) throw new Error('Say where the site is, such as http://localhost:3000.')

const browser = await chromium.launch({ executablePath: values.browser, args: ['--no-sandbox'] })
try {
  await picture('home', '/')
  await picture('search', MISSPELT)
  await picture('conversation', TALK)
  await picture('theme', '/themes/compassion')
  await picture('tour', `${TOUR}?t=${TOUR_FROM}`, play)
  await phones()
} finally {
  await browser.close()
}

/** The first screen of a page. */
async function picture(name, address, prepare = async () => {}) {
  const page = await opened(address, DESKTOP, 'light')
  await prepare(page)
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`) })
  await page.context().close()
}

async function opened(address, viewport, colorScheme) {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(new URL(address, site).href, { waitUntil: 'networkidle' })
  return page
}

/** Plays the tour for a moment, so that the line that is spoken is lit. */
async function play(page) {
  await page.getByRole('button', { name: /^Play/ }).click()
  await page.waitForFunction((until) => (document.querySelector('video')?.currentTime ?? 0) > until, TOUR_UNTIL)
  await page.evaluate(() => document.querySelector('video')?.pause())
  await page.locator('main h1').evaluate((title) => title.scrollIntoView({ block: 'start' }))
  await page.mouse.move(0, 0)
}

/** Some pages as a phone shows them in the dark, side by side. */
async function phones() {
  const screens = []
  for (const address of PHONE_PAGES) {
    const page = await opened(address, PHONE, 'dark')
    screens.push((await page.screenshot()).toString('base64'))
    await page.context().close()
  }
  const page = await browser.newPage({ viewport: { ...PHONE, width: screens.length * (PHONE.width + 24) - 24 } })
  const images = screens.map((screen) => `<img alt="" src="data:image/png;base64,${screen}">`).join('')
  await page.setContent(`<body style="margin:0;display:flex;gap:24px;background:#fff">${images}</body>`)
  await page.screenshot({ path: path.join(FOLDER, 'phone.png') })
}
