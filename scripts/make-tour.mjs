/**
 * Makes the film "A tour of the archive" in the seed archive: film, captions, poster, and the chapters in its front matter.
 *
 *   node scripts/make-tour.mjs --site http://localhost:3000    with pictures of the site that runs there (the seed in it)
 *   node scripts/make-tour.mjs                                 with title cards alone
 *
 * Options: --browser PATH (default: chromium), --voice NAME (default: slt; see tour/speech.mjs), --keep FOLDER (the pictures).
 * Needs ffmpeg with libflite and libx264, as Debian builds it, and Chromium. The words are in tour/narration.md.
 * Afterwards: load the seed again (`npm run import -- prisma/seed`), look, and commit.
 */
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { parseDocument, Scalar } from 'yaml'
import { cardPage } from './tour/card.mjs'
import { film, poster } from './tour/film.mjs'
import { readNarration } from './tour/narration.mjs'
import { run } from './tour/run.mjs'
import { SHOTS } from './tour/shots.mjs'
import { speak } from './tour/speech.mjs'
import { captions, chapters, layOut, pictures } from './tour/timeline.mjs'

const NARRATION = fileURLToPath(new URL('./tour/narration.md', import.meta.url))
const TOUR = fileURLToPath(new URL('../prisma/seed/conversations/a-tour-of-the-archive/', import.meta.url))
/** What the seed may weigh in the repository. */
const LIMIT_BYTES = 4_000_000

const { values: options } = parseArgs({
  options: {
    site: { type: 'string' },
    browser: { type: 'string' },
    voice: { type: 'string', default: 'slt' },
    keep: { type: 'string' },
  },
})

await main()

async function main() {
  const lines = readNarration(await readFile(NARRATION, 'utf8'))
  const spoken = []
  for (const line of lines) spoken.push(await speak(line.text, options.voice))
  const { timed, samples, duration } = layOut(lines, spoken)
  console.log(`Spoken: ${lines.length} lines in ${duration.toFixed(1)} s`)

  const folder = options.keep ?? (await mkdtemp(join(tmpdir(), 'tour-')))
  await mkdir(folder, { recursive: true })
  await mkdir(TOUR, { recursive: true })
  const frames = await photograph(pictures(timed, duration), folder)
  console.log(`Filmed: ${frames.length} pictures`)

  await film(frames, samples, folder, join(TOUR, 'tour.mp4'))
  await poster(frames[0].file, join(TOUR, 'poster.jpg'))
  await writeFile(join(TOUR, 'tour.en.vtt'), captions(timed))
  await writeChapters(chapters(timed), duration)
  if (!options.keep) await rm(folder, { recursive: true })

  const { size } = await stat(join(TOUR, 'tour.mp4'))
  console.log(`Made: tour.mp4, ${(size / 1e6).toFixed(2)} MB`)
  if (size > LIMIT_BYTES) throw new Error(`The film is larger than ${LIMIT_BYTES / 1e6} MB`)
}

async function photograph(sequence, folder) {
  const executablePath = options.browser ?? (await run('which', ['chromium'])).toString().trim()
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage({
      viewport: { width: 1280, height: 720 },
      colorScheme: 'light',
      locale: 'en-GB',
    })
    const frames = []
    for (const [i, { shot, line, seconds }] of sequence.entries()) {
      const file = join(folder, `${String(i).padStart(2, '0')}-${shot}.png`)
      await show(page, shot, line)
      await page.screenshot({ path: file })
      frames.push({ file, seconds })
    }
    return frames
  } finally {
    await browser.close()
  }
}

async function show(page, name, line) {
  const shot = SHOTS[name]
  if (shot && 'page' in shot && options.site) {
    await shot.page(page, options.site)
    return
  }
  const words = shot && 'card' in shot ? shot.card : { title: line.text }
  // Out of the site first: its content security policy would keep the card's fonts from loading.
  await page.goto('about:blank')
  await page.setContent(await cardPage({ stamp: line.chapter, ...words }))
  await page.evaluate(() => document.fonts.ready)
}

/** The front matter keeps everything but what the film decides: its length and its chapters. */
async function writeChapters(list, duration) {
  const path = join(TOUR, 'conversation.md')
  const [, head, body] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(await readFile(path, 'utf8')) ?? []
  if (head === undefined) throw new Error(`${path} has no front matter`)
  const front = parseDocument(head)
  front.setIn(['recordings', 0, 'durationSeconds'], Number(duration.toFixed(1)))
  front.setIn(
    ['recordings', 0, 'chapters'],
    front.createNode(list.map(({ start, title }) => ({ start: quoted(start), title }))),
  )
  await writeFile(path, `---\n${front.toString({ lineWidth: 0 })}---\n${body}`)
}

/** YAML 1.1 would read 1:08 as a number in base 60. */
function quoted(text) {
  const scalar = new Scalar(text)
  scalar.type = Scalar.QUOTE_DOUBLE
  return scalar
}
