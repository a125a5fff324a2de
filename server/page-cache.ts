import { compress, COMPRESS_FROM_BYTES, isCompressible, type Encoding } from './compression.ts'

/** How long a page is answered without being made again. A change empties the cache at once; this is for the clock. */
const FRESH_MS = 30_000
/** How much longer it may stand in for one that cannot be made, while the database is away. */
const STAND_IN_MS = 10 * 60_000
/** One page may fill no more than this share of the cache. */
const LARGEST_SHARE = 1 / 8
/** About what an entry costs beside its bytes. */
const OVERHEAD_BYTES = 2048

export type Coding = Encoding | 'identity'

/** A finished answer that anybody may have: status 200, without cookies, whole. */
export type KeptPage = {
  /** Names and values in turn, without those that differ by encoding. */
  headers: readonly string[]
  etag: string
  /** What `Last-Modified` says, in milliseconds; NaN when it says nothing. */
  changed: number
  body: Buffer
  /** Whether the body shrinks, so that each encoding is an answer of its own. */
  shrinks: boolean
  keptAt: number
  encoding: Map<Coding, Promise<Encoded>>
  /** Encodings that are made. */
  ready: Map<Coding, Encoded>
}

/** The bytes and the whole list of headers of one encoding. */
export type Encoded = { headers: string[]; body: Uint8Array }

/** Where the making of one page stands. `keep` and `end` after the first of them do nothing. */
export type Making = {
  /** Of whoever asked first. */
  address: string
  /** Whether its turn has come; `begin` says so. */
  isBegun: () => boolean
  begin: () => void
  /** Resolves when it is over: with the page, or with null when it is one that is not kept. */
  outcome: Promise<KeptPage | null>
  /** The page as it was before, for when it cannot be made. */
  standIn: KeptPage | null
  keep: (page: KeptPage) => void
  end: () => void
}

/**
 * Finished pages by their address (`pageKey`), bounded in bytes, the longest unused going first. What was
 * begun before the cache was emptied is not kept: it may show what was there before the change.
 */
export class PageCache {
  readonly counts = { hits: 0, misses: 0, kept: 0, emptied: 0, stoodIn: 0 }
  private readonly pages = new Map<string, KeptPage>()
  private readonly making = new Map<string, Making>()
  private generation = 0
  private held = 0

  constructor(
    private readonly maxBytes: number,
    /** Milliseconds. */
    readonly now: () => number = Date.now,
  ) {}

  get bytes(): number {
    return this.held
  }

  get size(): number {
    return this.pages.size
  }

  /** The page of an address while it is fresh. */
  get(key: string): KeptPage | undefined {
    const page = this.pages.get(key)
    if (page === undefined || this.now() - page.keptAt > FRESH_MS) return undefined
    // The order of a Map is the order of use.
    this.pages.delete(key)
    this.pages.set(key, page)
    return page
  }

  /** The making of this page that is under way, so that many who ask at once wait for one. */
  underWay(key: string): Making | undefined {
    return this.making.get(key)
  }

  begin(key: string, address = ''): Making {
    const { generation } = this
    let settle: (page: KeptPage | null) => void = () => undefined
    const outcome = new Promise<KeptPage | null>((resolve) => {
      settle = resolve
    })
    const finish = (page: KeptPage | null) => {
      if (this.making.get(key) === making) this.making.delete(key)
      if (page !== null && generation === this.generation) this.store(key, page)
      settle(generation === this.generation ? page : null)
    }
    let isBegun = false
    const making: Making = {
      address,
      isBegun: () => isBegun,
      begin: () => {
        isBegun = true
      },
      outcome,
      standIn: this.standIn(key),
      keep: (page) => finish(page),
      end: () => finish(null),
    }
    this.making.set(key, making)
    return making
  }

  /** Forgets all pages, and those that are being made. */
  empty(): void {
    this.generation += 1
    this.counts.emptied += 1
    this.pages.clear()
    this.making.clear()
    this.held = 0
  }

  /** The answer in one encoding; compressed once, at the first request that wants it so. */
  encode(key: string, page: KeptPage, coding: Coding): Promise<Encoded> {
    const known = page.encoding.get(coding)
    if (known) return known
    const made = encodePage(page, coding).then((encoded) => {
      const isHeld = this.pages.get(key) === page
      if (isHeld) this.held -= bytesOf(key, page)
      page.ready.set(coding, encoded)
      if (isHeld) this.held += bytesOf(key, page)
      this.makeRoom()
      return encoded
    })
    page.encoding.set(coding, made)
    return made
  }

  private standIn(key: string): KeptPage | null {
    const page = this.pages.get(key)
    return page && this.now() - page.keptAt <= FRESH_MS + STAND_IN_MS ? page : null
  }

  private store(key: string, page: KeptPage): void {
    if (page.body.byteLength > this.maxBytes * LARGEST_SHARE) return
    this.drop(key)
    this.pages.set(key, page)
    this.held += bytesOf(key, page)
    this.counts.kept += 1
    this.makeRoom()
  }

  private makeRoom(): void {
    for (const key of this.pages.keys()) {
      if (this.held <= this.maxBytes) return
      this.drop(key)
    }
  }

  private drop(key: string): void {
    const page = this.pages.get(key)
    if (page === undefined) return
    this.pages.delete(key)
    this.held -= bytesOf(key, page)
  }
}

function bytesOf(key: string, page: KeptPage): number {
  let bytes = page.body.byteLength + 2 * key.length + OVERHEAD_BYTES
  for (const { body } of page.ready.values()) if (body !== page.body) bytes += body.byteLength
  return bytes
}

/**
 * A page that may be kept; `headers` without those of an encoding. What varies by encoding says so: anything else is sent
 * as it is. `sent` is the encoding in which it was just answered, so that it is made once.
 */
export function keptPage(
  headers: Headers,
  body: Buffer,
  now: number,
  sent?: { coding: Coding; body: Uint8Array<ArrayBuffer> },
): KeptPage {
  const etag = headers.get('etag') ?? ''
  const varies = /\baccept-encoding\b/i.test(headers.get('vary') ?? '')
  const shrinks = varies && isCompressible(headers.get('content-type') ?? '')
  const changed = Date.parse(headers.get('last-modified') ?? '')
  const own = [...headers].filter(([name]) => !/^(content-(length|encoding)|x-request-id)$/.test(name)).flat()
  const page = { headers: own, etag, changed, body, shrinks, keptAt: now, encoding: new Map(), ready: new Map() }
  if (sent) page.ready.set(sent.coding, encodedAs(page, sent.coding, sent.body))
  return page
}

async function encodePage(page: KeptPage, coding: Coding): Promise<Encoded> {
  const { body, shrinks } = page
  const plain = coding === 'identity' || !shrinks || body.byteLength < COMPRESS_FROM_BYTES
  return plain ? encodedAs(page, 'identity', body) : encodedAs(page, coding, await compress(body, coding))
}

function encodedAs({ headers }: KeptPage, coding: Coding, body: Uint8Array): Encoded {
  const own = coding === 'identity' ? [] : ['content-encoding', coding]
  return { headers: [...headers, ...own, 'content-length', String(body.byteLength)], body }
}
