import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { type ClientLoaderFunctionArgs, type MetaFunction, useLoaderData } from '@remix-run/react'

import { searchAddress } from '#app/domain/search-address.ts'
import { pageMeta } from '#app/routes/page-meta.ts'

import { loadSearch } from './load-search.server.ts'
import { SearchPage } from './search-page.tsx'
import { Turns } from './turns.ts'

export const handle = { skips: [{ address: '#results', name: 'Skip the filters' }] }

/** Of this page as long as it is open. */
const turns = new Turns()

export async function loader({ request }: LoaderFunctionArgs) {
  const { status, ...found } = await loadSearch(new URL(request.url))
  return data(found, { status })
}

/** In an open page: the same answer, or null where none could be had; the page then keeps what it shows. */
export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return turns.during(async () => {
    try {
      return await serverLoader<typeof loader>()
    } catch (error) {
      if (request.signal.aborted) throw error
      console.warn('The search could not be asked.', error)
      return null
    }
  })
}

export default function Search() {
  return <SearchPage found={useLoaderData<typeof clientLoader>()} turns={turns} />
}

export const meta: MetaFunction<typeof loader> = ({ data: found, location, matches }) => {
  if (found === undefined) return []
  // In an open page it may be null (see clientLoader), which the type does not know.
  if (found === null) return pageMeta(matches, { title: new URLSearchParams(location.search).get('q') || 'Search' })
  const { query, answer, problems } = found
  const about = query.q === '' ? 'Search' : query.q
  const page =
    answer !== null && query.page > 1 && query.page <= answer.pages ? `, page ${query.page} of ${answer.pages}` : ''
  return pageMeta(matches, {
    title: `${problems.length > 0 ? 'Error: ' : ''}${about}${page}`,
    ...(query.q === '' ? {} : { section: 'search' }),
    description: 'Search past conversations by speaker, theme, date and anything that was said.',
    canonical: searchAddress(query),
  })
}
