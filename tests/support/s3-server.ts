import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'

import type { S3Settings } from '#app/files/s3.server.ts'

import { freePort } from './free-port.ts'

export type S3Server = {
  settings: S3Settings
  /** Where the server keeps what it was given. */
  folder: string
  close: () => Promise<void>
}

const BUCKET = 'third-thursday'

/** A real S3 server (s3rver) on a free port of this machine, with one empty bucket. */
export async function startS3(): Promise<S3Server> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 's3-'))
  const port = await freePort()
  const program = createRequire(import.meta.url).resolve('s3rver/bin/s3rver.js')
  const options = [
    '--directory',
    folder,
    '--address',
    '127.0.0.1',
    '--port',
    String(port),
    '--configure-bucket',
    BUCKET,
  ]
  const server = spawn(process.execPath, ['--no-deprecation', program, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // It says where it listens.
  await Promise.race([once(server.stdout, 'data'), once(server, 'exit').then(failed)])
  server.stdout.resume()
  return {
    settings: {
      bucket: BUCKET,
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      // The only key that s3rver knows.
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

function failed(): never {
  throw new Error('The S3 server for tests ended before it listened.')
}
