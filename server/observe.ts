import { logRequest } from '#app/platform/log.server.ts'

import type { Middleware } from './listen.ts'
import { nameRequest } from './request-id.ts'

/** What is counted of requests that are not answered from memory. */
export type RequestMetrics = {
  begin: () => void
  end: (method: string, status: number, seconds: number) => void
}

/** For an operator who wants no metrics. */
export const NO_METRICS: RequestMetrics = { begin: () => undefined, end: () => undefined }

/** Asked every few seconds by whoever watches the site. */
const HEALTH = new Set(['/livez', '/readyz'])
/** Refused before a page was asked for: whoever likes could fill the log with it, and with what
 * was to be sent here. The metrics count both. */
const REFUSED = new Set([400, 405, 408, 413, 414, 417, 429, 431])

/** A middleware that names each request, and when it is over counts it and logs it, unless it says nothing to anybody. */
export function observe({ trustHeader, metrics }: { trustHeader: boolean; metrics: RequestMetrics }): Middleware {
  return (request, response, next) => {
    const began = performance.now()
    const requestId = nameRequest(request, trustHeader)
    const { method = '', url = '' } = request
    metrics.begin()
    response.once('close', () => {
      const ms = performance.now() - began
      metrics.end(method, response.statusCode, ms / 1000)
      const query = url.indexOf('?')
      const path = query < 0 ? url : url.slice(0, query)
      const status = response.statusCode
      if (HEALTH.has(path) || REFUSED.has(status) || !(method === 'GET' || method === 'HEAD')) return
      logRequest({
        requestId,
        method,
        path,
        status,
        ms: Math.round(ms * 10) / 10,
        whole: response.writableFinished,
      })
    })
    next()
  }
}
