import { useEffect, useState } from 'react'

/**
 * False on the server and in the first render, true once scripts run. What needs them stands in the page from the
 * beginning with the class `scripted`, and is made live by `data-live`, so that nothing moves when they come.
 */
export function useLive(): boolean {
  const [live, setLive] = useState(false)
  useEffect(() => setLive(true), [])
  return live
}
