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

/** A middleware that names each request, and when it is over counts it and logs it. */
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
      logRequest({
        requestId,
        method,
        path: query < 0 ? url : url.slice(0, query),
        status: response.statusCode,
        ms: Math.round(ms * 10) / 10,
        whole: response.writableFinished,
      })
    })
    next()
  }
}
