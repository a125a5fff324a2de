import type { MouseEvent } from 'react'

import { searchAddress } from '#app/domain/search-address.ts'

import { type Change, type FocusAfter, useAsking } from './asking.ts'

type SearchLinkProps = Omit<React.ComponentProps<'a'>, 'href' | 'onClick'> & {
  to: Change
  focusAfter?: FocusAfter
}

/** A link to another search. With script the page stays and the results change; with a key held down it is any link. */
export function SearchLink({ to, focusAfter = null, children, ...attributes }: SearchLinkProps) {
  const { asked, choose } = useAsking()
  return (
    <a
      {...attributes}
      href={searchAddress(to(asked))}
      onClick={(event) => {
        if (!isPlainClick(event)) return
        event.preventDefault()
        choose(to, focusAfter)
      }}
    >
      {children}
    </a>
  )
}

/** A click that the browser would follow in this tab. */
export function isPlainClick(event: MouseEvent): boolean {
  const withKey = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
  return event.button === 0 && !withKey && !event.defaultPrevented
}
