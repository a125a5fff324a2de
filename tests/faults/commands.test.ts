import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { COMMANDS } from '#scripts/steps/commands.mjs'
import { copyPrepared } from '#tests/support/prepared-data.ts'
import { runCommand, runNpm } from '#tests/support/site.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

// Every command as an operator types it; through npm where the exit counts, and where not, as package.json says it.

let dataDir = ''

beforeEach(() => {
  dataDir = makeTemporaryFolder('commands')
})

afterEach(() => fs.rmSync(dataDir, { recursive: true, force: true }))

test.each(Object.entries(COMMANDS))(
  'npm run %s -- --help says what it is for, and touches nothing',
  async (name, command) => {
    const { code, output } = await runCommand(name, ['--help'], { DATA_DIR: dataDir })
    expect(code, output).toBe(0)
    expect(output).toContain(command.purpose)
    expect(output).toContain('--help')
    expect(fs.readdirSync(dataDir)).toEqual([])
  },
)

test.each(Object.keys(COMMANDS))(
  'npm run %s refuses an option that nobody knows, before anything is done',
  async (name) => {
    const { code, output } = await runCommand(name, ['--hlep'], { DATA_DIR: dataDir })
    expect(code).toBe(1)
    expect(output.trim()).toMatch(/^There is no option --hlep: did you mean --help\? .*tells more\.$/)
    expect(fs.readdirSync(dataDir)).toEqual([])
  },
)

test('npm run check ends with 1 where something is wrong, and with 0 once it is mended', async () => {
  const env = { DATA_DIR: copyPrepared('seeded', dataDir), SEARCH_ENGINE: 'built-in' }
  const first = await runNpm('check', [], env)
  expect(first.code, first.output).toBe(0)
  expect(first.output).toContain('Nothing is wrong; ')

  const sheet = storedSheet()
  fs.writeFileSync(sheet, fs.readFileSync(sheet).fill('?', 0, 3))
  const backup = await runCommand('backup', [path.join(dataDir, 'copy')], env)
  expect([backup.code, backup.output]).toEqual([
    1,
    expect.stringMatching(/The copy is partial: one stored file .* is damaged/s),
  ])
  const second = await runNpm('check', ['--only', 'files'], env)
  expect([second.code, second.output]).toEqual([1, expect.stringMatching(/Wrong:\n {4}“.+\) is damaged in the folder/)])

  fs.rmSync(sheet)
  const again = await runCommand('import', ['prisma/seed'], env)
  expect(again.output).toContain('was lost and has been put back')
  expect((await runCommand('check', ['--only', 'files'], env)).code).toBe(0)
})

/** One of the stored files that are short and are Markdown. */
function storedSheet(): string {
  const top = path.join(dataDir, 'files')
  const names = fs.readdirSync(top, { recursive: true, encoding: 'utf8' })
  const sheet = names.find((name) => /[0-9a-f]{64}$/.test(name) && fs.statSync(path.join(top, name)).size < 2000)
  if (sheet === undefined) throw new Error('The seed has summary sheets.')
  return path.join(top, sheet)
}

test('what is mistyped is told without set-up: nothing of ours that must be installed is loaded', () => {
  const script = `import('./scripts/steps/command-line.mjs').then(({ openCommandLine }) => openCommandLine('import', ['--help']))`
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  expect([status, stdout]).toEqual([0, expect.stringContaining('npm run import -- PATH')])
})
