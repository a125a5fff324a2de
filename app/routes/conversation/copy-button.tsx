import { useState } from 'react'

import { useLive } from '#app/components/use-live.ts'

type Outcome = 'none' | 'copied' | 'failed'

const WORDS: Record<Outcome, string> = {
  none: '',
  copied: 'Copied.',
  failed: 'This browser did not let it be copied: mark the text and copy it by hand.',
}

/** Puts a text on the clipboard and says so. Away without scripts: the text itself stands beside it. */
export function CopyButton({ text, name }: { text: string; name: string }) {
  const live = useLive()
  const [outcome, setOutcome] = useState<Outcome>('none')
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch (error) {
      // A page without encryption has no clipboard at all; a browser may refuse one.
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error
      setOutcome('failed')
    }
  }
  return (
    <>
      <button type="button" className="button quiet scripted" data-live={live || undefined} onClick={() => void copy()}>
        {name}
      </button>
      <span role="status" className="small soft">
        {WORDS[outcome]}
      </span>
    </>
  )
}
