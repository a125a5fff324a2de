import fs from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { EnvSchema, parseEnvironment } from './env.server.ts'
import { OperatorError } from './operator-error.ts'

/** The paragraphs of .env.example that hold a variable: its name, what is said about it, and the value it shows. */
function readExample(): Map<string, { description: string; value: string }> {
  const paragraphs = fs.readFileSync('.env.example', 'utf8').split(/\n\s*\n/)
  const found = new Map<string, { description: string; value: string }>()
  for (const paragraph of paragraphs) {
    const lines = paragraph.trim().split('\n')
    const variable = /^(?:# )?([A-Z0-9_]+)=(.*)$/.exec(lines.at(-1) ?? '')
    if (!variable) continue
    const description = lines.slice(0, -1).map((line) => line.replace(/^# ?/, ''))
    found.set(variable[1] ?? '', { description: description.join(' '), value: variable[2] ?? '' })
  }
  return found
}

test('.env.example describes every variable that is read, as the schema does, and no other', () => {
  const described = [...readExample()].map(([name, { description }]) => [name, description])
  const declared = Object.entries(EnvSchema.shape).map(([name, schema]) => [name, schema.description])
  expect(described).toEqual(declared)
})

test('the values in .env.example are the defaults', () => {
  const shown = [...readExample()].map(([name, { value }]) => [name, value])
  expect(parseEnvironment(Object.fromEntries(shown))).toEqual(parseEnvironment({}))
})

test('metrics are served when a port is given, to this machine alone unless another host is', () => {
  expect(parseEnvironment({}).metrics).toBeUndefined()
  expect(parseEnvironment({ METRICS_PORT: '9464' }).metrics).toEqual({ host: '127.0.0.1', port: 9464 })
  expect(parseEnvironment({ METRICS_PORT: '9464', METRICS_HOST: '0.0.0.0' }).metrics?.host).toBe('0.0.0.0')
})

test('a bad value is refused in one sentence that names the variable and quotes the value', () => {
  expect(() => parseEnvironment({ PORT: 'http' })).toThrow(
    new OperatorError('PORT must be a whole number from 1 to 65535, not "http".'),
  )
  expect(() => parseEnvironment({ PORT: '70000' })).toThrow('PORT must be')
  expect(() => parseEnvironment({ SEARCH_ENGINE: 'google' })).toThrow(
    'SEARCH_ENGINE must be auto, built-in or meilisearch',
  )
  expect(() => parseEnvironment({ SITE_URL: 'https://example.org/talks' })).toThrow(
    'SITE_URL must be an address without a path',
  )
})

test('the password in a bad DATABASE_URL is not repeated', () => {
  expect(() => parseEnvironment({ DATABASE_URL: 'mysql://me:hunter2@host/db' })).toThrow(
    new OperatorError('DATABASE_URL must be an address such as postgresql://user:password@host:5432/name.'),
  )
})

test('a bucket comes with both halves of its key or with none, and the secret is not repeated', () => {
  const bucket = { FILES_S3_BUCKET: 'files', FILES_S3_ACCESS_KEY_ID: 'me' }
  expect(() => parseEnvironment(bucket)).toThrow(OperatorError)
  expect(() => parseEnvironment({ FILES_S3_BUCKET: 'A bucket' })).toThrow(
    'FILES_S3_BUCKET must be the name of a bucket',
  )
  expect(parseEnvironment({ ...bucket, FILES_S3_SECRET_ACCESS_KEY: 'hunter2' }).filesS3).toEqual({
    bucket: 'files',
    endpoint: undefined,
    region: 'us-east-1',
    credentials: { accessKeyId: 'me', secretAccessKey: 'hunter2' },
  })
  expect(parseEnvironment({}).filesS3).toBeUndefined()
})

test('an empty variable counts as unset', () => {
  expect(parseEnvironment({ PORT: '', DATABASE_URL: '', SITE_URL: '' })).toMatchObject({
    port: 3000,
    databaseUrl: undefined,
    siteUrl: 'http://localhost:3000',
  })
})

test('SITE_URL loses the slash at its end, DATA_DIR becomes absolute and SEED=none means no seed', () => {
  const parsed = parseEnvironment({ SITE_URL: 'https://talks.example.org/', DATA_DIR: 'elsewhere', SEED: 'none' })
  expect(parsed.siteUrl).toBe('https://talks.example.org')
  expect(parsed.dataDir).toBe(path.resolve('elsewhere'))
  expect(parsed.seed).toBeUndefined()
})
