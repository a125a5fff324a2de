import fs from 'node:fs'
import path from 'node:path'

import { expect, test } from '@playwright/test'

import { startArchiveSite, type ArchiveSite } from '#tests/support/archive-site.ts'
import { runSql } from '#tests/support/embedded-database.ts'

let site: ArchiveSite

test.beforeAll(async () => {
  site = await startArchiveSite((folder) => {
    const conversation = path.join(folder, 'conversations', 'kept')
    fs.mkdirSync(conversation, { recursive: true })
    fs.writeFileSync(path.join(folder, 'archive.md'), '---\nformat: 1\ntitle: Talks\n---\n')
    fs.writeFileSync(path.join(conversation, 'talk.js'), `window.stored = 'a stored file'\n`)
    const document = 'documents:\n  - { kind: handout, title: Handout, file: talk.js }'
    fs.writeFileSync(
      path.join(conversation, 'conversation.md'),
      `---\ntitle: Kept\nheldOn: "2023-05"\n${document}\n---\n\nWords.\n`,
    )
  })
})
test.afterAll(() => site.remove())

/** Ways to run something from stored HTML; each would leave its name. */
function hostile(file: string): string {
  return [
    '<p>Words that stay.</p>',
    `<script>window.stored = 'a script'</script>`,
    `<script type="module">window.stored = 'a module'</script>`,
    `<script type="late-module">window.stored = 'one that waits'</script>`,
    `<script nonce="guessed">window.stored = 'a guess'</script>`,
    `<script src="${file}"></script>`,
    `<script src="data:text/javascript,window.stored='data'"></script>`,
    `<img src="/none" alt="" onerror="window.stored = 'a handler'">`,
    `<iframe title="x" srcdoc="<script>parent.stored = 'a frame'</script>"></iframe>`,
    `<a id="stored-link" href="javascript:void(window.stored = 'a link')">Press</a>`,
    `<base href="https://evil.example/">`,
  ].join('')
}

test('whatever stands in stored HTML runs nothing, and the page works as ever', async ({ page }) => {
  const { rows } = await runSql(site.dataDir, `SELECT file_key, file_name FROM document WHERE file_key IS NOT NULL`)
  const { file_key: key, file_name: name } = rows[0] as { file_key: string; file_name: string }
  const stored = hostile(`/files/${key}/${name}`).replaceAll(`'`, `''`)
  await runSql(site.dataDir, `UPDATE conversation SET summary_html = '${stored}'`)
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(`${site.url}/conversations/kept`)
  await expect(page.getByText('Words that stay.')).toBeVisible()
  // The renderer's own scripts have run.
  await page.waitForFunction(() => '__remixRouter' in window)
  await page.locator('#stored-link').click()
  expect(await page.evaluate(() => (window as { stored?: string }).stored)).toBeUndefined()
  expect(await page.evaluate(() => document.baseURI)).toContain(site.url)
  const refused = errors.filter((text) => text.includes('Content Security Policy'))
  expect(refused.length, errors.join('\n')).toBeGreaterThanOrEqual(6)

  await page.getByRole('link', { name: 'People', exact: true }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible()
  const html = await (await page.request.get(`${site.url}/people`)).text()
  expect(html).not.toContain('nonce=')
})
