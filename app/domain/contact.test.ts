import { expect, test } from 'vitest'

import { contactLink } from './contact.ts'

test.each([
  ['kindness@talks.example.org', 'mailto:kindness@talks.example.org'],
  ['a&b?c@talks.example.org', 'mailto:a%26b%3Fc@talks.example.org'],
  ['https://talks.example.org/write to us', 'https://talks.example.org/write%20to%20us'],
  ['0116 252 2522', null],
  ['ask at the desk', null],
  ['javascript:alert(1)', null],
])('%s leads to %s', (contact, link) => {
  expect(contactLink(contact)).toBe(link)
})
