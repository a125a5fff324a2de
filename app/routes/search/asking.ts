import { createContext, useContext } from 'react'

import type { SearchQuery } from '#app/domain/search.ts'

/**
 * Where the focus goes once the answer stands: to the count of the results, or to the filter in use that is then at this
 * place, or to the count where there is none; null leaves it where it is.
 */
export type FocusAfter = 'results' | number | null

/** What a choice changes. Of what was asked last, whose answer may be on its way: nothing chosen or typed meanwhile is lost. */
export type Change = (query: SearchQuery) => SearchQuery

export type Asking = {
  /** What the reader asked last; the answer to it may be on its way. */
  asked: SearchQuery
  /** A choice: an entry of the history of its own, so that Back takes it away again. */
  choose: (change: Change, focusAfter?: FocusAfter) => void
  /** What is typed: takes the place of the entry before, so that Back leaves the search. */
  type: (text: string) => void
  /** What was typed, at once. False when only a page of its own can help, because the last request has failed. */
  submit: (text: string, focusAfter: FocusAfter) => boolean
}

export const AskingContext = createContext<Asking | null>(null)

export function useAsking(): Asking {
  const asking = useContext(AskingContext)
  if (asking === null) throw new Error('Parts of the search page stand within its AskingContext.')
  return asking
}
