import path from 'node:path'

import type { LoaderFunctionArgs } from '@remix-run/node'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { ENTRY_KINDS } from '#app/domain/search.ts'
import { forgetSingleton, singleton } from '#app/platform/singleton.ts'
import routes from '#app/routes.ts'
import { getSearch, startSearch } from '#app/search/index.server.ts'
import { PAGE_PARAMETERS } from '#server/page-parameters.ts'
import { queryOf } from '#tests/contracts/search-documents.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

import { putConversation } from './search-fixture.ts'

type Loader = (args: LoaderFunctionArgs) => unknown
type Route = { path: string; id: string; load: () => Promise<Loader | undefined> }

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  singleton('database', () => db)
  await putConversation(db, { slug: 'kindness', speakers: ['Ada Kind'], themes: ['Listening'], recording: 'here' })
  const organisation = await db.prisma.organisation.create({ data: { slug: 'school', name: 'School' } })
  await db.prisma.offering.create({
    data: { slug: 'course', kind: 'course', title: 'A course in kindness', organisationId: organisation.id },
  })
  await db.prisma.newsItem.create({
    data: { slug: 'prize', title: 'A prize for kindness', datedOn: new Date('2024-05-01'), datedPrecision: 'month' },
  })
  await startSearch(db, { engine: 'built-in', meilisearch: undefined })
})
afterAll(async () => {
  await getSearch().stop()
  forgetSingleton('database')
  await database.close()
})

/** Every route of the site map, with what answers it. */
function siteMap(): Route[] {
  return routes.map(({ path: address = '', file, id = file.replace(/\.tsx?$/, '') }) => ({
    path: address,
    id,
    load: async () => ((await import(path.resolve('app', file))) as { loader?: Loader }).loader,
  }))
}

/** What a route gives for an address: its answer or its data, or what it throws instead of a page. */
async function ask(route: Route, address: string): Promise<unknown> {
  const loader = await route.load()
  const url = new URL(address, 'http://site.example')
  const given = url.pathname.split('/').slice(1).map(decodeURIComponent)
  const names = route.path.split('/').map((part, at): [string, string] => [part.replace(/^:/, ''), given[at] ?? ''])
  try {
    return await loader?.({ request: new Request(url), params: Object.fromEntries(names), context: {} })
  } catch (thrown) {
    return { thrown }
  }
}

function routeOf(address: string): Route {
  const given = new URL(address, 'http://site.example').pathname.split('/').slice(1)
  const found = siteMap().find(({ path: pattern }) => {
    const parts = pattern.split('/')
    return parts.length === given.length && parts.every((part, at) => part.startsWith(':') || part === given[at])
  })
  if (found === undefined) throw new Error(`No route leads to ${address}`)
  return found
}

test('whatever can be found has a page, of every kind, in results and in suggestions', async () => {
  const found = await getSearch().search(queryOf({ q: '' }))
  if (found.status !== 'ok') throw new Error('Search is away')
  expect(new Set(found.results.map(({ kind }) => kind))).toEqual(new Set(ENTRY_KINDS))
  const suggested = await Promise.all(['kindness', 'ada', 'listening'].map((q) => getSearch().suggest(q)))
  const addresses = new Set([
    ...found.results.map(({ url }) => url),
    ...suggested.flatMap((one) => (one.status === 'ok' ? one.suggestions.map(({ url }) => url) : [])),
  ])
  for (const address of addresses) {
    expect(await ask(routeOf(address), address), address).not.toHaveProperty('thrown')
  }
})

test('the table of parameters names every route, and each route reads no others', async () => {
  const known = siteMap().filter(({ path: address }) => address !== '*')
  expect(PAGE_PARAMETERS.map(({ path: address, route }) => [address, route])).toEqual(
    known.map(({ path: address, id }) => [address, id]),
  )
  const read = new Set<string>()
  const original = { get: URLSearchParams.prototype.get, all: URLSearchParams.prototype.getAll }
  const spies = [
    vi.spyOn(URLSearchParams.prototype, 'get').mockImplementation(function (this: URLSearchParams, name) {
      read.add(name)
      return original.get.call(this, name)
    }),
    vi.spyOn(URLSearchParams.prototype, 'getAll').mockImplementation(function (this: URLSearchParams, name) {
      read.add(name)
      return original.all.call(this, name)
    }),
    vi.spyOn(URLSearchParams.prototype, 'has').mockImplementation(function (this: URLSearchParams, name) {
      read.add(name)
      return original.all.call(this, name).length > 0
    }),
  ]
  const slugs: Record<string, string> = {
    'conversations/:slug': 'kindness',
    'conversations/:slug/summaries.zip': '2023',
    'conversations/:slug/:file': 'kindness',
    'people/:slug': 'ada-kind',
    'themes/:slug': 'listening',
    'themes/:slug/summaries.zip': 'listening',
    'learning/:slug': 'course',
    'news/:slug': 'prize',
  }
  try {
    for (const { path: address, one, many } of PAGE_PARAMETERS) {
      const route = known.find((other) => other.path === address)
      read.clear()
      const asked = `/${address
        .replace(':slug', slugs[address] ?? 'x')
        .replace(':file', 'transcript.txt')
        .replaceAll(/:\w+/g, 'x')}`
      if (route) await ask(route, `${asked}?q=kindness&page=1`)
      const besides = [...read].filter((name) => ![...one, ...many].includes(name))
      expect(besides, address).toEqual([])
    }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
})
