import { afterEach, expect, test } from 'vitest'

import { readiness } from './health.ts'
import { createMetrics } from './metrics.ts'

afterEach(() => {
  readiness().search = undefined
})

test('how many documents Meilisearch refuses can be watched', async () => {
  const setAside = async () => createMetrics(undefined).registry.getSingleMetricAsString('search_documents_set_aside')
  expect(await setAside()).toMatch(/^search_documents_set_aside 0$/m)
  readiness().search = { meilisearch: null }
  expect(await setAside()).toMatch(/^search_documents_set_aside 0$/m)
  readiness().search = { meilisearch: { setAside: ['conversation-1', 'conversation-2'] } }
  expect(await setAside()).toMatch(/^search_documents_set_aside 2$/m)
})
