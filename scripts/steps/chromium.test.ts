import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { shellBeside } from './chromium.mjs'

let folder = ''

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'browsers-'))
})

afterEach(() => fs.rmSync(folder, { recursive: true }))

function put(...names: string[]): string {
  const file = path.join(folder, ...names)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, '')
  return file
}

test('the build without windows that Playwright has downloaded is found beside the whole one, of the same number', () => {
  const whole = path.join(folder, 'chromium-12', 'chrome-linux64', 'chrome')
  expect(shellBeside(whole)).toBeNull()
  put('chromium_headless_shell-11', 'chrome-headless-shell-linux64', 'chrome-headless-shell')
  put('chromium_headless_shell-12', 'chrome-headless-shell-linux64', 'LICENSE.headless_shell')
  expect(shellBeside(whole)).toBeNull()
  const shell = put('chromium_headless_shell-12', 'chrome-headless-shell-linux64', 'chrome-headless-shell')
  expect(shellBeside(whole)).toBe(shell)
  expect(shellBeside('/usr/bin/chromium')).toBeNull()
})
