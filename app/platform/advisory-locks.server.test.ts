import fs from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { ADVISORY_LOCKS } from './advisory-locks.server.ts'

const HERE = 'app/platform/advisory-locks.server.ts'
const PROGRAMS = ['app', 'scripts', 'server', 'prisma']
const CALLS = /pg_(try_)?advisory_\w+/

test('no two locks have the same number', () => {
  const numbers = Object.values(ADVISORY_LOCKS).map(({ number }) => number)
  expect(new Set(numbers).size).toBe(numbers.length)
})

test('no program takes an advisory lock but by its name', () => {
  const found = PROGRAMS.flatMap((folder) => sourcesIn(folder)).filter((file) => {
    const source = fs.readFileSync(file, 'utf8')
    return CALLS.test(source) || Object.values(ADVISORY_LOCKS).some(({ number }) => source.includes(String(number)))
  })
  expect(found).toEqual([HERE])
})

function sourcesIn(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => /\.(ts|tsx|js|mjs|sql)$/.test(file) && !file.includes('.test.') && !file.includes('generated'))
    .map((file) => file.split(path.sep).join('/'))
}
