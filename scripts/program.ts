import fs from 'node:fs'

import { env } from '#app/platform/env.server.ts'
import { explainError } from '#app/platform/explain-error.ts'
import { OperatorError } from '#app/platform/operator-error.ts'
import { isOutage } from '#app/platform/outage.server.ts'

import { openCommandLine, type CommandLine } from './steps/command-line.mjs'
import type { COMMANDS } from './steps/commands.mjs'
import { failWith } from './steps/failure.mjs'

/** Postgres takes so much at once for what it writes ahead; without it, it ends. */
const WAL_SEGMENT_BYTES = 16 * 1024 * 1024

/**
 * Runs a program that an operator has called: `--help` is answered without touching anything, what was mistyped and what
 * the operator can put right is told in a sentence, and the exit code is 1. `main` may set another exit code itself.
 *
 * @param name as in `npm run NAME`
 */
export async function runProgram(
  name: keyof typeof COMMANDS,
  main: (given: CommandLine) => Promise<void>,
): Promise<void> {
  try {
    const given = openCommandLine(name, process.argv.slice(2))
    if (given !== null) await main(given)
  } catch (error) {
    const explained = explainError(error)
    failWith(!(explained instanceof OperatorError) && isOutage(error) ? explainOutage(error) : explained)
  }
}

/** The database went away under us; a full disk is the likeliest reason, and Postgres tells it to its log alone. */
function explainOutage(error: unknown): OperatorError {
  const { databaseUrl, dataDir } = env()
  const sentence =
    databaseUrl === undefined && freeBytes(dataDir) < WAL_SEGMENT_BYTES
      ? `The disk that holds ${dataDir} is full: make room and start again. What was written whole stays.`
      : `The database went away: look at ${databaseUrl === undefined ? `${dataDir}/postgres/postgres.log` : 'its log'}, then start again. What was written whole stays.`
  return new OperatorError(sentence, { cause: error })
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = fs.statfsSync(folder)
  return bavail * bsize
}
