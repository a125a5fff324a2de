import type { Registry } from 'prom-client'

import { listen, type ListeningServer } from './listen.ts'
import { plainText } from './plain-text.ts'
import { EVERY_ANSWER } from './security-headers.ts'

const HEADERS = { ...EVERY_ANSWER, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" }

/** Serves `/metrics` on a listener of its own: what the site's port does not serve, no proxy can give to readers. */
export function serveMetrics(address: { host: string; port: number }, registry: Registry): Promise<ListeningServer> {
  return listen({ ...address, portVariable: 'METRICS_PORT', hostVariable: 'METRICS_HOST' }, async (request) => {
    if (new URL(request.url).pathname !== '/metrics') return plainText(404, 'Only /metrics is here.', HEADERS)
    return new Response(await registry.metrics(), {
      headers: { ...HEADERS, 'content-type': registry.contentType, 'cache-control': 'no-store' },
    })
  })
}
