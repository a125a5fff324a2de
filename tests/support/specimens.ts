import fs from 'node:fs'
import path from 'node:path'

import { writeLongTalk } from '#scripts/bench/long-talk.ts'

import { writeRecordings } from './recordings.ts'

const TOUR = 'prisma/seed/conversations/a-tour-of-the-archive'

/** A title that would break a page, its data, its feeds and its files, were it not taken as words. */
export const HOSTILE_TITLE = `</script><script>document.title='broken'</script> & "quotes" 'single' <!-- 🙂 \u2028 日本`

const INSIGHTS = `# What to take away

1. Ask before you answer.

   [Hear it at 0:33](?t=33s)

2. Write it down. [Hear it at 1:08](?t=1m8s)
`

/**
 * The origin of the site of specimens that all browser tests share (tests/support/e2e-site.ts), without a slash at its
 * end; empty where tests are only listed.
 */
export function specimensUrl(): string {
  return process.env['E2E_SPECIMENS_URL'] ?? ''
}

/** Writes an archive folder with conversations that the seed has none of. */
export function writeSpecimens(folder: string): void {
  writeRecordings(folder)
  writeLongTalk(folder)
  writeTakeaways(path.join(folder, 'conversations', 'a-tour'))
  const matter = `title: ${JSON.stringify(HOSTILE_TITLE)}\nheldOn: "2023-12"`
  writeConversation(path.join(folder, 'conversations', 'hostile'), matter, 'A summary.')
}

/** A recording and insights that lead to its seconds. */
function writeTakeaways(folder: string): void {
  const [recording, document] = ['file: tour.mp4', 'kind: insights\n    title: Insights\n    file: insights.md']
  const lists = `recordings:\n  - ${recording}\ndocuments:\n  - ${document}`
  writeConversation(folder, `title: A tour\nheldOn: "2024-01"\n${lists}`, 'A tour.')
  fs.cpSync(path.join(TOUR, 'tour.mp4'), path.join(folder, 'tour.mp4'))
  fs.writeFileSync(path.join(folder, 'insights.md'), INSIGHTS)
}

function writeConversation(folder: string, matter: string, summary: string): void {
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(path.join(folder, 'conversation.md'), `---\nseries: talks\n${matter}\n---\n\n${summary}\n`)
}
