import { createHash } from 'node:crypto'

import { expect, test } from 'vitest'

import { contentSecurityPolicy, findInlineScripts } from './content-security-policy.ts'

test('inline scripts that run are found; files and data blocks are not', () => {
  const html = `<head><script>one()</script><script type="module" async="">two()</script>
    <script src="/assets/x.js"></script><script type="application/ld+json">{"a":1}</script></head>`
  expect(findInlineScripts(Buffer.from(html))).toEqual(['one()', 'two()'])
})

test('a script that waits for the first frame may run then', () => {
  expect(findInlineScripts(Buffer.from('<script type="late-module">import "/x.js"</script>'))).toEqual([
    'import "/x.js"',
  ])
})

test('an inline script is allowed by the hash of its exact body, and nothing inline besides', () => {
  const policy = contentSecurityPolicy({ inlineScripts: ["alert('Hello, world.');"], development: false })
  // The hash is that of the example in CSP Level 3, section 8.3.
  expect(policy).toContain("script-src 'self' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='")
  expect(policy).not.toMatch(/script-src[^;]*unsafe/)
})

test('the same script twice is named once', () => {
  const policy = contentSecurityPolicy({ inlineScripts: ['a', 'a'], development: false })
  expect(policy.match(/sha256-/g)).toHaveLength(1)
})

test('the hash of a script beyond ASCII is that of its bytes in the page', () => {
  const page = Buffer.from('<script>say("Müller, 山田")</script>')
  const policy = contentSecurityPolicy({ inlineScripts: findInlineScripts(page), development: false })
  const hash = createHash('sha256').update('say("Müller, 山田")', 'utf8').digest('base64')
  expect(policy).toContain(`'sha256-${hash}'`)
})
