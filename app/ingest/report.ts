import type { ItemKind } from '#app/domain/archive-item.ts'

/** What an import tells about each item, and about all. */

export const ACTIONS = ['added', 'changed', 'unchanged', 'refused', 'ambiguous'] as const
export type Action = (typeof ACTIONS)[number]

export type ReportItem = {
  kind: ItemKind
  action: Action
  /** Its address in the archive; null when it did not get there. */
  slug: string | null
  title: string | null
  /** `2023-12` or `2023-12-21`; of a news item its date. */
  heldOn: string | null
  /** Names with titles, in order. */
  speakers: string[]
  file: string
  line: number | null
  /** Which fields a changed item got. */
  fields: string[]
  /** Whole sentences or parts of one; with the line in front where that is another than the item's. */
  problems: string[]
}

/** A line of the source that is in no item. */
export type ReportRemark = { file: string; line: number | null; text: string }

export type Totals = Record<Action, number> & {
  /** What was made because an item named it. */
  made: { person: number; theme: number; series: number }
}

export function noTotals(): Totals {
  return { added: 0, changed: 0, unchanged: 0, refused: 0, ambiguous: 0, made: { person: 0, theme: 0, series: 0 } }
}

const SIGNS: Record<Action, string> = { added: '+', changed: '~', unchanged: '=', refused: '!', ambiguous: '?' }

/** One item for people to read: where it stands, what happened, and below it what there is to know. */
export function itemInWords(item: ReportItem): string {
  const place = item.line === null ? item.file : `${item.file}:${item.line}`
  const about = [item.heldOn, item.title ?? namesInWords(item.speakers)].filter((part) => part !== null).join(' ')
  const fields = item.fields.length === 0 ? '' : ` (${item.fields.join(', ')})`
  const head = `${SIGNS[item.action]} ${item.action.padEnd(9)} ${place}  ${item.kind} ${about || (item.slug ?? '')}${fields}`
  return [head, ...item.problems.map((problem) => `            ${problem}`)].join('\n')
}

/** A line that is in no item, below the items. */
export function remarkInWords({ file, line, text }: ReportRemark): string {
  return `- ${line === null ? file : `${file}:${line}`}  ${text}`
}

/** Of what went as it should, so many are listed; the rest is counted. */
const LISTED = 100

/**
 * The report for people, line by line as items come: everything that an editor should look at, and of what is simply new or
 * as it was the first hundred each.
 */
export function reportWriter(write: (line: string) => void): {
  item: (item: ReportItem) => void
  remark: (remark: ReportRemark) => void
  end: () => void
} {
  const plain = { added: 0, unchanged: 0 }
  let remarks = 0
  return {
    remark: (remark) => {
      remarks += 1
      if (remarks <= LISTED) write(remarkInWords(remark))
    },
    item: (item) => {
      const { action, problems } = item
      const isPlain = (action === 'added' || action === 'unchanged') && problems.length === 0
      if (isPlain) plain[action] += 1
      if (!isPlain || plain[action] <= LISTED) write(itemInWords(item))
    },
    end: () => {
      for (const [action, count] of Object.entries(plain)) {
        if (count > LISTED) write(`… and ${(count - LISTED).toLocaleString('en-GB')} more ${action} (--json lists all)`)
      }
      if (remarks > LISTED)
        write(`… and ${(remarks - LISTED).toLocaleString('en-GB')} more lines not used (--json lists all)`)
    },
  }
}

/** The report for programs, item by item: `{ "items": [...], "remarks": [...], "totals": {...} }`. */
export function jsonWriter(write: (text: string) => void): {
  item: (item: ReportItem) => void
  remark: (remark: ReportRemark) => void
  end: (totals: Totals, error?: string) => void
} {
  let count = 0
  const remarks: ReportRemark[] = []
  return {
    remark: (remark) => remarks.push(remark),
    item: (item) => {
      write(`${count === 0 ? '{"items":[\n' : ',\n'}${JSON.stringify(inOrder(item))}`)
      count += 1
    },
    end: (totals, error) => {
      const rest = JSON.stringify({
        ...(remarks.length === 0 ? {} : { remarks }),
        totals,
        ...(error === undefined ? {} : { error }),
      }).slice(1)
      write(`${count === 0 ? '{"items":[' : ''}],${rest}\n`)
    },
  }
}

/** The last line of a report. */
export function totalsInWords(totals: Totals, dryRun: boolean): string {
  const counts = ACTIONS.map((action) => `${totals[action].toLocaleString('en-GB')} ${action}`).join(', ')
  const { person, theme, series } = totals.made
  const made = [
    [person, person === 1 ? 'person' : 'people'],
    [theme, theme === 1 ? 'theme' : 'themes'],
    [series, 'series'],
  ] as const
  const news = made.filter(([count]) => count > 0).map(([count, word]) => `${count.toLocaleString('en-GB')} ${word}`)
  const named = news.length === 0 ? '' : `; new because they were named: ${news.join(', ')}`
  return `${dryRun ? 'A dry run, nothing was changed: ' : ''}${counts}${named}.`
}

/** The fields as the format is described, whoever made the item. */
function inOrder({
  kind,
  action,
  slug,
  title,
  heldOn,
  speakers,
  file,
  line,
  fields,
  problems,
}: ReportItem): ReportItem {
  return { kind, action, slug, title, heldOn, speakers, file, line, fields, problems }
}

function namesInWords(names: string[]): string | null {
  return names.length === 0 ? null : `with ${names.join(', ')}`
}
