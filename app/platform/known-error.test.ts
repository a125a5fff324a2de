import fs from 'node:fs'
import path from 'node:path'

import { afterEach, expect, test, vi } from 'vitest'

const FOLDERS = ['app/platform', 'app/archive', 'app/files', 'app/search']
const BASE = 'app/platform/known-error.ts'

afterEach(() => vi.resetModules())

/** All modules anew, as the other one of the two graphs in a process has them. */
async function makeGraph() {
  vi.resetModules()
  const [{ OperatorError }, { StoreAwayError }, { FileContentError }, { MarkdownTooLargeError }, { unlessStoreAway }] =
    await Promise.all([
      import('#app/platform/operator-error.ts'),
      import('#app/files/store.ts'),
      import('#app/files/media-type.ts'),
      import('#app/domain/markdown-limits.ts'),
      import('#app/routes/store-away.ts'),
    ])
  return { OperatorError, StoreAwayError, FileContentError, MarkdownTooLargeError, unlessStoreAway }
}

type Graph = Awaited<ReturnType<typeof makeGraph>>

function errorsOf({ OperatorError, StoreAwayError, FileContentError, MarkdownTooLargeError }: Graph): Error[] {
  return [
    new OperatorError('Set it.'),
    new StoreAwayError('It is away.'),
    new FileContentError('a.pdf', 'application/pdf', 'text'),
    new MarkdownTooLargeError('length', null, 'Too long.'),
    new Error('a bug'),
  ]
}

test.each(['made first, checked second', 'made second, checked first'])(
  'an error is known in the other module graph of the process (%s)',
  async (order) => {
    const graphs = [await makeGraph(), await makeGraph()] as const
    expect(graphs[0].StoreAwayError).not.toBe(graphs[1].StoreAwayError)
    const [maker, checker] = order.startsWith('made first') ? graphs : [graphs[1], graphs[0]]
    const kinds = (error: Error) => [
      error instanceof checker.OperatorError,
      error instanceof checker.StoreAwayError,
      error instanceof checker.FileContentError,
      error instanceof checker.MarkdownTooLargeError,
    ]
    expect(errorsOf(maker).map(kinds)).toEqual([
      [true, false, false, false],
      [true, true, false, false],
      [false, false, true, false],
      [false, false, false, true],
      [false, false, false, false],
    ])
  },
)

test('a store that was opened in one graph and is away is a 503 in the other', async () => {
  const [one, other] = [await makeGraph(), await makeGraph()]
  const told = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
  for (const [maker, checker] of [
    [one, other],
    [other, one],
  ] as const) {
    const answer = await checker.unlessStoreAway(() => Promise.reject(new maker.StoreAwayError('It is away.')))
    expect(answer.status).toBe(503)
  }
  expect(told.mock.calls.length).toBeLessThan(2)
})

test('a mark is not seen where an error is printed', async () => {
  const { StoreAwayError } = await makeGraph()
  expect(Object.keys(new StoreAwayError('It is away.'))).toEqual(['name'])
})

test('what is thrown below the site is known by its mark, not by its class', () => {
  const files = FOLDERS.flatMap((folder) =>
    fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
  )
  const own = files.filter((file) => file.endsWith('.ts') && !file.includes('generated'))
  const classes = own.filter((file) => /class \w+ extends Error\b/.test(fs.readFileSync(file, 'utf8')))
  expect(classes.map((file) => file.split(path.sep).join('/'))).toEqual([BASE])
})
