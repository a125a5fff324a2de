import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { HowToReach } from './how-to-reach.tsx'

const sentence = (community: string | null, contact: string | null) =>
  renderToStaticMarkup(<HowToReach community={community} contact={contact} />)

test('an address is a link, anything else is said as it stands', () => {
  expect(sentence('Kind People', 'us@talks.example.org')).toBe(
    '<p>Kind People can be reached here: <a href="mailto:us@talks.example.org">us@talks.example.org</a></p>',
  )
  expect(sentence(null, '0116 252 2522')).toBe('<p>The community can be reached here: 0116 252 2522</p>')
})

test('where no address is known it says so, and where to look', () => {
  expect(sentence('Kind People', null)).toContain('knows no address of Kind People')
  expect(sentence(null, null)).toContain('<a href="/about">')
})
