import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { archive } from '#app/archive/context.server.ts'
import { pageMeta } from '#app/routes/page-meta.ts'
import { counted } from '#app/domain/words.ts'

import { conversationMeta } from './conversation-meta.ts'
import { ConversationPage } from './conversation-page.tsx'
import { loadConversation } from './load-conversation.server.ts'
import { loadYear } from './load-year.server.ts'
import { YearPage } from './year-page.tsx'

const YEAR = /^\d{4}$/

export async function loader({ params: { slug = '' }, request }: LoaderFunctionArgs) {
  if (YEAR.test(slug)) return { kind: 'year' as const, ...(await loadYear(archive(), Number(slug), request)) }
  return { kind: 'conversation' as const, ...(await loadConversation(archive(), slug, request)) }
}

export default function ConversationOrYear() {
  const data = useLoaderData<typeof loader>()
  return data.kind === 'year' ? <YearPage {...data} /> : <ConversationPage {...data} />
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  if (data === undefined) return []
  if (data.kind === 'year') {
    const { year, total, page, pages } = data
    return pageMeta(matches, {
      title: page > 1 ? `Conversations of ${year}, page ${page} of ${pages}` : `Conversations of ${year}`,
      description: `${counted(total, 'conversation')} of ${year}: who spoke, recordings and summaries.`,
      canonical: `/conversations/${year}${page > 1 ? `?page=${page}` : ''}`,
      crumbs: [{ name: 'Conversations', address: '/conversations' }],
    })
  }
  return conversationMeta(matches, data)
}
