import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

import { readiness } from './health.ts'
import type { RequestMetrics } from './observe.ts'
import type { PageCache } from './page-cache.ts'

/** Seconds: an answer of a few milliseconds is usual, one of a second is a complaint. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS'])

export type Metrics = RequestMetrics & { registry: Registry }

/** The figures of this process, for Prometheus. No label holds anything that a reader sent. */
export function createMetrics(cache: PageCache | undefined): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const inFlight = new Gauge({ name: 'http_requests_in_flight', help: 'Requests being answered.', registers })
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Requests that were not answered from the page cache.',
    labelNames: ['method', 'status'],
    buckets: BUCKETS,
    registers,
  })
  new Gauge({
    name: 'site_ready',
    help: '1 while the site is migrated, seeded, indexed and serving.',
    registers,
    collect() {
      const { migrated, seeded, indexed, serving } = readiness()
      this.set(Number(migrated && seeded && indexed && serving))
    },
  })
  new Gauge({
    name: 'database_connections',
    help: 'Connections of the pool, and requests that wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      const pool = readiness().db?.pool
      this.set({ state: 'open' }, pool?.totalCount ?? 0)
      this.set({ state: 'idle' }, pool?.idleCount ?? 0)
      this.set({ state: 'waiting' }, pool?.waitingCount ?? 0)
    },
  })
  new Gauge({
    name: 'search_documents_set_aside',
    help: 'Documents that Meilisearch refuses and goes on without; the log and search_index name them.',
    registers,
    collect() {
      this.set(readiness().search?.meilisearch?.setAside.length ?? 0)
    },
  })
  if (cache) addCacheMetrics(cache, registers)
  return {
    registry,
    begin: () => inFlight.inc(),
    end: (method, status, seconds) => {
      inFlight.dec()
      requests.observe({ method: METHODS.has(method) ? method : 'other', status }, seconds)
    },
  }
}

function addCacheMetrics(cache: PageCache, registers: Registry[]): void {
  const told = { hits: 0, misses: 0, kept: 0, emptied: 0, stoodIn: 0 }
  new Counter({
    name: 'page_cache_events_total',
    help: 'What happened in the page cache: hits, misses, pages kept, times emptied, pages that stood in for a failure.',
    labelNames: ['event'],
    registers,
    collect() {
      for (const event of Object.keys(told) as (keyof typeof told)[]) {
        this.inc({ event }, cache.counts[event] - told[event])
        told[event] = cache.counts[event]
      }
    },
  })
  new Gauge({
    name: 'page_cache_bytes',
    help: 'Bytes held by the page cache.',
    registers,
    collect() {
      this.set(cache.bytes)
    },
  })
  new Gauge({
    name: 'page_cache_pages',
    help: 'Pages held by the page cache.',
    registers,
    collect() {
      this.set(cache.size)
    },
  })
}
