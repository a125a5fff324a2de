import { findConversation } from '#app/archive/conversation.server.ts'
import { neighboursOf, yearCounts } from '#app/archive/conversations.server.ts'
import type { Database } from '#app/archive/database.server.ts'
import { relatedConversations } from '#app/archive/related.server.ts'
import { citationOf } from '#app/domain/citation.ts'
import { HtmlForServer } from '#app/components/server-html.tsx'
import { excerptOf, wordsOfHtml } from '#app/domain/excerpt.ts'
import { countingMinutesToRead } from '#app/domain/media-words.ts'
import { env } from '#app/platform/env.server.ts'
import { stepByStep } from '#app/platform/slices.ts'
import { withdrawn } from '#app/routes/answers.ts'
import { citedConversation } from '#app/routes/cited-conversation.ts'
import { missing } from '#app/routes/missing.server.ts'
import { summaryFacts } from '#app/routes/summary-sheets.server.ts'

import { watchingOf } from './watching.server.ts'

/** A conversation with what stands beside it. Throws the 404 and 410 pages, or leads on to its new address. */
export async function loadConversation(db: Database, slug: string, request: Request) {
  const found = await findConversation(db, slug)
  if (found.status === 'missing') throw await missing(request)
  if (found.status === 'withdrawn') throw withdrawn(await withdrawnFacts(db, found.heldOn))
  const { heldOnDate, documents, summaryHtml, ...conversation } = found.conversation
  // Begun now, so that it may be known when the rest is there.
  summaryFacts(db, found.conversation)
  const [watching, related, neighbours] = await Promise.all([
    watchingOf(db, found.conversation, new URL(request.url)),
    relatedConversations(db, conversation.id),
    neighboursOf(db, { id: conversation.id, seriesId: conversation.series.id, heldOn: heldOnDate }),
  ])
  const readings = []
  for (const { id, kind, title, language, html } of documents) {
    if (html === null) continue
    const minutes = await stepByStep(countingMinutesToRead(html))
    readings.push({ id, kind, title, language, html: forServer(withoutTitle(html, conversation.title)), minutes })
  }
  const summary = summaryFacts(db, found.conversation)
  return {
    // Their words stand below, as they are read.
    conversation: {
      ...conversation,
      documents: documents.map(({ html: _html, ...document }) => document),
      hasTranscript: watching.hasTurns,
    },
    watching,
    related,
    ...neighbours,
    readings,
    citation: citationOf(citedConversation(found.conversation)),
    siteUrl: env().siteUrl,
    summary,
    // Whoever asks again gets more (entry.server.tsx).
    isUnfinished: summary?.facts === null,
    summaryHtml: forServer(summaryHtml),
    hasLonger: watching.hasMore || documents.some(({ isTooLong }) => isTooLong),
    excerpt: excerptOf(summaryHtml),
  }
}

/** In the browser nothing of it is left: what it is there is not said. */
function forServer(html: string): unknown {
  return new HtmlForServer(html)
}

async function withdrawnFacts(db: Database, heldOn: string) {
  const year = Number(heldOn.slice(0, 4))
  return { heldOn, yearHasOthers: (await yearCounts(db)).some((known) => known.year === year) }
}

export type ConversationData = Awaited<ReturnType<typeof loadConversation>>

/**
 * A sheet begins with the title of its conversation, which stands at the head of the page already. Without it, the
 * headings below (h4 and on, in HTML that we made ourselves) move up into its place.
 */
function withoutTitle(html: string, title: string): string {
  const [heading] = /^\s*<h3[^>]*>[\s\S]*?<\/h3>/.exec(html) ?? []
  if (heading === undefined || squeezed(wordsOfHtml(heading)) !== squeezed(title)) return html
  return html
    .slice(heading.length)
    .replace(/<(\/?)h([4-6])\b/g, (_tag, slash: string, level: string) => `<${slash}h${Number(level) - 1}`)
}

/** Where a tag stood is a space, or was none. */
function squeezed(text: string): string {
  return text.replace(/\s+/g, '')
}
