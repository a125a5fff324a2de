import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { copyPrepared } from '#tests/support/prepared-data.ts'
import { runCommand } from '#tests/support/site.ts'
import { makeTemporaryFolder } from '#tests/support/temporary-folder.ts'

// A small disk of its own, really full. Only root may make one; elsewhere this says so and is skipped.

const MEGABYTE = 1024 * 1024

let top = ''
let disk = ''

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const place = makeTemporaryFolder('mount')
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place]).status === 0
  if (isMounted) spawnSync('umount', [place])
  fs.rmSync(place, { recursive: true })
  return isMounted
}

const CAN_MOUNT = canMount()

beforeEach(() => {
  top = makeTemporaryFolder('full-disk')
  disk = path.join(top, 'disk')
  fs.mkdirSync(disk)
})

afterEach(() => {
  if (CAN_MOUNT) spawnSync('umount', ['-l', disk])
  fs.rmSync(top, { recursive: true, force: true })
})

function mount(megabytes: number): void {
  expect(spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk]).status).toBe(0)
}

/** An archive folder with one handout of so many bytes. */
function bigArchive(bytes: number): string {
  const folder = path.join(top, 'archive')
  const item = path.join(folder, 'conversations', 'one')
  fs.mkdirSync(item, { recursive: true })
  fs.writeFileSync(path.join(folder, 'archive.md'), '---\nformat: 1\ntitle: Talks\n---\n')
  const fields =
    'series: { name: Talks }\ntitle: One\nheldOn: 2023-05\ndocuments:\n  - { kind: handout, title: Big, file: big.txt }'
  fs.writeFileSync(path.join(item, 'conversation.md'), `---\n${fields}\n---\n`)
  fs.writeFileSync(path.join(item, 'big.txt'), Buffer.alloc(bytes, 'Many words. '))
  return folder
}

/** The last thing that a command said, which is one sentence, and that it failed without a stack. */
async function failure(command: string, args: string[], env: Record<string, string>): Promise<string> {
  const { code, output } = await runCommand(command, args, env)
  expect(code, output).toBe(1)
  expect(output).not.toMatch(/^\s+at /m)
  return output.trim().split('\n').at(-1) ?? ''
}

test.skipIf(!CAN_MOUNT)('an import on a full disk is told in a sentence, and nothing is left half stored', async () => {
  mount(180)
  const env = { DATA_DIR: copyPrepared('empty', path.join(disk, 'data')) }
  expect((await runCommand('import', [bigArchive(MEGABYTE)], env)).code).toBe(0)
  const kept = fs.readdirSync(path.join(disk, 'data', 'files'))
  const { bavail, bsize } = fs.statfsSync(disk)
  const said = await failure('import', [bigArchive(bavail * bsize + MEGABYTE)], env)
  expect(said).toMatch(/disk .*full: make room/i)
  expect(fs.readdirSync(path.join(disk, 'data', 'files'))).toEqual(kept)
  expect(fs.readdirSync(path.join(disk, 'data', 'files', 'incoming'))).toEqual([])
})

test.skipIf(!CAN_MOUNT)('a database whose disk is full is told in a sentence', async () => {
  mount(180)
  const env = { DATA_DIR: copyPrepared('empty', path.join(disk, 'data')) }
  expect((await runCommand('import', [bigArchive(MEGABYTE)], env)).code).toBe(0)
  const talk = (id: number) =>
    JSON.stringify({ id: `t/${id}`, title: `Talk ${id}`, date: '2023-05', summary: `Words ${id}. `.repeat(2000) })
  const lines = path.join(top, 'talks.jsonl')
  fs.writeFileSync(lines, Array.from({ length: 4000 }, (_, id) => talk(id)).join('\n'))
  const { bavail, bsize } = fs.statfsSync(disk)
  fs.writeFileSync(path.join(disk, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - 8 * MEGABYTE)))
  expect(await failure('import', [lines], env)).toMatch(/disk .*full: make room/i)
})

test.skipIf(!CAN_MOUNT)('a backup and an export onto a full disk are told in a sentence', async () => {
  const env = { DATA_DIR: copyPrepared('empty', path.join(top, 'data')) }
  expect((await runCommand('import', [bigArchive(4 * MEGABYTE)], env)).code).toBe(0)
  mount(2)
  for (const command of ['backup', 'export']) {
    expect(await failure(command, [path.join(disk, command)], env)).toMatch(/disk .*full: make room/i)
  }
  // Nothing that looks like a copy is left of it.
  expect(fs.existsSync(path.join(disk, 'backup'))).toBe(false)
  expect(fs.existsSync(path.join(disk, 'export', 'archive.md'))).toBe(false)
})

test.skipIf(!CAN_MOUNT)('a restore onto a full disk is told in a sentence', async () => {
  const copy = path.join(top, 'copy')
  const env = { DATA_DIR: copyPrepared('empty', path.join(top, 'data')) }
  expect((await runCommand('import', [bigArchive(8 * MEGABYTE)], env)).code).toBe(0)
  expect((await runCommand('backup', [copy], env)).code).toBe(0)
  mount(180)
  const place = { DATA_DIR: copyPrepared('empty', path.join(disk, 'data')) }
  const { bavail, bsize } = fs.statfsSync(disk)
  fs.writeFileSync(path.join(disk, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - 4 * MEGABYTE)))
  expect(await failure('restore', [copy], place)).toMatch(/disk .*full: make room/i)
})

if (!CAN_MOUNT) test.skip('full disks are told: only root on Linux can make a small one')

test.skipIf(!CAN_MOUNT)('a data folder on a disk that can only be read is told in a sentence', async () => {
  mount(8)
  expect(spawnSync('mount', ['-o', 'remount,ro', disk]).status).toBe(0)
  expect(await failure('check', [], { DATA_DIR: path.join(disk, 'data') })).toContain(
    'look whether its disk can be written',
  )
})
