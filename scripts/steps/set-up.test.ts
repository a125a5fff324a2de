import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'

import { createReporter } from './reporter.mjs'
import { forget, hashOf, isDone, markDone } from './stamps.mjs'

const home = process.cwd()
let folder = ''

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'steps-'))
  process.chdir(folder)
  // The lock of this checkout must not wait for a start that runs beside the tests.
  vi.stubEnv('TMPDIR', folder)
})

afterEach(() => {
  for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name), { recursive: true })
})

afterAll(() => {
  // Other files of tests run in this process.
  process.chdir(home)
  vi.unstubAllEnvs()
  fs.rmSync(folder, { recursive: true })
})

test('the hash of a folder changes with a name and with a content, and not with what does not count', () => {
  fs.mkdirSync('app')
  fs.writeFileSync('app/a.ts', 'one')
  const before = hashOf(['app', 'missing.json'])
  expect(hashOf(['app', 'missing.json'])).toBe(before)

  fs.writeFileSync('app/a.test.ts', 'a test')
  const withoutTests = (file: string) => !file.endsWith('.test.ts')
  expect(hashOf(['app'], withoutTests)).toBe(before)
  fs.renameSync('app/a.ts', 'app/b.ts')
  expect(hashOf(['app'], withoutTests)).not.toBe(before)
  fs.renameSync('app/b.ts', 'app/a.ts')
  fs.writeFileSync('app/a.ts', 'two')
  expect(hashOf(['app'], withoutTests)).not.toBe(before)
})

test('a step is done for the inputs it was done for, until it is forgotten', () => {
  expect(isDone('built', 'one')).toBe(false)
  markDone('built', 'one')
  expect([isDone('built', 'one'), isDone('built', 'two')]).toEqual([true, false])
  forget('built')
  expect(isDone('built', 'one')).toBe(false)
})

test('a command runs as it was built while its sources are the same, and from its sources otherwise', async () => {
  const { builtScript } = await import('./set-up.mjs')
  const build = (name: string) => {
    fs.mkdirSync('build/program', { recursive: true })
    fs.writeFileSync(`build/program/${name}.js`, '')
  }
  const asItIs = () => hashOf(['app', 'server', 'scripts', 'package-lock.json'])
  fs.mkdirSync('scripts')
  fs.writeFileSync('scripts/import.ts', 'one')
  build('import')
  expect(builtScript('scripts/import.ts')).toBeNull()
  markDone('program', asItIs())
  expect(builtScript('scripts/import.ts')).toBe('build/program/import.js')
  expect(builtScript('scripts/bench/import.ts')).toBeNull()
  expect(builtScript('scripts/export.ts')).toBeNull()
  fs.writeFileSync('scripts/import.ts', 'two')
  expect(builtScript('scripts/import.ts')).toBeNull()
})

test('who sets a checkout up is alone, and who waits is told so once', async () => {
  const { withSetupLock } = await import('./setup-lock.mjs')
  const events: string[] = []
  let told: () => void = () => undefined
  const somebodyWaits = new Promise<void>((resolve) => (told = resolve))
  const setUp = (name: string) =>
    withSetupLock(
      () => {
        events.push(`${name} waits`)
        told()
      },
      async () => {
        events.push(`${name} begins`)
        await somebodyWaits
        events.push(`${name} ends`)
      },
    )
  await Promise.all([setUp('first'), setUp('second')])
  expect(events).toEqual(['first begins', 'second waits', 'first ends', 'second begins', 'second ends'])
})

test('the lock of a program that was killed is taken over', async () => {
  const { withSetupLock } = await import('./setup-lock.mjs')
  let lock = ''
  await withSetupLock(
    () => undefined,
    async () => {
      lock = fs.readdirSync(folder).find((name) => name.endsWith('.lock')) ?? ''
    },
  )
  fs.writeFileSync(path.join(folder, lock), '4194305') // A process id that Linux never gives.
  expect(
    await withSetupLock(
      () => undefined,
      async () => 'ran',
    ),
  ).toBe('ran')
})

test('a log gets whole lines: what is done, how far it is after ten seconds, and how long it took', async () => {
  vi.useFakeTimers()
  const lines: string[] = []
  const stream = { isTTY: false, write: (text: string) => lines.push(text) } as unknown as NodeJS.WriteStream
  const work = createReporter(stream).during('Indexing', async (update) => {
    update('20 of 50')
    await new Promise((resolve) => setTimeout(resolve, 12_000))
  })
  await vi.advanceTimersByTimeAsync(12_000)
  await work
  vi.useRealTimers()
  expect(lines).toEqual(['Indexing … 20 of 50, 10 s\n', 'Indexing: done in 12 s.\n'])
})
