import type { IncomingMessage } from 'node:http'

import { expect, test } from 'vitest'

import { clientAddress, isThroughUnknownProxy } from './client-address.ts'

function from(remoteAddress: string, headers: Record<string, string | string[]> = {}): IncomingMessage {
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage
}

test('without a proxy the connection says who asks, whatever a header claims', () => {
  expect(clientAddress(from('198.51.100.7', { 'x-forwarded-for': '203.0.113.1' }), undefined)).toBe('198.51.100.7')
  expect(clientAddress(from('::ffff:198.51.100.7'), undefined)).toBe('198.51.100.7')
})

test('behind a proxy its header does, and of a list the entry that the proxy added', () => {
  const request = from('127.0.0.1', { 'x-forwarded-for': 'made up, 203.0.113.1' })
  expect(clientAddress(request, 'x-forwarded-for')).toBe('203.0.113.1')
  expect(clientAddress(from('127.0.0.1'), 'x-forwarded-for')).toBe('127.0.0.1')
})

test('addresses of one IPv6 network are one', () => {
  const network = clientAddress(from('2001:db8:1:2::1'), undefined)
  expect(network).toBe('2001:db8:1:2')
  expect(clientAddress(from('2001:0db8:0001:0002:ffff:ffff:ffff:ffff'), undefined)).toBe(network)
  expect(clientAddress(from('2001:db8:1:3::1'), undefined)).not.toBe(network)
  expect(clientAddress(from('::1'), undefined)).toBe('0:0:0:0')
})

test('the port that some proxies write makes no other address', () => {
  const told = (address: string) => clientAddress(from('127.0.0.1', { 'x-forwarded-for': address }), 'x-forwarded-for')
  expect(told('203.0.113.1:50123')).toBe('203.0.113.1')
  expect(told('[2001:db8:1:2::1]:50123')).toBe('2001:db8:1:2')
  expect(told('[2001:db8:1:2::9]')).toBe('2001:db8:1:2')
})

test('a proxy nearby that nobody has named is noticed, a header that came from outside is not', () => {
  const headers = { 'x-forwarded-for': '203.0.113.1' }
  for (const near of ['127.0.0.1', '::1', '::ffff:172.18.0.2', '10.1.2.3', '192.168.1.1', 'fd00::1']) {
    expect(isThroughUnknownProxy(from(near, headers), undefined), near).toBe(true)
    expect(isThroughUnknownProxy(from(near, headers), 'x-forwarded-for'), near).toBe(false)
    expect(isThroughUnknownProxy(from(near), undefined), near).toBe(false)
  }
  for (const far of ['198.51.100.7', '172.32.0.1', '2001:db8::1', '11.0.0.1']) {
    expect(isThroughUnknownProxy(from(far, headers), undefined), far).toBe(false)
  }
})
