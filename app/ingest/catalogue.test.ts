import { expect, test, vi } from 'vitest'

import { makeCatalogue, newSlug, type Catalogue } from './catalogue.ts'

function emptyCatalogue(): Catalogue {
  const lists = { people: [], themes: [], organisations: [], series: [], offerings: [], news: [] }
  return makeCatalogue({ ...lists, conversationSlugs: [], redirects: [] })
}

/** Slugs for conversations of one title, and how often it was asked whether one is taken. */
function slugsOf(count: number): { slugs: string[]; asked: number } {
  const catalogue = emptyCatalogue()
  const has = vi.spyOn(catalogue.conversationSlugs, 'has')
  const slugs = Array.from({ length: count }, () => {
    const slug = newSlug(catalogue, 'conversation', 'an-evening', () => false)
    catalogue.journal.add(catalogue.conversationSlugs, slug)
    return slug
  })
  return { slugs, asked: has.mock.calls.length }
}

test('conversations of one title are numbered in order, and the work grows with how many there are', () => {
  expect(slugsOf(4).slugs).toEqual(['an-evening', 'an-evening-2', 'an-evening-3', 'an-evening-4'])
  expect(slugsOf(400).asked).toBeLessThanOrEqual(2.1 * slugsOf(200).asked)
})

test('a number whose conversation was taken back is free again', () => {
  const catalogue = emptyCatalogue()
  const take = () => {
    const slug = newSlug(catalogue, 'conversation', 'an-evening', () => false)
    catalogue.journal.add(catalogue.conversationSlugs, slug)
    return slug
  }
  take()
  catalogue.journal.keep()
  expect([take(), take()]).toEqual(['an-evening-2', 'an-evening-3'])
  catalogue.journal.takeBack()
  expect(take()).toBe('an-evening-2')
})
