import { useLocation } from '@remix-run/react'

import { dateInWords } from '#app/domain/dates.ts'
import { wordsOfPath } from '#app/domain/words-of-path.ts'

import { RequestReference } from './request-id.tsx'
import { SearchBox } from './search-box.tsx'

/** What may be said of something that was taken down. */
export type Withdrawn = {
  heldOn: string
  /** Whether the archive has a page of that year. */
  yearHasOthers: boolean
}

/** What went wrong, as a page may say it. */
export type ErrorFacts = {
  status: number
  /** A sentence for the reader, in place of the usual one. */
  message?: string | undefined
  withdrawn?: Withdrawn | undefined
}

/** A page in place of the one that cannot be shown: what happened, in plain words, and ways on. */
export function ErrorPage(facts: ErrorFacts) {
  const { title, lead } = errorWords(facts)
  const { pathname, search } = useLocation()
  // With two slashes at its beginning it would lead to another site.
  const thisPage = pathname.replace(/^\/+/, '/') + search
  const { withdrawn } = facts
  const year = withdrawn?.yearHasOthers ? withdrawn.heldOn.slice(0, 4) : null
  const searchLabel = withdrawn ? 'Look for something else in the archive' : 'Look for it in the archive'
  return (
    <>
      <header className="title">
        {withdrawn ? <p className="stamp">{dateInWords(withdrawn.heldOn)}</p> : null}
        <h1>{title}</h1>
        <p className="lead">{lead}</p>
        {facts.status >= 500 ? <RequestReference /> : null}
      </header>
      <div className="after-title stack-5">
        <SearchBox
          id="error-search"
          name="Look for it"
          label={searchLabel}
          value={facts.status === 404 ? wordsOfPath(pathname) : ''}
        />
        <nav className="links" aria-label="Ways on">
          <span className="soft">Or go to</span> {facts.status >= 500 ? <a href={thisPage}>this page again</a> : null}{' '}
          <a href="/">the first page</a>{' '}
          {year === null ? null : <a href={`/conversations/${year}`}>the other conversations of {year}</a>}{' '}
          <a href="/conversations">all conversations</a> <a href="/people">people</a> <a href="/themes">themes</a>
        </nav>
      </div>
    </>
  )
}

/** Title and sentence of an error page. */
export function errorWords({ status, message, withdrawn }: ErrorFacts): { title: string; lead: string } {
  if (withdrawn)
    return {
      title: 'This conversation was withdrawn',
      lead: 'It was held, and was taken down later. The address stays, so that nobody is led astray.',
    }
  if (status === 404)
    return {
      title: 'Nothing is here',
      lead: message ?? 'The address may have been mistyped, or the link that led here is older than the page it meant.',
    }
  if (status >= 400 && status < 500)
    return {
      title: 'This address asks for something that cannot be',
      lead: message ?? 'A part of it is not understood.',
    }
  return {
    title: 'Something failed here',
    lead: 'It is our fault, not yours, and it has been written down. What you looked for may be back in a minute.',
  }
}
