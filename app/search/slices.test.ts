import { expect, test } from 'vitest'

import { inSlices } from './slices.ts'

test('short work is not interrupted, long work lets others have their turn', async () => {
  const pause = inSlices()
  expect(pause()).toBeUndefined()
  let turns = 0
  const timer = setInterval(() => turns++, 0)
  const begun = performance.now()
  while (performance.now() - begun < 100) await pause()
  clearInterval(timer)
  expect(turns).toBeGreaterThan(1)
})
