import fs from 'node:fs'
import path from 'node:path'

import { toWebVtt } from '#app/domain/transcript.ts'

/** A text that costs far more than its letters, or a conversation that is far larger than any that people hold. */
export type Hostile = {
  slug: string
  heldOn: string
  title?: string
  summary: string
  insights?: string[]
  /** Cues of a transcript, and the words of each. */
  cues?: { count: number; words: number }
}

const SENTENCE = 'Kindness is what we talked about again, at some length and from several sides. '
const THAI = 'การสนทนาเรื่องความเมตตาในโรงพยาบาล'
const prose = (letters: number) =>
  `${SENTENCE.repeat(8).trim()}\n\n`.repeat(Math.ceil(letters / (SENTENCE.length * 8))).slice(0, letters)
const counted = (count: number, line: (number: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('')

/** Markdown of every kind that parsers are known to be slow on, as large as an import took it once. */
export const SUMMARIES: Record<string, string> = {
  'narrow-table': `|a|\n|-|\n${`${'|x'.repeat(500)}\n`.repeat(300)}`,
  'wide-table': `${'|a'.repeat(3000)}|\n${'|-'.repeat(3000)}|\n${'|x\n'.repeat(3000)}`,
  'links-apart': '[a](b\n\n'.repeat(20_000),
  'links-open': '[a](b "'.repeat(1900),
  'brackets-apart': '[[[[[[[[\n\n'.repeat(20_000),
  'images-nested': `${'!['.repeat(990)}a${'](b)'.repeat(990)}`,
  'emphasis-open': '*a **b '.repeat(660),
  'emphasis-apart': '*a **b _c\n\n'.repeat(30_000),
  'code-open': counted(600, (at) => `${'`'.repeat(at + 1)} a `),
  'html-open': 'a <?'.repeat(90_000),
  'comments-open': 'a <!-- b '.repeat(40_000),
  'quotes-apart': '> a\n\n'.repeat(20_000),
  'list-flat': counted(1300, (at) => `- **${at}** ${SENTENCE.slice(0, 50)}*b* [c](https://example.org/${at})\n`),
  'list-items': '- a\n\n'.repeat(40_000),
  'list-deep': counted(19, (at) => `${'  '.repeat(at)}- level ${at}\n`).repeat(200),
  footnotes: counted(5000, (at) => `a[^${at}]\n\n[^${at}]: b\n\n`),
  'footnote-repeated': `${'a[^1] '.repeat(20_000)}\n\n[^1]: b`,
  'reference-long': `[a]: http://example.org/${'z'.repeat(100_000)}\n\n${'[a] '.repeat(1900)}`,
  definitions: counted(15_000, (at) => `[a${at}]: http://example.org\n`),
  addresses: 'www.example.org a@example.org '.repeat(10_000),
  lines: 'a\n'.repeat(190_000),
  spaces: `a${' '.repeat(390_000)}b`,
  headings: '# a\n\n'.repeat(30_000),
  prose: `${prose(390_000)}\n\n*The end.*`,
  'prose-plain': prose(390_000),
  'one-paragraph': SENTENCE.repeat(4900),
}

/** All that is written into the archive: what is refused is refused, and everything else is asked for. */
export function hostileContents(): Hostile[] {
  const summaries = Object.entries(SUMMARIES).map(([slug, summary]): Hostile => ({ slug, heldOn: '2018-03', summary }))
  const year = Array.from({ length: 12 }, (_, month): Hostile => {
    const heldOn = `2019-${String(month + 1).padStart(2, '0')}`
    return {
      slug: `year-${month + 1}`,
      heldOn,
      summary: `*A month.* ${SENTENCE}`,
      insights: [`# Notes\n\n${prose(60_000)}`],
    }
  })
  return [
    ...summaries,
    ...year,
    {
      slug: 'two-insights',
      heldOn: '2019-06',
      summary: SENTENCE,
      insights: [prose(210_000), `${prose(210_000)}\n\n*b*`],
    },
    {
      slug: 'many-insights',
      heldOn: '2019-07',
      summary: SENTENCE,
      insights: Array.from({ length: 20 }, () => prose(100_000)),
    },
    { slug: 'long-transcript', heldOn: '2018-04', summary: SENTENCE, cues: { count: 20_000, words: 10 } },
    { slug: 'long-cues', heldOn: '2018-05', summary: SENTENCE, cues: { count: 2000, words: 300 } },
    { slug: 'one-cue', heldOn: '2018-05', summary: SENTENCE, cues: { count: 1, words: 150_000 } },
    { slug: 'thai', heldOn: '2018-06', summary: SENTENCE, insights: [`${THAI.repeat(60)}\n\n`.repeat(100)] },
    { slug: 'thai-in-one', heldOn: '2018-06', summary: SENTENCE, insights: [THAI.repeat(6000)] },
    { slug: 'chinese-in-one', heldOn: '2018-06', summary: SENTENCE, insights: ['內部工具建立你自己的'.repeat(20_000)] },
    {
      slug: 'all-different',
      heldOn: '2018-06',
      summary: SENTENCE,
      insights: Array.from({ length: 10 }, (_, part) =>
        counted(40_000, (at) => `${(part * 40_000 + at).toString(36)}x `),
      ),
    },
    { slug: 'long-title', heldOn: '2018-06', summary: SENTENCE, title: 'ยิ่งใหญ่ नमस्ते '.repeat(60).slice(0, 990) },
  ]
}

/** Writes the contents as an archive folder. */
export function writeHostile(folder: string, contents: readonly Hostile[]): void {
  fs.mkdirSync(path.join(folder, 'series'), { recursive: true })
  fs.writeFileSync(path.join(folder, 'archive.md'), '---\nformat: 1\ntitle: Hostile\n---\n')
  fs.writeFileSync(path.join(folder, 'series', 'hostile.md'), '---\nname: Hostile\n---\n')
  for (const content of contents) writeConversation(path.join(folder, 'conversations', content.slug), content)
}

function writeConversation(folder: string, { slug, heldOn, title, summary, insights = [], cues }: Hostile): void {
  fs.mkdirSync(folder, { recursive: true })
  const fields = ['series: hostile', `heldOn: "${heldOn}"`, `title: ${JSON.stringify(title ?? slug)}`, `id: ${slug}`]
  if (insights.length > 0) fields.push('documents:')
  insights.forEach((markdown, at) => {
    fs.writeFileSync(path.join(folder, `insights-${at}.md`), markdown)
    fields.push(`  - kind: insights\n    title: Insights ${at}\n    file: insights-${at}.md`)
  })
  if (cues !== undefined) {
    const text = SENTENCE.repeat(Math.ceil(cues.words / 12))
      .split(' ')
      .slice(0, cues.words)
      .join(' ')
    const spoken = Array.from({ length: cues.count }, (_, at) => ({
      ...{ start: at * 4, end: at * 4 + 3.5, speaker: `Speaker ${at % 3}`, text: `${at} ${text}` },
    }))
    fs.writeFileSync(path.join(folder, 'talk.vtt'), toWebVtt(spoken))
    fields.push(
      'recordings:\n  - kind: video\n    address: https://example.org/talk\n    captions:\n      - file: talk.vtt\n        language: en',
    )
  }
  fs.writeFileSync(path.join(folder, 'conversation.md'), `---\n${fields.join('\n')}\n---\n\n${summary}\n`)
}
