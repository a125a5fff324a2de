import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type { S3Settings } from '#app/files/s3.server.ts'

import { findMoto } from '#scripts/steps/moto.mjs'

import { freePort } from './free-port.ts'

export type S3Server = {
  settings: S3Settings
  /** Where the server keeps what it was given. */
  folder: string
  close: () => Promise<void>
}

const BUCKET = 'third-thursday'

/** Kinds of real S3 servers: s3rver, which is always here, and moto, where it can be had (scripts/steps/moto.mjs). */
export type S3Kind = 's3rver' | 'moto'

const MOTO = findMoto()
export const S3_KINDS: S3Kind[] = MOTO === null ? ['s3rver'] : ['s3rver', 'moto']
export const WITHOUT_MOTO =
  'no program named moto_server is here: npm test installs it where there is Python and a network'

/** A real S3 server on a free port of this machine, with one empty bucket. */
export async function startS3(kind: S3Kind = 's3rver'): Promise<S3Server> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 's3-'))
  const port = await freePort()
  const server = kind === 'moto' ? await startMoto(port) : await startS3rver(folder, port)
  return {
    settings: {
      bucket: BUCKET,
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      // The only key that s3rver knows; moto takes any.
      credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
      incoming: path.join(folder, 'incoming'),
    },
    folder: path.join(folder, BUCKET),
    close: async () => {
      server.kill()
      await once(server, 'exit')
      await fs.rm(folder, { recursive: true, force: true })
    },
  }
}

async function startS3rver(folder: string, port: number): Promise<ChildProcess> {
  const program = createRequire(import.meta.url).resolve('s3rver/bin/s3rver.js')
  const where = ['--directory', folder, '--address', '127.0.0.1', '--port', String(port)]
  const server = spawn(process.execPath, ['--no-deprecation', program, ...where, '--configure-bucket', BUCKET], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // It says where it listens.
  await Promise.race([once(server.stdout, 'data'), once(server, 'exit').then(failed)])
  server.stdout.resume()
  return server
}

async function startMoto(port: number): Promise<ChildProcess> {
  if (MOTO === null) throw new Error(WITHOUT_MOTO)
  const server = spawn(MOTO, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
  let isEnded = false
  server.once('exit', () => (isEnded = true))
  for (;;) {
    const made = await fetch(`http://127.0.0.1:${port}/${BUCKET}`, { method: 'PUT' }).catch(() => undefined)
    if (made?.ok) return server
    if (isEnded) failed()
    await sleep(50)
  }
}

function failed(): never {
  throw new Error('The S3 server for tests ended before it listened.')
}
