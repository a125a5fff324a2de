import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { Marked } from './marked.tsx'

test('found words are marked where they stand, and everything else is text', () => {
  const html = renderToStaticMarkup(
    <Marked
      text="<b>Kind</b> and kind"
      ranges={[
        [3, 7],
        [16, 20],
      ]}
    />,
  )
  expect(html).toBe('&lt;b&gt;<mark>Kind</mark>&lt;/b&gt; and <mark>kind</mark>')
})

test('text in which nothing was found is text', () => {
  expect(renderToStaticMarkup(<Marked text="kind" ranges={[]} />)).toBe('kind')
})

test('line breaks become what is asked, so that a heading does not run into its text', () => {
  const html = renderToStaticMarkup(<Marked text={'Who spoke\n\nA kind host'} ranges={[[13, 17]]} lineBreak=" · " />)
  expect(html).toBe('Who spoke · A <mark>kind</mark> host')
})
