import fs from 'node:fs/promises'

import { expect, test, type Page } from '@playwright/test'

async function download(page: Page, link: ReturnType<Page['getByRole']>): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
  return { name: file.suggestedFilename(), text: await fs.readFile(await file.path(), 'utf8') }
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a summary sheet downloads under its name', async ({ page }) => {
      await page.goto('/conversations/compassion-and-kindness-in-leadership')
      const rows = page.getByRole('region', { name: 'Download' })
      const sheet = await download(page, rows.getByRole('link', { name: 'Summary sheet', exact: true }))
      expect(sheet.name).toBe('summary-sheet.md')
      expect(sheet.text).toContain('# Compassion and kindness in leadership')
    })

    test('the summary downloads as Markdown and as plain text, with where it came from', async ({ page, baseURL }) => {
      const address = '/conversations/compassion-and-kindness-in-leadership'
      await page.goto(address)
      const rows = page.getByRole('region', { name: 'Download' })
      const markdown = await download(page, rows.locator('a[href$="/summary.md"]'))
      expect(markdown.name).toBe('compassion-and-kindness-in-leadership-summary.md')
      expect(markdown.text).toMatch(/^# Compassion and kindness in leadership\n\n\*\*December 2023\*\*/)
      const text = await download(page, rows.locator('a[href$="/summary.txt"]'))
      expect(text.name).toBe('compassion-and-kindness-in-leadership-summary.txt')
      expect(text.text).toContain(`- Professor Michael West`)
      expect(text.text).toContain(new URL(address, baseURL).pathname)
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
