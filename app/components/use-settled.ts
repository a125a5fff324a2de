import { useEffect, useState } from 'react'

/** Longer than between two keys, so that a screen reader hears the end of the typing and not every letter of it. */
const SETTLED_MS = 700

/** The words once they have not changed for a while: for what is announced. Nothing at first. */
export function useSettled(words: string): string {
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [words])
  return settled
}
