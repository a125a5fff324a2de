import fs from 'node:fs'
import path from 'node:path'

import { expect, test } from '@playwright/test'

import { startArchiveSite, type ArchiveSite } from '#tests/support/archive-site.ts'

const TOUR = 'prisma/seed/conversations/a-tour-of-the-archive'
const INSIGHTS = `# What to take away

1. Ask before you answer.

   [Hear it at 0:33](?t=33s)

2. Write it down. [Hear it at 1:08](?t=1m8s)
`

let site: ArchiveSite
let address: string

test.beforeAll(async () => {
  site = await startArchiveSite((folder) => {
    const talk = path.join(folder, 'conversations', 'a-tour')
    fs.mkdirSync(talk, { recursive: true })
    fs.mkdirSync(path.join(folder, 'series'))
    fs.writeFileSync(path.join(folder, 'archive.md'), '---\nformat: 1\ntitle: Talks\n---\n')
    fs.writeFileSync(path.join(folder, 'series', 'talks.md'), '---\nname: Talks\nmain: true\n---\n')
    fs.cpSync(path.join(TOUR, 'tour.mp4'), path.join(talk, 'tour.mp4'))
    fs.writeFileSync(path.join(talk, 'insights.md'), INSIGHTS)
    const [recording, document] = ['file: tour.mp4', 'kind: insights\n    title: Insights\n    file: insights.md']
    const lists = `recordings:\n  - ${recording}\ndocuments:\n  - ${document}`
    const matter = `series: talks\ntitle: A tour\nheldOn: "2024-01"\n${lists}`
    fs.writeFileSync(path.join(talk, 'conversation.md'), `---\n${matter}\n---\n\nA tour.\n`)
  })
  address = `${site.url}/conversations/a-tour`
})
test.afterAll(() => site.remove())

test('takeaways have large numerals in the ink of a stamp, on paper in black', async ({ page }) => {
  await page.goto(address)
  const items = page.getByRole('region', { name: 'Insights' }).getByRole('listitem')
  await expect(items).toHaveCount(2)
  const numeral = () =>
    items.nth(1).evaluate((item) => {
      const { content, color, fontFamily, fontSize } = getComputedStyle(item, '::before')
      const size = parseFloat(fontSize) / parseFloat(getComputedStyle(item).fontSize)
      return { content, color, fontFamily, isLarge: size > 1.3 }
    })
  const large = { content: 'counter(takeaway)', fontFamily: expect.stringContaining('Besley'), isLarge: true }
  expect(await numeral()).toEqual({ ...large, color: 'rgb(124, 39, 72)' })
  await page.emulateMedia({ media: 'print' })
  expect(await numeral()).toEqual({ ...large, color: 'rgb(0, 0, 0)' })
})

test('a takeaway opens the recording where it was said, on the page that is open', async ({ page }) => {
  await page.goto(address)
  // Until scripts run it leads to a new page.
  await expect(page.getByRole('button', { name: /^Play/ })).toBeVisible()
  await page.getByRole('link', { name: 'Hear it at 1:08' }).click()
  const second = () => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime)
  await expect.poll(second).toBeGreaterThan(68)
  await expect(page).toHaveURL(address)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a takeaway leads to the recording at that second', async ({ page }) => {
    await page.goto(address)
    await page.getByRole('link', { name: 'Hear it at 0:33' }).click()
    await expect(page).toHaveURL(`${address}?t=33s`)
    await expect(page.locator('video')).toHaveAttribute('src', /#t=33$/)
  })
})

test('a takeaway in a sheet that was taken away leads back to the page', async ({ request }) => {
  expect(await (await request.get(`${address}/summary.md`)).text()).toMatch(
    /\[Hear it at 1:08\]\(http:\S+\/conversations\/a-tour\?t=1m8s\)/,
  )
})
