import type { Root, RootContent } from 'hast'

import { dateInWords } from '#app/domain/dates.ts'
import { embeddedTree, embedMarkdown, escapeMarkdown } from '#app/domain/markdown-headings.ts'
import { MarkdownTooLargeError, markdownToTree, treeOfParsed, treeToText } from '#app/domain/markdown.ts'

export type SummarySheet = {
  title: string
  /** `YYYY-MM` or `YYYY-MM-DD`. */
  heldOn: string
  series: { name: string; organisation: string | null }
  people: { name: string; role: 'speaker' | 'host' | 'facilitator'; affiliation: string }[]
  themes: string[]
  /** Markdown. */
  summary: string
  /** The readable insights: Markdown, and the whole address of the file that they came from, if they came from one. */
  insights: { title: string; markdown: string; source: string | null }[]
  /** The whole address of the conversation's page. */
  address: string
}

const ROLES = { speaker: '', host: 'host', facilitator: 'facilitator' } as const

/** Letters of all texts of a sheet together, about 350 printed pages. */
export const SHEET_MAX_LENGTH = 1_000_000

/** A part of a sheet: words of ours, or a text of the archive that stands below a heading of ours. */
type Part = { markdown: string; headingLevel: 1 | 2 | 3; isEmbedded: boolean }

/**
 * All that is to be read of a conversation in one Markdown file, with where it came from. Throws `MarkdownTooLargeError`,
 * as everything here does, when a text is, or all of them together are.
 */
export function summaryMarkdown(sheet: SummarySheet): string {
  const blocks = partsOf(sheet).map(({ markdown, headingLevel, isEmbedded }) =>
    isEmbedded ? embedMarkdown(markdown, headingLevel - 1, sheet.title, sheet.address) : markdown,
  )
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

/**
 * The same as one tree (hast) for other formats. Each text is read by itself: it is within its limits whatever stands
 * beside it, and its footnotes and references are its own.
 */
export function summaryTree(sheet: SummarySheet): Root {
  const children = partsOf(sheet).flatMap(({ markdown, headingLevel, isEmbedded }): RootContent[] => {
    if (!isEmbedded) return markdownToTree(markdown, { headingLevel }).children
    return treeOfParsed(embeddedTree(markdown, sheet.title, sheet.address), { headingLevel }).children
  })
  return { type: 'root', children }
}

/** The same as plain text. */
export function summaryText(sheet: SummarySheet): string {
  return `${treeToText(summaryTree(sheet))}\n`
}

function partsOf(sheet: SummarySheet): Part[] {
  const { title, heldOn, series, people, themes, summary, insights, address } = sheet
  const letters = insights.reduce((sum, { markdown }) => sum + markdown.length, summary.length)
  const problem = sheetTooLong(letters)
  if (problem !== null) throw new MarkdownTooLargeError('length', null, problem)
  const where = [series.name, series.organisation].filter((name) => name !== null).map(escapeMarkdown)
  const own = (headingLevel: 1 | 2, ...blocks: string[]): Part => ({
    markdown: blocks.filter((block) => block !== '').join('\n\n'),
    headingLevel,
    isEmbedded: false,
  })
  return [
    own(
      1,
      `# ${escapeMarkdown(title)}`,
      `**${dateInWords(heldOn)}**, ${where.join(', ')}`,
      people.map((person) => `- ${personLine(person)}`).join('\n'),
    ),
    { markdown: summary, headingLevel: 2, isEmbedded: true },
    own(2, themes.length === 0 ? '' : `**Themes:** ${themes.map(escapeMarkdown).join(', ')}`),
    ...insights.flatMap((insight): Part[] => [
      own(2, `## ${escapeMarkdown(insight.title)}`),
      { markdown: insight.markdown, headingLevel: 3, isEmbedded: true },
      own(2, insight.source === null ? '' : `From the file <${insight.source}>.`),
    ]),
    own(2, '## Where this comes from', `The archive’s page of this conversation: <${address}>`),
  ]
}

/** Why texts of so many letters make no sheet, in a sentence; null where they do. */
export function sheetTooLong(letters: number): string | null {
  if (letters <= SHEET_MAX_LENGTH) return null
  const [is, may] = [letters, SHEET_MAX_LENGTH].map((count) => count.toLocaleString('en-GB'))
  return `The texts have ${is} characters together; ${may} is the most that a summary sheet holds.`
}

function personLine({ name, role, affiliation }: SummarySheet['people'][number]): string {
  const notes = [ROLES[role], affiliation].filter((note) => note !== '').map(escapeMarkdown)
  return [escapeMarkdown(name), ...notes].join(', ')
}
