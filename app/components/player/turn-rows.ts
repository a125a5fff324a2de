import { clockTime } from '#app/domain/dates.ts'
import { momentAddress } from '#app/domain/time-offset.ts'
import type { Turn } from '#app/domain/transcript-turns.ts'

import styles from './transcript.module.css'

type RowOptions = {
  /** Whether the recording can be moved: only then are times links. */
  playable: boolean
  /** The recording's, as links name it. */
  number: number | null
  /** The index of the turn that the address of the page names; -1 for none. */
  first: number
}

/**
 * The rows of a transcript as HTML: when, who, what. Written on the server and read from the page again (`usePageTurns`):
 * links carry whole seconds, and a turn may begin within one. Thousands of rows made by React hold up the site thirty times
 * as long.
 */
export function turnRows(turns: readonly Turn[], { playable, number, first }: RowOptions): string {
  return turns
    .map(({ start, speaker, text }, index) => {
      const time = clockTime(start)
      const moment = playable
        ? `<a class="${styles.moment}" href="${escapeHtml(momentAddress(start, number))}"><span class="hide">Play from </span>${time}</a>`
        : `<span class="${styles.moment}">${time}</span>`
      const who = speaker === null ? '' : `<b>${escapeHtml(speaker)}</b>`
      const current = index === first ? ' aria-current="true"' : ''
      return `<li data-start="${start}"${current}>${moment}<div>${who}<span>${escapeHtml(text)}</span></div></li>`
    })
    .join('')
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? '')
}
