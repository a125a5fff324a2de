import { createHash } from 'node:crypto'

import { expect, test } from 'vitest'

import { contentSecurityPolicy } from './content-security-policy.ts'

const EVERYWHERE =
  "default-src 'self'; script-src 'self' https://www.youtube.com/iframe_api https://www.youtube.com/s/player/; " +
  "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob: https:; " +
  "connect-src 'self' https:; worker-src 'self' blob:; " +
  'frame-src https://www.youtube-nocookie.com https://www.youtube.com https://player.vimeo.com; ' +
  "font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"

test('the policy is exactly this, and hot reload widens it by its channel alone', () => {
  expect(contentSecurityPolicy({ inlineScripts: [], development: false })).toBe(EVERYWHERE)
  const development = EVERYWHERE.replace("connect-src 'self' https:", "connect-src 'self' https: ws:")
  expect(contentSecurityPolicy({ inlineScripts: [], development: true })).toBe(development)
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
  const script = 'say("Müller, 山田")'
  const inlineScripts = [Buffer.from(script).toString('latin1')]
  const hash = createHash('sha256').update(script, 'utf8').digest('base64')
  expect(contentSecurityPolicy({ inlineScripts, development: false })).toContain(`'sha256-${hash}'`)
})
