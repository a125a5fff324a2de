// @ts-check
import fs from 'node:fs'
import { createRequire } from 'node:module'

import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'

import { createAdapterFactory } from './adapter.mjs'

/** The address of no database: the engine connects at once, and then says so in its own words. */
const NOWHERE = 'postgresql://127.0.0.1:1/none'

/** Methods whose name differs between the program and the WebAssembly build. */
/** @type {Record<string, string>} */
const RENAMED = { getDatabaseVersion: 'version' }

/**
 * What the engine answers to, as far as we care.
 *
 * @typedef {Record<string, (params: Record<string, unknown>) => Promise<{ stdout?: string } | undefined>>} Methods
 */

/**
 * The schema engine of `@prisma/schema-engine-wasm`, ready to answer.
 *
 * @param {{ datamodels: [string, string][], url: string | undefined, shadowUrl: string | undefined }} options `datamodels`: paths and contents
 */
export async function loadEngine({ datamodels, url, shadowUrl }) {
  const glue = await loadWebAssembly()
  const adapters = createAdapterFactory(url ?? NOWHERE, shadowUrl)
  const factory = bindMigrationAwareSqlAdapterFactory(/** @type {never} */ (adapters))
  const options = /** @type {never} */ (datamodels.length > 0 ? { datamodels } : {})

  return {
    /**
     * Answers one request, on an engine of its own: one that has failed does not answer again.
     *
     * @param {string} method
     * @param {Record<string, unknown>} params
     */
    answer: async (method, params) => {
      const engine = await glue.SchemaEngine.new(options, () => undefined, factory)
      const methods = /** @type {Methods} */ (/** @type {unknown} */ (engine))
      try {
        if (method === 'evaluateDataLoss' || method === 'createMigration') {
          // Both fail on an engine that has not diagnosed before.
          await methods['devDiagnostic']?.({ migrationsList: params['migrationsList'], filters: params['filters'] })
        }
        const name = RENAMED[method] ?? method
        if (!(name in methods)) throw new Error(`The engine has no method "${method}".`)
        return await methods[name]?.(params)
      } catch (error) {
        throw withCause(error, factory.errorRegistry)
      } finally {
        engine.free()
        await adapters.dropShadows()
      }
    },
  }
}

async function loadWebAssembly() {
  // The engine calls this before it dies; without it its last words are lost.
  const set_message = (/** @type {string} */ text) => console.error(text)
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message } })
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(entry.replace(/\.js$/, '.wasm')), {
    './schema_engine_bg.js': glue,
  })
  const exported = /** @type {{ __wbindgen_start: () => void }} */ (/** @type {unknown} */ (instance.exports))
  glue.__wbg_set_wasm(exported)
  exported.__wbindgen_start()
  return glue
}

/**
 * An error of the database comes back from WebAssembly as a number; what it was stands in the registry.
 *
 * @param {unknown} error
 * @param {import('@prisma/driver-adapter-utils').ErrorRegistry} registry
 */
function withCause(error, registry) {
  const message = error instanceof Error ? error.message : String(error)
  const number = /External error id#(\d+)/.exec(message)?.[1]
  const cause = number === undefined ? undefined : registry.consumeError(Number(number))?.error
  return cause instanceof Error ? new Error(`${cause.message}\n${message}`, { cause }) : error
}
