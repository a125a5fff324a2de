import { EntryList } from '#app/components/entry-list.tsx'
import { listInWords } from '#app/domain/words.ts'

import type { ConversationData } from './load-conversation.server.ts'

type Related = ConversationData['related']

/** Conversations that belong beside this one, each with the reason. */
export function RelatedList({ related }: { related: Related }) {
  const reasons = new Map(related.map((other) => [other.card.slug, reasonOf(other)]))
  return (
    <EntryList
      cards={related.map(({ card }) => card)}
      remarkOf={({ slug }) => <p className="small soft">{reasons.get(slug)}</p>}
    />
  )
}

function reasonOf({ themes, people }: Related[number]): string {
  const names = (things: { name: string }[]) => listInWords(things.map(({ name }) => name))
  const reasons = []
  if (themes.length > 0) reasons.push(`Shares ${names(themes)}`)
  if (people.length > 0) reasons.push(`Also with ${names(people)}`)
  return reasons.join('. ')
}
