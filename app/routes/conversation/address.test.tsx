import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { Address } from './address.tsx'

test.each([
  ['https://example.org/conversations/a-talk', 'https://example.org/|conversations/|a-talk'],
  ['https://example.org/conversations/', 'https://example.org/|conversations/'],
  ['/a//b', '/a/|/b'],
])('%s may break after its slashes, not within the two at its beginning', (address, parts) => {
  const html = renderToStaticMarkup(<Address address={address} />)
  expect(
    html
      .replace(/<\/?span[^>]*>/g, '')
      .split('<wbr/>')
      .join('|'),
  ).toBe(parts)
})
