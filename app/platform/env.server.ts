import fs from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'

import { z } from 'zod'

import { OperatorError } from './operator-error.ts'
import { singleton } from './singleton.ts'

const PORT_RANGE = 'must be a whole number from 1 to 65535'
const PORT = z.coerce.number({ error: PORT_RANGE }).int(PORT_RANGE).min(1, PORT_RANGE).max(65535, PORT_RANGE)

/** A whole number from 0 on; a message completes "RATE_LIMIT …". */
const COUNT_RANGE = 'must be a whole number, 0 or more'
const COUNT = z.coerce.number({ error: COUNT_RANGE }).int(COUNT_RANGE).min(0, COUNT_RANGE)

/** Every variable that the programs read. A message completes "PORT …"; a description is what `.env.example` says. */
export const EnvSchema = z.object({
  PORT: PORT.default(3000).describe('The port of the site.'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('The address to listen on. 0.0.0.0 (or ::) lets other machines in, as a container needs.'),
  SITE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://talks.example.org' })
    .refine((url) => new URL(url).pathname === '/' && !url.includes('?'), 'must be an address without a path')
    .transform((url) => new URL(url).origin)
    .optional()
    .describe(
      'The address under which readers see the site; links that leave it begin so. Unset: http://localhost:PORT.',
    ),
  DATA_DIR: z
    .string()
    .default('data')
    .transform((folder) => path.resolve(folder))
    .describe('The folder of the embedded database and of stored files.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be an address such as postgresql://user:password@host:5432/name' })
    .optional()
    .describe('A Postgres of your own (15 or newer). Unset: an embedded one is started, with its data in DATA_DIR.'),
  FILES_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional()
    .describe('The S3 bucket in which stored files are kept. Unset: the folder files in DATA_DIR.'),
  FILES_S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://s3.example.org' })
    .optional()
    .describe("An S3-compatible store. Unset: Amazon's own."),
  FILES_S3_REGION: z
    .string()
    .default('us-east-1')
    .describe('The region of the bucket; most stores that are not Amazon have only one and take any name.'),
  FILES_S3_ACCESS_KEY_ID: z
    .string()
    .optional()
    .describe('The key of that store, with its secret. Unset: what the machine has (a role, a profile).'),
  FILES_S3_SECRET_ACCESS_KEY: z.string().optional().describe('The secret of that key.'),
  FALLBACK_FONTS: z
    .string()
    .default('')
    .transform((files) => files.split(',').map((file) => file.trim()))
    .transform((files) => files.filter((file) => file !== '').map((file) => path.resolve(file)))
    .describe(
      'Font files (.ttf, .otf, .woff; with commas between) for PDFs and pictures, for letters that the built-in ones lack: Chinese, say.',
    ),
  SEED: z
    .string()
    .default('prisma/seed')
    .describe('The archive folder that is loaded when the database is empty. "none" leaves it empty.'),
  SEARCH_ENGINE: z
    .enum(['auto', 'built-in', 'meilisearch'], { error: 'must be auto, built-in or meilisearch' })
    .default('auto')
    .describe(
      'auto, built-in or meilisearch. auto asks Meilisearch where there is one (MEILISEARCH_URL, or a program of that name on the PATH), else the built-in engine.',
    ),
  MEILISEARCH_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as http://127.0.0.1:7700' })
    .optional()
    .describe(
      'A Meilisearch of your own. Unset: npm start runs the program "meilisearch", if there is one, with its data in DATA_DIR.',
    ),
  MEILISEARCH_API_KEY: z
    .string()
    .optional()
    .describe('The master key of that Meilisearch, or an admin key. It stays on the server.'),
  PAGE_CACHE_MB: COUNT.default(64).describe(
    'Memory for finished pages, which are then answered without being made again, in MB. 0: every page is made anew.',
  ),
  RATE_LIMIT: COUNT.default(600).describe(
    'How many answers a second one address may ask for that have to be made; what lies in memory is not counted. A whole hospital can be one address. 0: no limit.',
  ),
  TRUST_PROXY: z
    .string()
    .regex(/^[a-z0-9-]+$/i, 'must be the name of a header such as X-Forwarded-For')
    .transform((name) => name.toLowerCase())
    .optional()
    .describe(
      'The header in which your proxy says who asks, such as X-Forwarded-For. Unset: whoever connects asks. Set it only behind a proxy that writes this header itself.',
    ),
  METRICS_PORT: PORT.optional().describe(
    'The port of /metrics for Prometheus, apart from the site so that readers never reach it. Unset: none.',
  ),
  METRICS_HOST: z.string().default('127.0.0.1').describe('The address on which METRICS_PORT listens.'),
  LOG_FORMAT: z
    .enum(['text', 'json'], { error: 'must be text or json' })
    .optional()
    .describe('text or json, on standard error. Unset: text at a terminal, else json.'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], { error: 'must be debug, info, warn or error' })
    .default('info')
    .describe('The least that is logged: debug, info (with a line for each request), warn or error.'),
  CHROMIUM: z.string().optional().describe('The Chromium with which npm test runs. Unset: it is looked for.'),
  MOTO_SERVER: z
    .string()
    .optional()
    .describe('The moto_server with which npm test runs. Unset: it is looked for, and installed where it can be.'),
})

const SECRETS = new Set(['DATABASE_URL', 'MEILISEARCH_API_KEY', 'FILES_S3_SECRET_ACCESS_KEY'])

export type S3Env = {
  bucket: string
  endpoint: string | undefined
  region: string
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined
}

export type Env = {
  port: number
  host: string
  /** An origin: no path, no slash at its end. */
  siteUrl: string
  /** Absolute. */
  dataDir: string
  databaseUrl: string | undefined
  /** The bucket that keeps stored files; undefined for the folder in `dataDir`. */
  filesS3: S3Env | undefined
  /** Absolute paths. */
  fallbackFonts: string[]
  /** The archive folder to load into an empty database; undefined for none. */
  seed: string | undefined
  searchEngine: 'auto' | 'built-in' | 'meilisearch'
  meilisearchUrl: string | undefined
  meilisearchApiKey: string | undefined
  pageCacheBytes: number
  /** Answers a second for one address; 0 for no limit. */
  rateLimit: number
  /** The name of a header in lower case. */
  trustProxy: string | undefined
  metrics: { host: string; port: number } | undefined
  log: { format: 'text' | 'json' | undefined; level: 'debug' | 'info' | 'warn' | 'error' }
}

/** The environment of this process, with what `.env` adds to it. Read at the first call; throws an OperatorError. */
export function env(): Env {
  return singleton('env', () => parseEnvironment({ ...readEnvFile('.env'), ...process.env }))
}

/** What programs look for wherever they run; the rest of our environment (addresses, secrets) is nobody else's business. */
const COMMON = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'TMP', 'TEMP', 'SystemRoot']

/** The environment for a program that is started from here: settings of its own, by the prefix of their names, and what is given. */
export function environmentFor(prefix: string, variables: Record<string, string>): NodeJS.ProcessEnv {
  const passed = Object.entries(process.env).filter(([name]) => COMMON.includes(name) || name.startsWith(prefix))
  return { ...Object.fromEntries(passed), ...variables } as NodeJS.ProcessEnv
}

/** The folders in which the system looks for programs. */
export function programFolders(): string[] {
  return (process.env['PATH'] ?? '').split(path.delimiter)
}

/** Variables by name into what the programs take. An empty one counts as unset. Throws an OperatorError that names it. */
export function parseEnvironment(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = EnvSchema.safeParse(given)
  if (!parsed.success) throw new OperatorError(describeIssue(parsed.error, given))
  const { data } = parsed
  return {
    port: data.PORT,
    host: data.HOST,
    siteUrl: data.SITE_URL ?? `http://localhost:${data.PORT}`,
    dataDir: data.DATA_DIR,
    databaseUrl: data.DATABASE_URL,
    filesS3: filesS3Of(data),
    fallbackFonts: data.FALLBACK_FONTS,
    seed: data.SEED === 'none' ? undefined : data.SEED,
    searchEngine: data.SEARCH_ENGINE,
    meilisearchUrl: data.MEILISEARCH_URL,
    meilisearchApiKey: data.MEILISEARCH_API_KEY,
    pageCacheBytes: data.PAGE_CACHE_MB * 2 ** 20,
    rateLimit: data.RATE_LIMIT,
    trustProxy: data.TRUST_PROXY,
    metrics: data.METRICS_PORT === undefined ? undefined : { host: data.METRICS_HOST, port: data.METRICS_PORT },
    log: { format: data.LOG_FORMAT, level: data.LOG_LEVEL },
  }
}

function filesS3Of(data: z.output<typeof EnvSchema>): S3Env | undefined {
  const [accessKeyId, secretAccessKey] = [data.FILES_S3_ACCESS_KEY_ID, data.FILES_S3_SECRET_ACCESS_KEY]
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined))
    throw new OperatorError('FILES_S3_ACCESS_KEY_ID and FILES_S3_SECRET_ACCESS_KEY belong together: one is missing.')
  const bucket = data.FILES_S3_BUCKET
  if (bucket === undefined) return undefined
  const credentials =
    accessKeyId === undefined || secretAccessKey === undefined ? undefined : { accessKeyId, secretAccessKey }
  return { bucket, endpoint: data.FILES_S3_ENDPOINT, region: data.FILES_S3_REGION, credentials }
}

function describeIssue(error: z.ZodError, given: Record<string, string | undefined>): string {
  const issue = error.issues[0]
  const name = String(issue?.path[0])
  const value = SECRETS.has(name) ? '' : `, not "${given[name]}"`
  return `${name} ${issue?.message}${value}.`
}

function readEnvFile(file: string): Record<string, string | undefined> {
  return fs.existsSync(file) ? parseEnv(fs.readFileSync(file, 'utf8')) : {}
}
