import pino, { type Logger } from 'pino'

import { singleton } from './singleton.ts'

/** `text` is for a person at a terminal, `json` for programs: one object a line (https://getpino.io). */
export type LogFormat = 'text' | 'json'
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** What a line of the log says beside its message: `requestId` of the request that it is about, and whatever helps. */
export type LogFields = Record<string, string | number | boolean | null | undefined>

const FLUSH_MS = 100
const FLUSH_BYTES = 16 * 1024

type Log = { format: LogFormat; level: LogLevel; json: Logger; write: (line: string) => void }

/** Chooses how this process logs. Without it: text at a terminal, JSON elsewhere, nothing below `info`. */
export function configureLog({ format, level }: { format: LogFormat | undefined; level: LogLevel }): void {
  Object.assign(log(), { format: format ?? defaultFormat(), level })
  log().json.level = level
}

/** What the operator reads: one line for each thing that happened. */
export function logInfo(message: string, fields: LogFields = {}): void {
  const { format, json } = log()
  if (format === 'json') json.info(fields, message)
  else if (json.isLevelEnabled('info')) console.log(inText(message, fields))
}

/** Something is odd and needs no action now. */
export function logWarning(message: string, fields: LogFields = {}): void {
  const { format, json } = log()
  if (format === 'json') json.warn(fields, message)
  else console.warn(inText(message, fields))
}

/** Something failed; `error` with its stack. */
export function logError(message: string, error: unknown, fields: LogFields = {}): void {
  const { format, json } = log()
  if (format === 'json') json.error({ ...fields, error }, message)
  else console.error(inText(message, fields), error)
}

/** A request that was answered. No address of the reader and no query: nobody's searches are kept. */
export type RequestLine = {
  requestId: string
  method: string
  /** Without the query. */
  path: string
  status: number
  /** From the first byte of the request to the last of the answer. */
  ms: number
  /** False when the reader went away before the end. */
  whole: boolean
}

export function logRequest(line: RequestLine): void {
  const { format, json, write } = log()
  if (!json.isLevelEnabled('info')) return
  if (format === 'json') json.info(line, 'request')
  else write(`${line.method} ${line.path} ${line.status} ${line.ms} ms${line.whole ? '' : ', broken off'}\n`)
}

function log(): Log {
  return singleton('log', () => {
    const write = gatheredWrites()
    const json = pino(
      {
        level: 'info',
        base: null,
        messageKey: 'message',
        errorKey: 'error',
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        serializers: { error: pino.stdSerializers.err },
      },
      // An error goes out at once, and through the console, where a test that does not expect it sees it.
      { write: (line) => (line.startsWith('{"level":"error"') ? console.error(line.trimEnd()) : write(line)) },
    )
    return { format: defaultFormat(), level: 'info', json, write }
  })
}

function defaultFormat(): LogFormat {
  return process.stderr.isTTY ? 'text' : 'json'
}

/** Standard error, some lines at a time: a write for each request would cost more than an answer from memory. */
function gatheredWrites(): (line: string) => void {
  let gathered = ''
  const flush = () => {
    if (gathered !== '') process.stderr.write(gathered)
    gathered = ''
  }
  process.on('exit', flush)
  let timer: NodeJS.Timeout | undefined
  return (line) => {
    gathered += line
    if (gathered.length >= FLUSH_BYTES) flush()
    timer ??= setTimeout(() => {
      timer = undefined
      flush()
    }, FLUSH_MS).unref()
  }
}

function inText(message: string, fields: LogFields): string {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined)
  return said.length === 0 ? message : `${message} (${said.map(([name, value]) => `${name} ${value}`).join(', ')})`
}
