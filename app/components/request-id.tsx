import { createContext, useContext } from 'react'

/** The id of the request that a page answers, where it is rendered; null in a browser. */
export const RequestIdContext = createContext<string | null>(null)

const ELEMENT_ID = 'request-id'

/** What to quote to whoever looks after the site: the log says under it what failed. Nothing when it is not known. */
export function RequestReference() {
  const given = useContext(RequestIdContext)
  // The browser hydrates what the server wrote, and knows the id from nowhere else.
  const id =
    given ?? (typeof document === 'undefined' ? null : (document.getElementById(ELEMENT_ID)?.textContent ?? null))
  if (id === null) return null
  return (
    <p className="soft">
      If it stays so, tell us this reference: <code id={ELEMENT_ID}>{id}</code>
    </p>
  )
}
