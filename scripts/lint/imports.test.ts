import { ESLint } from 'eslint'
import { expect, test } from 'vitest'

import { judge } from './import-rule.js'
import { LAYERS } from './layers.js'

test('npm run lint refuses an import against the table, and lets one pass that follows it', async () => {
  const eslint = new ESLint()
  const filePath = 'app/domain/snippet.js' // Not TypeScript: loading the types of the whole project takes ten seconds.
  const messagesOf = async (code: string) => {
    const [result] = await eslint.lintText(code, { filePath })
    return result?.messages.map((message) => message.message)
  }
  expect(await messagesOf(`export { openDatabase } from '#app/archive/database.server.ts'\n`)).toEqual([
    'domain/ may not import from archive (scripts/lint/layers.js).',
  ])
  expect(await messagesOf(`export { cues } from './transcript.ts'\n`)).toEqual([])
})

test('every layer may import exactly what the table gives it', () => {
  for (const [from, allowed] of Object.entries(LAYERS)) {
    if (from === 'tests' || from === 'site') continue
    for (const to of Object.keys(LAYERS)) {
      if (to === 'tests' || to === 'site' || to === 'scripts' || to === 'server') continue
      const file = ['server', 'scripts'].includes(from) ? `${from}/x.ts` : `app/${from}/x.ts`
      const passes = judge(file, `#app/${to}/y.ts`) === null
      expect(passes, `${from} imports ${to}`).toBe(from === to || allowed.includes(to))
    }
  }
})

test('domain and platform import nothing of ours', () => {
  expect([LAYERS['domain'], LAYERS['platform']]).toEqual([[], []])
})

test('an import that climbs, or lacks its ending, is refused', () => {
  expect(judge('app/search/rank/x.ts', '../engine.ts')).toMatch('#app/')
  expect(judge('app/search/x.ts', './engine')).toMatch('ending')
  expect(judge('app/search/x.ts', '#app/domain/search')).toMatch('ending')
  expect(judge('app/search/x.ts', './engine.ts')).toBeNull()
})

test('a page does not import from the folder of another page, but from its own and from components', () => {
  expect(judge('app/routes/search/route.tsx', '#app/routes/home/hero.tsx')).toMatch('another page')
  expect(judge('app/routes/search/route.tsx', './facets.tsx')).toBeNull()
  expect(judge('app/routes/search/route.tsx', '#app/components/card/card.tsx')).toBeNull()
})

test('nobody imports tests, and tests import anything', () => {
  expect(judge('app/search/x.ts', '#tests/support/database.ts')).toBe('Nobody imports tests.')
  expect(judge('app/search/x.test.ts', '#tests/support/database.ts')).toBeNull()
  expect(judge('tests/integration/x.test.ts', '#app/routes/search/route.tsx')).toBeNull()
})

test('only archive speaks Prisma', () => {
  expect(judge('app/search/x.ts', '#app/archive/generated/client.ts')).toBe('Only archive/ speaks Prisma.')
  expect(judge('app/search/x.ts', '@prisma/client')).toBe('Only archive/ speaks Prisma.')
  expect(judge('app/archive/x.ts', './generated/client.ts')).toBeNull()
})

test('what Remix mounts may import routes and all that they may', () => {
  expect(judge('app/root.tsx', '#app/components/ui/button.tsx')).toBeNull()
  expect(judge('app/entry.server.tsx', '#app/platform/log.server.ts')).toBeNull()
  expect(judge('app/components/x.tsx', '#app/root.tsx')).toMatch('may not import from site')
})
