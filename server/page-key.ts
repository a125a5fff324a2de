import { LRUCache } from 'lru-cache'

import { PAGE_PARAMETERS, type PageParameters } from './page-parameters.ts'

/** Of an address that no route knows: what newsletters and social networks add to a link, and what Remix used to. */
const NEVER_READ = /^(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|_data)$/
/** A page is asked for with this at its end when the page before it has scripts; then only some loaders may be wanted. */
const DATA = '.data'
const WANTED_LOADERS = '_routes'
const LONGEST_REMEMBERED = 256
/** Remix tells the browser of routes there, of any of them. */
const MANIFEST = '/__manifest'

/** A search with every facet chosen stays far below; Node itself refuses 16 kB. */
const MAX_ADDRESS_LENGTH = 8192
/** The same search has some sixty; each costs time wherever the query is read. */
const MAX_PARAMETERS = 200

export type PageKey = {
  /** The address (path and query) under which a page is made and kept: what it reads, in one order and one spelling. */
  address: string
  /** False where one page has any number of addresses, in other spellings of its path. */
  isPlain: boolean
}

const remembered = new LRUCache<string, PageKey>({ max: 2000 })

/** Reads an address that can be decoded (`repairAddress`). */
export function pageKey(address: string): PageKey {
  if (beyondLimits(address) !== null) return { address, isPlain: false }
  const known = remembered.get(address)
  if (known) return known
  const key = readKey(address)
  if (address.length <= LONGEST_REMEMBERED) remembered.set(address, key)
  return key
}

/** What an address has too much of, before anybody reads it. */
export function beyondLimits(address: string): 'length' | 'parameters' | null {
  if (address.length > MAX_ADDRESS_LENGTH) return 'length'
  const parameters = address.slice(address.indexOf('?') + 1)
  return parameters !== address && parameters.split('&').length > MAX_PARAMETERS ? 'parameters' : null
}

function readKey(address: string): PageKey {
  const at = address.indexOf('?')
  const path = at < 0 ? address : address.slice(0, at)
  const given = new URLSearchParams(at < 0 ? '' : address.slice(at + 1))
  const isData = path.endsWith(DATA)
  const page = isData ? path.slice(0, -DATA.length).replace(/^\/_root$/, '/') : path
  const segments = page.split('/').slice(1).map(decodeURIComponent)
  while (segments.at(-1) === '') segments.pop()
  const parameters = PAGE_PARAMETERS.find((one) => leadsTo(one, segments))
  if (parameters === undefined) {
    return { address: withQuery(path, withoutNeverRead(given)), isPlain: !path.startsWith(MANIFEST) }
  }
  const read = readParameters(parameters, given)
  if (isData) addWantedLoaders(parameters, given, read)
  return { address: withQuery(path, read), isPlain: page === plainPath(parameters, segments) }
}

/** As Remix matches: letters may be large or small, and the parts of a path written as percent signs. */
function leadsTo({ path }: PageParameters, segments: readonly string[]): boolean {
  const pattern = path === '' ? [] : path.split('/')
  if (pattern.length !== segments.length) return false
  return pattern.every((part, at) => part.startsWith(':') || part === segments[at]?.toLowerCase())
}

function plainPath({ path }: PageParameters, segments: readonly string[]): string {
  const pattern = path.split('/')
  return `/${pattern.map((part, at) => (part.startsWith(':') ? encodeURIComponent(segments[at] ?? '') : part)).join('/')}`
}

function readParameters({ one, many }: PageParameters, given: URLSearchParams): URLSearchParams {
  const read = new URLSearchParams()
  for (const name of one) {
    const value = given.get(name)
    if (value !== null) read.append(name, value)
  }
  for (const name of many) for (const value of new Set(given.getAll(name))) read.append(name, value)
  return read
}

/** Those of the page itself, or of the frame around it; any other name is one that somebody made up. */
function addWantedLoaders({ route }: PageParameters, given: URLSearchParams, read: URLSearchParams): void {
  const wanted = new Set(given.get(WANTED_LOADERS)?.split(',') ?? [])
  const isOurs = wanted.size > 0 && [...wanted].every((name) => name === route || name === 'root')
  if (isOurs) read.append(WANTED_LOADERS, [...wanted].sort().join(','))
}

function withoutNeverRead(given: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...given].filter(([name]) => !NEVER_READ.test(name)))
}

function withQuery(path: string, parameters: URLSearchParams): string {
  return parameters.size === 0 ? path : `${path}?${parameters}`
}
