#!/usr/bin/env node
// @ts-check

/**
 * Stands in for the native schema engine that Prisma's command line would download, for developers who write a migration:
 *
 *     export DATABASE_URL=postgresql://…   # any running Postgres; npm start prints none, take one of your own
 *     export PRISMA_SCHEMA_ENGINE_BINARY=$PWD/scripts/schema-engine.mjs
 *     npx prisma migrate diff --from-migrations prisma/migrations --to-schema prisma/schema.prisma --script
 *
 * The command line starts it and speaks JSON-RPC over its standard input and output, a line a message; here the
 * WebAssembly build of the same engine answers. Servers and tests apply migrations without it
 * (app/platform/migrations.server.ts).
 */
import fs from 'node:fs'
import readline from 'node:readline'

import { connect } from './schema-engine/adapter.mjs'
import { loadEngine } from './schema-engine/engine.mjs'

const options = parseArguments(process.argv.slice(2))
if (options.command === undefined) await answerRequests()
else await runCommand(options.command)

/** @param {string[]} args what the command line calls the engine with */
function parseArguments(args) {
  /** @type {[string, string][]} */
  const datamodels = []
  /** @type {{ url?: string, shadowDatabaseUrl?: string }} */
  let datasource = {}
  /** @type {string | undefined} */
  let command
  for (let index = 0; index < args.length; index += 1) {
    const value = args[index + 1] ?? ''
    if (args[index] === '--datamodels') datamodels.push([value, fs.readFileSync(value, 'utf8')])
    if (args[index] === '--datasource') datasource = JSON.parse(value)
    if (args[index] === 'cli') command = value
    if (args[index] === '--version') command = 'version'
  }
  return { datamodels, command, url: datasource.url, shadowUrl: datasource.shadowDatabaseUrl }
}

/** @param {string} command */
async function runCommand(command) {
  const address = new URL(options.url ?? 'postgresql://localhost')
  const database = decodeURIComponent(address.pathname.slice(1)).replaceAll('"', '""')
  const server = new URL(address)
  server.pathname = '/postgres'
  try {
    switch (command) {
      case 'version':
        console.log('schema-engine-wasm')
        break
      case 'can-connect-to-database':
        await (await connect(address.href)).end()
        break
      case 'create-database':
        await execute(server.href, `CREATE DATABASE "${database}"`)
        break
      case 'drop-database':
        await execute(server.href, `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`)
        break
      default:
        throw new Error(`The command "${command}" is not known here.`)
    }
    tell('INFO', 'done', {})
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    tell('ERROR', message, { is_panic: false, error_code: prismaCode(error) })
    process.exitCode = 1
  }
}

/**
 * @param {string} url
 * @param {string} sql
 */
async function execute(url, sql) {
  const client = await connect(url)
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** Prisma's codes: no such database, refused, unreachable. https://www.prisma.io/docs/orm/reference/error-reference */
function prismaCode(/** @type {unknown} */ error) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === '3D000') return 'P1003'
  return code === '28P01' || code === '28000' ? 'P1000' : 'P1001'
}

/**
 * A line of the engine's log, which the command line reads from standard error.
 *
 * @param {string} level
 * @param {string} message
 * @param {Record<string, unknown>} fields
 */
function tell(level, message, fields) {
  const timestamp = new Date().toISOString()
  process.stderr.write(
    `${JSON.stringify({ timestamp, level, fields: { message, ...fields }, target: 'schema_engine' })}\n`,
  )
}

async function answerRequests() {
  const engine = await loadEngine(options)
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue
    const { id, method, params } = JSON.parse(line)
    if (method === undefined) continue // An acknowledgement of what we asked to be printed.
    try {
      send({ id, result: printed(await engine.answer(method, params)) ?? null })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      send({ id, error: { code: 4466, message, data: { is_panic: false, message } } })
    }
  }
}

/**
 * What a diff would print goes to the command line as a request of its own; the rest is the answer.
 *
 * @param {{ stdout?: string } | undefined} result
 */
function printed(result) {
  if (typeof result !== 'object' || !result?.stdout) return result
  const { stdout, ...rest } = result
  send({ id: 'print', method: 'print', params: { content: stdout.replace(/\n$/, '') } })
  return rest
}

/** @param {Record<string, unknown>} message */
function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}
