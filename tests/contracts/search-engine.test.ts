import { BuiltInEngine } from '#app/search/built-in/engine.ts'
import type { SearchDocument } from '#app/search/engine.ts'

import { describeSearchEngine } from './search-engine-suite.ts'

async function makeBuiltIn(documents: SearchDocument[]): Promise<BuiltInEngine> {
  const engine = new BuiltInEngine()
  async function* batches() {
    yield documents
  }
  await engine.rebuild(batches())
  return engine
}

describeSearchEngine('The built-in engine', makeBuiltIn)
