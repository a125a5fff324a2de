import type { Registry } from 'prom-client'

import { listen, type ListeningServer } from './listen.ts'

/** Serves `/metrics` on a listener of its own: what the site's port does not serve, no proxy can give to readers. */
export function serveMetrics(address: { host: string; port: number }, registry: Registry): Promise<ListeningServer> {
  return listen({ ...address, portVariable: 'METRICS_PORT', hostVariable: 'METRICS_HOST' }, async (request) => {
    if (new URL(request.url).pathname !== '/metrics') return new Response('Only /metrics is here.\n', { status: 404 })
    return new Response(await registry.metrics(), { headers: { 'content-type': registry.contentType } })
  })
}
