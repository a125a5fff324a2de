import http from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'

import MiniSearch from 'minisearch'

import type { Database } from '#app/archive/database.server.ts'
import type { SearchQuery } from '#app/domain/search.ts'
import { EMPTY_QUERY } from '#app/domain/search-query.ts'
import { BuiltInEngine } from '#app/search/built-in/engine.ts'
import { withSnapshot } from '#app/search/changes.server.ts'
import { readAllDocuments } from '#app/search/documents.server.ts'
import type { SearchDocument } from '#app/search/engine.ts'

import { percentile, timed, type Row } from './machine.ts'
import { download, type Site } from './site.ts'

const BUILDS = 3
const AS_BROWSERS_DO = { 'accept-encoding': 'gzip, deflate, br' }

/** The built-in engine beside MiniSearch on the same documents and queries, and behind HTTP. */
export async function measureSearch(db: Database, site: Site, queries: readonly string[]): Promise<Row[]> {
  // First, while this process holds nothing that would make the reader's side slow.
  const agent = new http.Agent({ keepAlive: true })
  const overHttp = await latencies(queries, (q) =>
    download(`${site.url}/search.json?q=${encodeURIComponent(q)}`, agent, AS_BROWSERS_DO),
  )
  agent.destroy()
  const documents = await withSnapshot(db, (client) => collect(readAllDocuments(client)))
  const engine = new BuiltInEngine()
  let mini = miniSearch()
  // In turns, and the best of each: the first of both is built before Node has compiled what builds it.
  const [built, miniBuilt]: number[][] = [[], []]
  for (let turn = 0; turn < BUILDS; turn++) {
    built!.push((await timed(() => engine.rebuild(inOneBatch(documents)))).seconds)
    mini = miniSearch()
    miniBuilt!.push((await timed(() => mini.addAll(documents.map(asMiniDocument)))).seconds)
  }

  const ours = await latencies(queries, async (q) => void (await engine.search(queryOf(q))))
  const theirs = await latencies(queries, (q) => void countFacets(mini.search(q), documents))
  return [
    row('building in memory, to MiniSearch', ratio(Math.min(...miniBuilt!), Math.min(...built!)), '≥ 1.5 (rate)'),
    row('facet search p50 / p95, in process', milliseconds(ours), ''),
    row('MiniSearch with facets counted, p50 / p95', milliseconds(theirs), ''),
    row('p95 in process, to MiniSearch', ratio(percentile(ours, 0.95), percentile(theirs, 0.95)), '≤ 0.12'),
    row('/search.json p50 / p95, to the last byte', milliseconds(overHttp), ''),
    row('/search.json p95, to in process', ratio(percentile(overHttp, 0.95), percentile(ours, 0.95)), '≤ 2'),
  ]
}

async function collect(batches: AsyncIterable<SearchDocument[]>): Promise<SearchDocument[]> {
  const all: SearchDocument[] = []
  for await (const batch of batches) all.push(...batch)
  return all
}

async function* inOneBatch(documents: SearchDocument[]): AsyncGenerator<SearchDocument[]> {
  yield documents
}

/** As its makers advise for short queries: prefixes, typos by length, names and titles above the text. */
function miniSearch() {
  return new MiniSearch({
    fields: ['title', 'speakers', 'themes', 'text'],
    searchOptions: { boost: { title: 4, speakers: 3, themes: 2 }, prefix: true, fuzzy: 0.2, combineWith: 'AND' },
  })
}

function asMiniDocument(document: SearchDocument, id: number) {
  return {
    id,
    title: [document.title, ...document.aliases].join(' '),
    speakers: document.speakers.map(({ name }) => name).join(' '),
    themes: document.themes.map(({ name }) => name).join(' '),
    text: [document.summary, ...document.documents.map(({ text }) => text)].join(' '),
  }
}

/** What a page with facets has to do with a library's hits. */
function countFacets(hits: { id: number }[], documents: SearchDocument[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { id } of hits) {
    const found = documents[id]
    if (found === undefined) continue
    const { kind, heldOn, speakers, themes, has } = found
    const values = [kind, heldOn?.slice(0, 4) ?? '', heldOn?.slice(0, 7) ?? '', ...has]
    for (const value of [...values, ...[...speakers, ...themes].map(({ slug }) => slug)]) {
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
  }
  return counts
}

function queryOf(q: string): SearchQuery {
  return { ...EMPTY_QUERY, q }
}

/** The time of each query in milliseconds, one after another, each in a turn of its own, warmed up. */
async function latencies(queries: readonly string[], ask: (q: string) => Promise<void> | void): Promise<number[]> {
  for (const q of queries) await ask(q)
  const waits: number[] = []
  for (const q of queries) {
    await turn()
    waits.push((await timed(() => ask(q))).seconds * 1000)
  }
  return waits
}

function row(what: string, measured: string, bar: string): Row {
  return { what, measured, bar }
}

function ratio(one: number, other: number): string {
  return (one / other).toFixed(2)
}

function milliseconds(waits: number[]): string {
  return `${percentile(waits, 0.5).toFixed(1)} / ${percentile(waits, 0.95).toFixed(1)} ms`
}
