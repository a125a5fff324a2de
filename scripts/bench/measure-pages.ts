import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { chromium, type Page } from 'playwright-core'

import { createReporter } from '#scripts/steps/reporter.mjs'
import { findChromium } from '#scripts/steps/chromium.mjs'
import { firstView } from './first-view.ts'
import { LONG_TALK, writeLongTalk } from './long-talk.ts'
import type { Row } from './machine.ts'
import { startSite } from './site.ts'

/** The second is about an old phone or ward computer. */
const SLOWNESSES = [1, 4]
const WHEEL = { steps: 120, pixels: 300, pauseMs: 30 }
const TICKS = 120
/** Common letters and words, typed one by one: most turns hold them. */
const TYPED = ['e', 'en', 't', 'to', 'e', '.']

/** The page of a conversation of two hours: what it fetches, and whether the browser ever stops for it. */
export async function measurePages(folder: string, port: number): Promise<Row[]> {
  const executablePath = await findChromium(createReporter(process.stdout))
  if (executablePath === null) return [row('left out: there is no Chromium', '', '')]
  const archive = path.join(folder, 'long-talk')
  fs.mkdirSync(archive)
  writeLongTalk(archive)
  const { site } = await startSite(path.join(folder, 'long-talk-data'), port, {
    SEED: archive,
    SEARCH_ENGINE: 'built-in',
  })
  const isRoot = os.userInfo().uid === 0
  const browser = await chromium.launch({ executablePath, args: isRoot ? ['--no-sandbox'] : [] })
  try {
    const address = site.url + LONG_TALK.address
    const page = await browser.newPage()
    const { total, kinds } = await firstView(page, address)
    await page.close()
    const parts = [...kinds].map(([kind, bytes]) => `${kind} ${kilobytes(bytes)}`).join(', ')
    const rows = [row(`first view of two hours (${parts})`, kilobytes(total), '≤ 300 kB')]
    for (const slowness of SLOWNESSES) {
      const slow = await browser.newPage()
      rows.push(...(await measureTasks(slow, address, slowness)))
      await slow.close()
    }
    return rows
  } finally {
    await browser.close()
    await site.stop()
  }
}

/** Tasks of over 50 ms (W3C Long Tasks), while a reader scrolls, follows and types. */
async function measureTasks(page: Page, address: string, slowness: number): Promise<Row[]> {
  await page.goto(address, { waitUntil: 'networkidle' })
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowness })
  await page.evaluate(() => {
    const tasks: number[] = []
    Reflect.set(window, 'longTasks', tasks)
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    })
  })
  const rows: Row[] = []
  for (const { name, begin, work } of WORK) {
    await begin(page)
    const measured = await tasksIn(page, work)
    const what = slowness === 1 ? name : `${name} at a ${slowness}th of the speed`
    rows.push(row(`tasks over 50 ms, ${what}`, measured, slowness === 1 ? 'none' : ''))
  }
  return rows
}

type Work = { name: string; begin: (page: Page) => Promise<void>; work: (page: Page) => Promise<void> }

/** Finding an element is work for the page, too: that is done before. */
const WORK: readonly Work[] = [
  { name: 'scrolling the page', begin: (page) => page.mouse.move(5, 300), work: scroll },
  { name: 'scrolling the transcript', begin: (page) => page.locator('#turns').hover(), work: scroll },
  { name: 'following two hours', begin: () => Promise.resolve(), work: follow },
  {
    name: 'searching it',
    begin: (page) => page.locator('section[aria-labelledby=transcript] input').focus(),
    work: search,
  },
]

async function tasksIn(page: Page, work: Work['work']): Promise<string> {
  await page.evaluate(() => void Reflect.get(window, 'longTasks').splice(0))
  await work(page)
  await page.waitForTimeout(500)
  const tasks: number[] = await page.evaluate(() => Reflect.get(window, 'longTasks'))
  return tasks.length === 0 ? 'none' : `${tasks.length}, longest ${Math.round(Math.max(...tasks))} ms`
}

/** To the end, and half the way back. */
async function scroll(page: Page): Promise<void> {
  for (let step = 0; step < WHEEL.steps * 1.5; step += 1) {
    await page.mouse.wheel(0, step < WHEEL.steps ? WHEEL.pixels : -WHEEL.pixels)
    await page.waitForTimeout(WHEEL.pauseMs)
  }
}

/** The film is shorter than the words: its clock is told to go through all of them, every other jump a far one. */
async function follow(page: Page): Promise<void> {
  await page.evaluate(
    async ({ ticks, total, pauseMs }) => {
      const video = document.querySelector('video')
      for (let tick = 0; tick < ticks; tick += 1) {
        const at = (tick / ticks) * total
        Object.defineProperty(video, 'currentTime', { value: tick % 2 === 0 ? at : total - at, configurable: true })
        video?.dispatchEvent(new Event('timeupdate'))
        await new Promise((resolve) => setTimeout(resolve, pauseMs))
      }
    },
    { ticks: TICKS, total: LONG_TALK.seconds, pauseMs: WHEEL.pauseMs },
  )
}

async function search(page: Page): Promise<void> {
  for (const words of TYPED) {
    await page.keyboard.type(words, { delay: WHEEL.pauseMs })
    await page.waitForTimeout(300)
    await page.keyboard.press('Enter')
    for (let letter = 0; letter < words.length; letter += 1) await page.keyboard.press('Backspace')
  }
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`
}

function row(what: string, measured: string, bar: string): Row {
  return { what, measured, bar }
}
