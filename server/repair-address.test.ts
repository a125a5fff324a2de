import fc from 'fast-check'
import { expect, test } from 'vitest'

import { repairAddress } from './repair-address.ts'

test('a good address stays as it is', () => {
  expect(repairAddress('/search?q=caf%C3%A9+%E5%BF%83&page=2')).toBe('/search?q=caf%C3%A9+%E5%BF%83&page=2')
})

test('percent signs that encode nothing are escaped', () => {
  expect(repairAddress('/conversations/100%')).toBe('/conversations/100%25')
  expect(repairAddress('/conversations/%E0%A4%A')).toBe('/conversations/%25E0%25A4%25A')
  expect(repairAddress('/people/%ff')).toBe('/people/%25ff')
})

test('a NUL becomes a replacement character', () => {
  expect(repairAddress('/files/a%00b?q=%00')).toBe('/files/a%EF%BF%BDb?q=%EF%BF%BD')
})

test('of an address with an origin the path and the query stay', () => {
  expect(repairAddress('http://a:b@host:80/people?page=2')).toBe('/people?page=2')
  expect(repairAddress('HTTPS://host')).toBe('/')
  expect(repairAddress('http://host?q=x')).toBe('/?q=x')
  expect(repairAddress('/go?to=http://host/')).toBe('/go?to=http://host/')
})

test('whatever comes in, what comes out can be decoded and holds no NUL', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('%', '0', 'f', 'E', '2', 'a', '/', '?', 'é') }), (address) => {
      expect(decodeURIComponent(repairAddress(address))).not.toContain('\0')
    }),
  )
})
