import { expect, test } from 'vitest'

import { pageKey } from './page-key.ts'

test.each([
  ['/people?utm_source=letter&page=2&utm_medium=mail&fbclid=x', '/people?page=2'],
  ['/?gclid=1', '/'],
  ['/about?anything=1&_data=routes%2Fabout', '/about'],
  ['/people?_data=root&%5Fdata=x&page=2&random=17', '/people?page=2'],
  ['/documents?page=2&kind=slides', '/documents?kind=slides&page=2'],
  ['/documents?kind=slides&page=2&page=3&q=x', '/documents?kind=slides&page=2'],
  ['/search?q=b%20c&q=second', '/search?q=b+c'],
  ['/search?theme=b&theme=a&&theme=b&q=%63are', '/search?q=care&theme=b&theme=a'],
  ['/search?sort=', '/search?sort='],
  ['/conversations/a?t=1m&x=2', '/conversations/a?t=1m'],
  ['/files/key/name.pdf?download&x', '/files/key/name.pdf?download='],
])('%s is the page of %s', (address, page) => {
  expect(pageKey(address)).toEqual({ address: page, isPlain: true })
  expect(pageKey(page)).toEqual({ address: page, isPlain: true })
})

test.each([
  ['/People?x=1', '/People'],
  ['/people/?x=1', '/people/'],
  ['/%70eople?x=1', '/%70eople'],
  ['/people/%61da?x=1', '/people/%61da'],
])('%s is read as %s, and not kept: such a page has endless addresses', (address, page) => {
  expect(pageKey(address)).toEqual({ address: page, isPlain: false })
})

test('of a path that no route knows the query stays, since it may lead on, but for what nobody reads', () => {
  const address = '/conversations-for-kindness.html?t=1m&x=2&utm_source=letter&_data=root'
  expect(pageKey(address)).toEqual({ address: '/conversations-for-kindness.html?t=1m&x=2', isPlain: true })
  expect(pageKey('/__manifest?p=%2Fa&version=1').isPlain).toBe(false)
})

test('the data of a page is told which loaders are wanted, when they are its own', () => {
  const address = (routes: string) => pageKey(`/people.data?page=2&x=1&_routes=${routes}`).address
  expect(address('routes%2Fpeople%2Froute')).toBe('/people.data?page=2&_routes=routes%2Fpeople%2Froute')
  expect(address('routes/people/route,root')).toBe(address('root,routes/people/route'))
  expect(address('made-up-17')).toBe('/people.data?page=2')
  expect(pageKey('/_root.data?_routes=root&x')).toEqual({ address: '/_root.data?_routes=root', isPlain: true })
})

test('a slug of any script is plain as browsers write it', () => {
  expect(pageKey('/people/%E5%B1%B1%E7%94%B0?x').isPlain).toBe(true)
})
