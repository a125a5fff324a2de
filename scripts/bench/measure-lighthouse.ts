import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'

import { findChromium, HOW_TO_GET_CHROMIUM } from '#scripts/steps/chromium.mjs'

import { percentile, type Row } from './machine.ts'
import type { Site } from './site.ts'

/** Fetched when it is measured: nobody else needs its two hundred packages, some of which name their versions as "latest". */
const PROGRAM = 'lighthouse@12.8.2'
const PAGES: [name: string, address: string][] = [
  ['home', '/'],
  ['conversation with a recording', '/conversations/a-tour-of-the-archive'],
  // Crawlers are asked to leave queries alone (robots.txt), which the score for search engines would count against it.
  ['search', '/search'],
  ['person', '/people/maureen-bisognano'],
  ['theme', '/themes/leadership'],
  ['documents', '/documents'],
]
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const
/** Chromium refuses its sandbox to root; a container has little shared memory. */
const FLAGS = ['--headless=new', '--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]

type Report = {
  categories: Record<(typeof CATEGORIES)[number], { score: number | null }>
  audits: Record<string, { title: string; score: number | null; numericValue?: number }>
}

/** Six kinds of page by Lighthouse's mobile defaults: the median of `rounds` runs, and what it found wanting. */
export async function measureLighthouse(site: Site, folder: string, rounds: number): Promise<Row[]> {
  const chromium = await findChromium({ during: (_what, work) => work(() => undefined), say: console.log })
  if (chromium === null) {
    console.log(`\nLeft out: ${HOW_TO_GET_CHROMIUM}`)
    return []
  }
  const rows: Row[] = []
  for (const [name, address] of PAGES) {
    const reports: Report[] = []
    for (let round = 0; round < rounds; round += 1) reports.push(await audit(site.url + address, chromium, folder))
    rows.push(...rowsOf(name, reports))
  }
  return rows
}

/** Lighthouse loses the trace of a page now and then, and asks to be run again. */
const ATTEMPTS = 3

async function audit(url: string, chromium: string, folder: string, attempt = 1): Promise<Report> {
  const file = path.join(folder, 'lighthouse.json')
  const output = ['--output=json', `--output-path=${file}`, '--quiet', '--no-enable-error-reporting']
  const child = spawn('npx', ['--yes', PROGRAM, url, ...output, `--chrome-flags=${FLAGS.join(' ')}`], {
    env: { ...process.env, CHROME_PATH: chromium },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) {
    if (attempt < ATTEMPTS) return audit(url, chromium, folder, attempt + 1)
    throw new Error(`Lighthouse ended with ${code} at ${url}`)
  }
  const report = JSON.parse(fs.readFileSync(file, 'utf8')) as Report
  fs.rmSync(file)
  return report
}

function rowsOf(name: string, reports: readonly Report[]): Row[] {
  const scores = CATEGORIES.map((category) =>
    median(reports.map(({ categories }) => Math.round((categories[category].score ?? 0) * 100))),
  )
  const value = (audit: string) => median(reports.map(({ audits }) => audits[audit]?.numericValue ?? Number.NaN))
  return [
    row(`${name}: performance, accessibility, best practices, SEO`, scores.join(' / '), '≥ 95 each'),
    row(`${name}: largest paint`, `${(value('largest-contentful-paint') / 1000).toFixed(2)} s`, '≤ 1.8 s'),
    row(`${name}: layout shift`, value('cumulative-layout-shift').toFixed(3), '0'),
    row(`${name}: blocking time`, `${Math.round(value('total-blocking-time'))} ms`, ''),
    ...(Math.min(...scores) < 95 ? [row(`${name}: found wanting`, wanting(reports), '')] : []),
  ]
}

/** The audits that were not passed in the last run. */
function wanting(reports: readonly Report[]): string {
  const failed = Object.entries(reports.at(-1)?.audits ?? {}).filter(([, { score }]) => score !== null && score < 0.9)
  return failed.map(([id]) => id).join(', ')
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

function row(what: string, measured: string, bar: string): Row {
  return { what, measured, bar }
}
