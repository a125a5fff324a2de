import type { Figures } from '#app/archive/figures.server.ts'
import type { MainSeries } from '#app/archive/series.server.ts'
import { rangeInWords } from '#app/domain/dates.ts'
import { capitalised, countInWords, listInWords } from '#app/domain/words.ts'

/** A meeting that begins at this hour or later is an evening. */
const EVENING_FROM = '17:00'

/** The heading of the first page: what meets, and how often. */
export function headline(series: Pick<MainSeries, 'name' | 'rule'> | null): string {
  if (series === null) return 'An archive of conversations'
  const { name, rule } = series
  if (rule === null || !/^FREQ=MONTHLY\b(?!.*INTERVAL)/.test(rule.recurrenceRule)) return name
  return `${name}, ${rule.startTime >= EVENING_FROM ? 'one evening a month' : 'once a month'}`
}

/** What the archive holds, in a sentence that claims nothing that does not open here. */
export function whatIsHere({ conversations, recordings, insights, first, last }: Figures): string {
  if (first === null || last === null) return 'Nothing has been published yet.'
  const parts = ['who spoke', 'what it was about']
  if (recordings > 0) parts.push(`${countInWords(recordings)} ${recordings === 1 ? 'recording' : 'recordings'}`)
  if (insights === conversations) parts.push('a summary of every one')
  else if (insights > 0) parts.push(`${countInWords(insights)} ${insights === 1 ? 'summary' : 'summaries'} to keep`)
  return `${capitalised(countInWords(conversations))} of them, ${rangeInWords(first, last)}: ${listInWords(parts)}.`
}
