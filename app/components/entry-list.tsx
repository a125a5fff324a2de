import type { ConversationCard } from '#app/domain/conversation.ts'

import { ConversationEntry } from './conversation-entry.tsx'
import styles from './conversation-entry.module.css'

type EntryListProps = {
  cards: readonly ConversationCard[]
  /** On a person's own page, their slug. */
  besides?: string
  /** A line in place of summary and holdings, such as why a conversation is related. */
  remarkOf?: (card: ConversationCard) => React.ReactNode
}

/** Conversations one under the other, with hairlines between them. */
export function EntryList({ cards, besides, remarkOf }: EntryListProps) {
  return (
    <ol className={styles.entries} role="list">
      {cards.map((card) => (
        <li key={card.slug}>
          <ConversationEntry card={card} {...(besides === undefined ? {} : { besides })}>
            {remarkOf?.(card)}
          </ConversationEntry>
        </li>
      ))}
    </ol>
  )
}
