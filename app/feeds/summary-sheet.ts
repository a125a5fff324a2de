import { dateInWords } from '#app/domain/dates.ts'
import { embedMarkdown, escapeMarkdown } from '#app/domain/markdown-headings.ts'
import { markdownToText } from '#app/domain/markdown.ts'

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

/** All that is to be read of a conversation in one Markdown file, with where it came from. */
export function summaryMarkdown(sheet: SummarySheet): string {
  const { title, heldOn, series, people, themes, summary, insights, address } = sheet
  const where = [series.name, series.organisation].filter((name) => name !== null).map(escapeMarkdown)
  const blocks = [
    `# ${escapeMarkdown(title)}`,
    `**${dateInWords(heldOn)}**, ${where.join(', ')}`,
    people.map((person) => `- ${personLine(person)}`).join('\n'),
    embedMarkdown(summary, 1, title, address),
    themes.length === 0 ? '' : `**Themes:** ${themes.map(escapeMarkdown).join(', ')}`,
    ...insights.flatMap((sheet) => [
      `## ${escapeMarkdown(sheet.title)}`,
      embedMarkdown(sheet.markdown, 2, title, address),
      sheet.source === null ? '' : `From the file <${sheet.source}>.`,
    ]),
    '## Where this comes from',
    `The archive’s page of this conversation: <${address}>`,
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

/** The same as plain text. */
export function summaryText(sheet: SummarySheet): string {
  return `${markdownToText(summaryMarkdown(sheet), 'page')}\n`
}

function personLine({ name, role, affiliation }: SummarySheet['people'][number]): string {
  const notes = [ROLES[role], affiliation].filter((note) => note !== '').map(escapeMarkdown)
  return [escapeMarkdown(name), ...notes].join(', ')
}
