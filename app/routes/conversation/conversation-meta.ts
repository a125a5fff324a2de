import { conversationAddress } from '#app/domain/conversation.ts'
import { dateInWords } from '#app/domain/dates.ts'
import { chooseRecording } from '#app/domain/recording-choice.ts'
import { posterAddress } from '#app/domain/recording.ts'
import { conversationData, type DescribedRecording } from '#app/feeds/json-ld.ts'
import { pageMeta } from '#app/routes/page-meta.ts'

import type { ConversationData } from './load-conversation.server.ts'

/** What the page of a conversation says of itself to browsers, to whoever shows a link to it, and to search engines. */
export function conversationMeta(matches: Parameters<typeof pageMeta>[0], data: ConversationData) {
  const { conversation, excerpt } = data
  const { slug, title, heldOn } = conversation
  const address = conversationAddress(slug)
  const year = heldOn.slice(0, 4)
  return pageMeta(matches, {
    title: `${title}, ${dateInWords(heldOn)}`,
    description: excerpt || `${title}, ${dateInWords(heldOn)}: who spoke, what was said, and where to read on.`,
    canonical: address,
    kind: 'article',
    picture: { address: `${address}/picture.png`, alt: `The cover of ${dateInWords(heldOn)}: ${title}` },
    crumbs: [
      { name: 'Conversations', address: '/conversations' },
      { name: year, address: `/conversations/${year}` },
    ],
    data: (siteUrl) => conversationData(siteUrl, { ...conversation, excerpt, recording: describedRecording(data) }),
  })
}

/** The one that the page's canonical address shows. */
function describedRecording({ conversation: { recordings } }: ConversationData): DescribedRecording | null {
  const shown = chooseRecording(recordings, null)
  if (shown?.availability !== 'here') return null
  return { ...shown, poster: shown.posterKey === null ? null : posterAddress(shown.posterKey) }
}
