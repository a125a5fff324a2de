import { useEffect, useState } from 'react'

/** False on the server and in the first render, true once scripts run: what needs them stays away until then. */
export function useLive(): boolean {
  const [live, setLive] = useState(false)
  useEffect(() => setLive(true), [])
  return live
}
