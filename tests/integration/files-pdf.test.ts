import { spawnSync } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { summaryPdf, type PdfSheet } from '#app/feeds/summary-pdf.server.ts'
import { localFileStore } from '#app/files/local.server.ts'
import { importPath } from '#app/ingest/import.server.ts'
import { getFonts } from '#app/platform/fonts.server.ts'
import { singleton } from '#app/platform/singleton.ts'
import { makeSummary } from '#app/routes/summary-sheets.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const MARKDOWN = `## Points

Zoë Müşfik said **one**, *two* and [three](https://example.org/three).

- First
- Second
  1. Inner

| Name | What |
|---|---|
| Αγάπη | доброта |

> Tiếng Việt

Footnote[^1], 日本語, \u202Eevil and AT&T <3.

[^1]: The note.

${'Many words go here so that the sheet has a second page. '.repeat(120)}
`

const SHEET: PdfSheet = {
  title: 'Kindness </script> & "quotes" 🙂',
  heldOn: '2023-12',
  series: { name: 'Conversations for Kindness', organisation: 'Kindness in Healthcare' },
  people: [{ name: 'Professor Michael West', role: 'speaker', affiliation: 'Lancaster' }],
  themes: ['Work'],
  themeSlugs: ['work'],
  language: 'en-US',
  updatedAt: new Date('2024-01-02T03:04:05Z'),
  summary: 'About *work*.',
  insights: [{ title: 'Summary sheet', markdown: MARKDOWN, source: 'https://talks.example.org/files/a/sheet.md' }],
  address: 'https://talks.example.org/conversations/kindness',
}
const LOOK = {
  faces: getFonts(),
  colours: { sky: '#13303a', disc: '#f4e6c2', ink: '#76b5b2', far: '#4c7c7f' },
  siteName: 'Third Thursday',
}

type Pdf = Awaited<ReturnType<typeof getDocument>['promise']>

const SEED_SLUG = 'compassion-and-kindness-in-leadership'

let made: Awaited<ReturnType<typeof summaryPdf>>
let pdf: Pdf
/** The sheet of a conversation of the seed, as readers get it. */
let seedSheet: Uint8Array

beforeAll(async () => {
  made = await summaryPdf(SHEET, LOOK)
  pdf = await open(made.content)
  seedSheet = await makeSeedSheet()
})
afterAll(() => pdf.destroy())

function open(content: Uint8Array): Promise<Pdf> {
  return getDocument({ data: content.slice(), verbosity: 0 }).promise
}

async function makeSeedSheet(): Promise<Uint8Array> {
  const database = await createTestDatabase()
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'files-pdf-'))
  const files = localFileStore(folder)
  singleton('files', () => files)
  await importPath(database.db, files, 'prisma/seed', {})
  const sheet = await makeSummary(database.db, SEED_SLUG, 'pdf')
  await database.close()
  await fs.rm(folder, { recursive: true })
  if (sheet === null) throw new Error(`The seed has no conversation ${SEED_SLUG}.`)
  return sheet.content
}

type Node = object & { role?: string; children?: object[] }

/** The roles of a structure tree, outer ones first. */
function rolesOf(node: Node): string[] {
  return [...(node.role === undefined ? [] : [node.role]), ...(node.children ?? []).flatMap(rolesOf)]
}

async function wordsOf(page: number): Promise<string> {
  const { items } = await (await pdf.getPage(page)).getTextContent()
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
}

test('a sheet says its title, author, language and that it is tagged', async () => {
  const { info, metadata } = await pdf.getMetadata()
  expect(info).toMatchObject({ Title: SHEET.title, Author: 'Professor Michael West', Language: 'en-US' })
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true })
  expect(await pdf.getViewerPreferences()).toMatchObject({ DisplayDocTitle: true })
  expect(metadata.getRaw()).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/)
})

async function allRolesOf(document: Pdf): Promise<Set<string>> {
  const roles = new Set<string>()
  for (let page = 1; page <= document.numPages; page += 1)
    rolesOf(await (await document.getPage(page)).getStructTree()).forEach((role) => roles.add(role))
  return roles
}

test('its structure has headings, paragraphs, lists, a table and links', async () => {
  const roles = await allRolesOf(pdf)
  for (const role of [
    'H1',
    'H2',
    'H3',
    'P',
    'L',
    'LI',
    'Lbl',
    'LBody',
    'Table',
    'TR',
    'TH',
    'TD',
    'BlockQuote',
    'Link',
  ])
    expect(roles, role).toContain(role)
})

test('its bookmarks are its headings, each under the one above it', async () => {
  const [title, ...others] = await pdf.getOutline()
  expect(others).toEqual([])
  expect(title?.title).toBe(SHEET.title)
  expect(title?.items.map((item: { title: string }) => item.title)).toEqual(['Summary sheet', 'Where this comes from'])
  // Notes stand under the text that they belong to.
  expect(title?.items[0].items.map((item: { title: string }) => item.title)).toEqual(['Points', 'Footnotes'])
})

test('its links lead out, as whole addresses', async () => {
  const addresses = new Set<string>()
  for (let page = 1; page <= pdf.numPages; page += 1)
    for (const { url } of await (await pdf.getPage(page)).getAnnotations()) addresses.add(url)
  expect([...addresses].sort()).toEqual([
    'https://example.org/three',
    'https://talks.example.org/conversations/kindness',
    'https://talks.example.org/files/a/sheet.md',
  ])
})

test('its words can be read and copied, in every script that its fonts have', async () => {
  const words = (await wordsOf(1)).replace(/\s+/g, ' ')
  for (const part of ['Kindness </script> & "quotes"', 'Zoë Müşfik', 'Αγάπη', 'доброта', 'Tiếng Việt'])
    expect(words).toContain(part)
  expect(words).toContain('Footnote[1], ???, evil and AT&T <3.')
})

test('letters that no font has are owned up to', async () => {
  expect((await wordsOf(pdf.numPages)).replace(/\s+/g, ' ')).toContain('not in the fonts of this sheet')
  const plain = { ...SHEET, title: 'Plain', insights: [] }
  const { content } = await summaryPdf(plain, LOOK)
  const other = await getDocument({ data: content.slice(), verbosity: 0 }).promise
  const { items } = await (await other.getPage(1)).getTextContent()
  expect(items.map((item) => ('str' in item ? item.str : '')).join('')).not.toContain('not in the fonts')
  await other.destroy()
})

test('it says how many pages it has, and is the same each time', async () => {
  expect(made.pages).toBe(pdf.numPages)
  expect(made.pages).toBeGreaterThan(1)
  expect(Buffer.from((await summaryPdf(SHEET, LOOK)).content).equals(made.content)).toBe(true)
})

test('a sheet of the seed says what it is too, and has structure and bookmarks', async () => {
  const sheet = await open(seedSheet)
  const { info, metadata } = await sheet.getMetadata()
  expect(info).toMatchObject({ Title: 'Compassion and kindness in leadership', Language: 'en-GB' })
  expect(metadata.getRaw()).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/)
  expect(await sheet.getMarkInfo()).toMatchObject({ Marked: true })
  expect([...(await allRolesOf(sheet))]).toEqual(expect.arrayContaining(['H1', 'H2', 'P', 'Link']))
  const [title] = await sheet.getOutline()
  expect(title?.items.map((item: { title: string }) => item.title)).toContain('Summary sheet')
  await sheet.destroy()
})

/** Java takes its time on a busy machine. */
const CHECKER_MS = 120_000
/** The checker of PDF/UA (verapdf.org), where it is installed or VERAPDF names it. */
const checker = process.env['VERAPDF'] ?? 'verapdf'
const hasChecker = spawnSync(checker, ['--version']).error === undefined

test(
  'the checker of PDF/UA finds nothing, in a sheet of the seed neither',
  { timeout: CHECKER_MS },
  async ({ skip }) => {
    if (!hasChecker) skip('veraPDF is not installed here: it is a Java program of its own (verapdf.org)')
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'files-pdf-'))
    const sheets = [path.join(folder, 'everything.pdf'), path.join(folder, 'seed.pdf')] as const
    await fs.writeFile(sheets[0], made.content)
    await fs.writeFile(sheets[1], seedSheet)
    const { stdout } = spawnSync(checker, ['--flavour', 'ua1', '--format', 'text', ...sheets], { encoding: 'utf8' })
    await fs.rm(folder, { recursive: true })
    const verdicts = stdout.split('\n').filter((line) => /^(?:PASS|FAIL) /.test(line))
    expect(
      verdicts.map((line) => line.slice(0, 4)),
      stdout,
    ).toEqual(['PASS', 'PASS'])
  },
)
