import fs from 'node:fs'
import path from 'node:path'

/** How the program was started, and when. */
export type ProgramStart = { args: string[]; env: Record<string, string>; at: number }

export type MeilisearchProgram = {
  /** The folder in which it is, for a PATH. */
  folder: string
  program: string
  starts: () => ProgramStart[]
}

/**
 * NOT a Meilisearch: a program of that name which notes how it was started and says that it is healthy, for what is done
 * with the process alone. `begins` is JavaScript that it runs first, `whenAsked` what it does when it has answered.
 */
export function makeMeilisearchProgram(
  folder: string,
  { begins = '', whenAsked = '' }: { begins?: string; whenAsked?: string } = {},
): MeilisearchProgram {
  const program = path.join(folder, 'meilisearch')
  const notes = path.join(folder, 'starts')
  const source = `#!${process.execPath}
const { env, argv } = process
require('node:fs').appendFileSync(${JSON.stringify(notes)}, JSON.stringify({ args: argv.slice(2), env, at: Date.now() }) + '\\n')
${begins}
const [host, port] = argv[argv.indexOf('--http-addr') + 1].split(':')
require('node:http').createServer((request, response) => {
  response.end('{"status":"available"}')
  ${whenAsked}
}).listen(Number(port), host)
`
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(program, source, { mode: 0o755 })
  const starts = () => {
    const lines = fs.existsSync(notes) ? fs.readFileSync(notes, 'utf8').trim().split('\n') : []
    return lines.map((line) => JSON.parse(line) as ProgramStart)
  }
  return { folder, program, starts }
}
