import { createContext, useContext } from 'react'

/**
 * What marks the inline scripts that the renderer writes: a secret of the process, as their `nonce`, while a page is made.
 * A script that stood in stored HTML cannot bear it. Undefined in a browser, where no page has it any more.
 */
export const ScriptMarkContext = createContext<string | undefined>(undefined)

export function useScriptMark(): string | undefined {
  return useContext(ScriptMarkContext)
}

/**
 * Takes the mark from a finished page. Gives the page as readers get it, and the bodies of the inline scripts that bore it:
 * those may run. `page` has a character for each byte.
 */
export function takeMarkedScripts(page: string, mark: string): { page: string; scripts: string[] } {
  const marked = new RegExp(`<script nonce="${mark}"([^>]*)>([\\s\\S]*?)</script>`, 'g')
  const scripts = [...page.matchAll(marked)].flatMap(([, attributes = '', body = '']) =>
    body === '' || /\ssrc=/.test(attributes) ? [] : [body],
  )
  return { page: page.replaceAll(` nonce="${mark}"`, ''), scripts }
}
