import { renderToString } from 'react-dom/server'
import { hydrateRoot } from 'react-dom/client'
import { act } from 'react'
import { expect, test, vi } from 'vitest'

import { HtmlForServer, PageHtml } from './server-html.tsx'

test('the browser keeps what the server wrote, although the HTML itself has not reached it', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  const html = '<p>Kind <em>words</em> &amp; more.</p>'
  const given = new HtmlForServer(html)
  const page = document.createElement('main')
  page.innerHTML = renderToString(<PageHtml id="reading-1" className="prose" given={given} />)
  document.body.append(page)
  expect(page.firstElementChild?.innerHTML).toBe(html)

  // As it arrives there: an object without anything in it.
  const arrived: unknown = JSON.parse(JSON.stringify(given))
  expect(arrived).toEqual({})
  const root = await act(async () => hydrateRoot(page, <PageHtml id="reading-1" className="prose" given={arrived} />))
  await act(async () => root.render(<PageHtml id="reading-1" className="prose" given={arrived} />))
  expect(page.firstElementChild?.innerHTML).toBe(html)
  await act(async () => root.unmount())
  page.remove()
  vi.unstubAllGlobals()
})
