import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'

import { expect, test, type Page } from '@playwright/test'

async function download(page: Page, link: ReturnType<Page['getByRole']>): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
  return { name: file.suggestedFilename(), text: await fs.readFile(await file.path(), 'utf8') }
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a conversation downloads as sheet, Markdown, text, PDF and citation, and what is said of them is true', async ({
      page,
      request,
      baseURL,
    }) => {
      const address = '/conversations/compassion-and-kindness-in-leadership'
      await page.goto(address)
      const rows = page.getByRole('region', { name: 'Download' })
      const sheet = await download(page, rows.getByRole('link', { name: 'Summary sheet', exact: true }))
      expect(sheet.name).toBe('summary-sheet.md')
      expect(sheet.text).toContain('# Compassion and kindness in leadership')

      const markdown = await download(page, rows.locator('a[href$="/summary.md"]'))
      expect(markdown.name).toBe('compassion-and-kindness-in-leadership-summary.md')
      expect(markdown.text).toMatch(/^# Compassion and kindness in leadership\n\n\*\*December 2023\*\*/)
      const text = await download(page, rows.locator('a[href$="/summary.txt"]'))
      expect(text.name).toBe('compassion-and-kindness-in-leadership-summary.txt')
      expect(text.text).toContain(`- Professor Michael West`)
      expect(text.text).toContain(new URL(address, baseURL).pathname)

      const pdf = await download(page, rows.getByRole('link', { name: 'Summary', exact: true }))
      expect(pdf.name).toBe('compassion-and-kindness-in-leadership-summary.pdf')
      expect(pdf.text).toMatch(/^%PDF-1\.7/)
      const pages = pdf.text.match(/\/Type \/Page\b/g)?.length
      // A page says it once it is known.
      await expect(async () => {
        await page.reload()
        await expect(rows.getByRole('listitem').first()).toContainText(`PDF, ${pages} page`, { timeout: 1000 })
      }).toPass()

      const cite = page.getByRole('region', { name: 'Cite' })
      expect((await download(page, cite.getByRole('link', { name: 'BibTeX' }))).text).toContain('{West, Michael}')
      expect((await download(page, cite.getByRole('link', { name: 'RIS' }))).text).toContain('AU  - West, Michael')

      const row = rows.getByRole('listitem').nth(1)
      await row.getByText('SHA-256').click()
      const file = await request.get((await row.getByRole('link').first().getAttribute('href')) ?? '')
      const sum = createHash('sha256').update(await file.body())
      await expect(row.locator('code')).toHaveText(sum.digest('hex'))
    })

    test('a whole year and a whole theme download as one zip', async ({ page }) => {
      await page.goto('/conversations/2023')
      const year = await download(page, page.getByRole('link', { name: 'All summaries of 2023 (zip)' }))
      expect(year.name).toBe('Summaries of 2023.zip')
      expect(year.text).toContain('Summaries of 2023/2023-12 Compassion and kindness in leadership.pdf')
      await page.goto('/themes/leadership')
      const theme = await download(page, page.getByRole('link', { name: 'All summaries (zip)' }))
      expect(theme.name).toBe('Summaries on Leadership.zip')
    })

    test('a transcript downloads as text and as captions', async ({ page }) => {
      await page.goto('/conversations/a-tour-of-the-archive')
      const rows = page.getByRole('region', { name: 'Download' })
      const text = await download(page, rows.getByRole('link', { name: 'Transcript', exact: true }))
      expect(text).toMatchObject({ name: 'a-tour-of-the-archive-transcript.txt' })
      expect(text.text).toContain('Welcome to Third Thursday.')
      const captions = await download(page, rows.getByRole('link', { name: 'captions (VTT)' }))
      expect(captions).toMatchObject({ name: 'a-tour-of-the-archive-transcript.vtt' })
      expect(captions.text).toMatch(/^WEBVTT\n/)
    })
  })
}

test('the link and the citation can be copied, and the copy is announced', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/conversations/compassion-and-kindness-in-leadership')
  const share = page.getByRole('region', { name: 'Share' })
  await share.getByRole('button', { name: 'Copy the link' }).press('Enter')
  await expect(share.getByRole('status')).toHaveText('Copied.')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    (await share.getByRole('link').getAttribute('href')) ?? '',
  )
  const cite = page.getByRole('region', { name: 'Cite' })
  await cite.getByRole('button', { name: 'Copy' }).click()
  await expect(cite.getByRole('status')).toHaveText('Copied.')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^West, M\. \(December 2023\)\. Compassion and kindness in leadership \[Conversation\]\. .+ http\S+-leadership$/,
  )
})

test('the system shares the page where it can, and nobody else is asked', async ({ page }) => {
  await page.addInitScript(() => {
    const shared: unknown[] = []
    Object.assign(window, { shared })
    Object.defineProperty(navigator, 'share', { value: async (data: unknown) => void shared.push(data) })
  })
  await page.goto('/conversations/compassion-and-kindness-in-leadership')
  await page.getByRole('button', { name: 'Share …' }).click()
  const shared = await page.evaluate(() => (window as unknown as { shared: { url: string; title: string }[] }).shared)
  expect(shared).toHaveLength(1)
  expect(shared[0]?.title).toBe('Compassion and kindness in leadership')
  expect(shared[0]?.url).toMatch(/\/conversations\/compassion-and-kindness-in-leadership$/)
})

test('on paper, a link of the downloads is a whole address', async ({ page, baseURL }) => {
  await page.emulateMedia({ media: 'print' })
  const port = String(new URL(baseURL ?? '').port)
  for (const [address, parts, files] of [
    ['/conversations/compassion-and-kindness-in-leadership', 'Download', ['summary.pdf', 'summary.md', 'summary.txt']],
    ['/conversations/a-tour-of-the-archive', 'Download', ['transcript.txt', 'transcript.vtt', 'transcript.srt']],
    ['/documents', 'All documents', ['summary-sheet.md']],
  ] as const) {
    await page.goto(address)
    for (const file of files) {
      // On paper the address is a part of the link's name.
      const link = page.getByRole('region', { name: parts }).locator(`a[href$="/${file}"]`).first()
      const printed = await link.evaluate((element) => getComputedStyle(element, '::after').content)
      expect(printed).toMatch(/^" \(" "http:\/\/\S+" "\)"$|^" \(http:\/\/\S+\)"$/)
      expect(printed).toContain(`/${file}`)
      expect(printed).toContain(port)
    }
  }
})

test('the recording streams in ranges and is known again', async ({ page, request }) => {
  await page.goto('/conversations/a-tour-of-the-archive')
  const address = (await page.locator('video').getAttribute('src')) ?? ''
  const part = await request.get(address, { headers: { range: 'bytes=4-7' } })
  expect(part.status()).toBe(206)
  expect((await part.body()).toString()).toBe('ftyp')
  expect(part.headers()['content-range']).toMatch(/^bytes 4-7\/\d+$/)
  const tag = part.headers()['etag'] ?? ''
  expect((await request.get(address, { headers: { 'if-none-match': tag } })).status()).toBe(304)
})

test('what lies beside the files is not there', async ({ request }) => {
  const key = 'a'.repeat(64)
  for (const address of [`/files/${key}/x`, '/files/..%2f..%2fpackage.json/x', '/files/%00/x', '/files/x/%2e%2e%2fx']) {
    expect((await request.get(address)).status(), address).toBe(404)
  }
})
