/**
 * What the film shows. A shot is a card (words) or a picture of the running site, which `page` opens and prepares. Without
 * a site, or where the narration names a shot that is not here, a card with the spoken line stands in.
 *
 * @typedef {import('playwright-core').Page} Page
 * @typedef {{ card: { title: string, code?: string } } | { page: (page: Page, site: string) => Promise<void> }} Shot
 */
import { bringUp, holdAt, jumped, mark, open } from './stage.mjs'

const MISSPELT = 'compasionate leadrship'
const RESULTS = `/search?q=${encodeURIComponent(MISSPELT)}`
const NARROWED = '/search?theme=leadership&from=2023-01&to=2023-12'
const CONVERSATION = '/conversations/detoxifying-healthcare'
const TOUR = '/conversations/a-tour-of-the-archive'
/** Words of the narration itself, so that the search finds them in the tour's transcript. */
const SAID = '/search?q=%22through+the+years%22'

/** @type {Record<string, Shot>} */
export const SHOTS = {
  home: picture('/'),
  'home-search': picture('/', async (page) => mark(page.locator('main form[role=search]'))),
  'typing-1': picture('/', (page) => typed(page, 7)),
  'typing-2': picture('/', (page) => typed(page, 14)),
  'typing-3': picture('/', (page) => typed(page, MISSPELT.length)),
  results: picture(RESULTS),
  result: picture(RESULTS, async (page) => mark(page.locator('#results article').first())),
  filters: picture(RESULTS, async (page) => mark(page.getByRole('complementary', { name: 'Filters' }))),
  counts: picture('/search?q=kindness', async (page) => {
    const themes = page.getByRole('group', { name: 'Theme' })
    await bringUp(themes)
    await mark(themes)
  }),
  chosen: picture(NARROWED, async (page) => mark(page.getByRole('list', { name: 'Filters in use' }))),

  conversation: picture(CONVERSATION),
  speakers: picture(CONVERSATION, (page) => part(page, '#people')),
  holdings: picture(CONVERSATION, (page) => part(page, '#download')),
  elsewhere: picture(CONVERSATION, async (page) => {
    const sentence = page.getByText('A recording exists elsewhere')
    await bringUp(page.locator('main h1'))
    await mark(sentence)
  }),

  player: picture(TOUR, async (page) => {
    await bringUp(page.locator('main h1'))
    await mark(page.getByRole('button', { name: /^Play/ }))
  }),
  transcript: picture(TOUR, async (page) => {
    await bringUp(page.locator('main h1'))
    await holdAt(page, 18)
    await mark(page.locator('section[aria-labelledby=transcript]'))
  }),
  moment: picture(TOUR, async (page) => {
    await bringUp(page.locator('main h1'))
    await holdAt(page, 18)
    const time = page.locator('section[aria-labelledby=transcript] a', { hasText: /0:3\d/ })
    await jumped(page, () => time.click())
    await bringUp(page.locator('main h1'))
    await mark(time)
  }),
  found: picture(SAID, async (page) => {
    await bringUp(page.locator('#results h2').first())
    await mark(page.locator('#results article ol').first())
  }),

  sheet: picture(CONVERSATION, async (page) => bringUp(page.locator('#insights'))),
  download: picture(CONVERSATION, async (page) => {
    await bringUp(page.locator('#download'))
    await mark(page.getByRole('link', { name: 'Summary sheet' }))
  }),
  theme: picture('/themes/compassion'),

  operators: { card: { title: 'Two commands' } },
  import: { card: { title: 'Bring in what you have', code: '$ npm run import -- conversations.html' } },
  export: { card: { title: 'Take everything out', code: '$ npm run export -- my-archive' } },
  close: { card: { title: 'Every third Thursday, at six in the evening, UK time' } },
}

/**
 * @param {string} path
 * @param {(page: Page) => Promise<void>} [prepare]
 * @returns {Shot}
 */
function picture(path, prepare) {
  return {
    page: async (page, site) => {
      await open(page, site + path)
      await prepare?.(page)
    },
  }
}

async function typed(page, letters) {
  const box = page.locator('main form[role=search] input[name=q]')
  await box.focus()
  await box.pressSequentially(MISSPELT.slice(0, letters))
  await page.waitForTimeout(500)
}

/** A part of the page by the id of its heading. */
async function part(page, id) {
  const section = page.locator('section', { has: page.locator(id) }).last()
  await bringUp(section)
  await mark(section)
}
