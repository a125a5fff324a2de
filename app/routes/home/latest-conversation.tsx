import { Holdings } from '#app/components/conversation-entry.tsx'
import { Plate } from '#app/components/cover.tsx'
import { conversationAddress, type ConversationCard } from '#app/domain/conversation.ts'
import { dateInWords, monthOf } from '#app/domain/dates.ts'
import { foreignLanguage } from '#app/domain/language.ts'
import { listInWords } from '#app/domain/words.ts'

import styles from './home.module.css'

/** The newest conversation, larger than in a list. */
export function LatestConversation({ card }: { card: ConversationCard }) {
  const speakers = card.namesInTitle ? [] : card.speakers.map(({ name }) => name)
  return (
    <article className={styles.latest}>
      <Plate month={monthOf(card.heldOn)} themes={card.themes.map(({ slug }) => slug)} />
      <div>
        <p className="stamp">{dateInWords(card.heldOn)}</p>
        <h3>
          <a href={conversationAddress(card.slug)} lang={foreignLanguage(card.titleLanguage)}>
            {card.title}
          </a>
        </h3>
        {speakers.length === 0 ? null : <p>{listInWords(speakers)}</p>}
        {card.excerpt === '' ? null : (
          <p className="soft" lang={foreignLanguage(card.language)}>
            {card.excerpt}
          </p>
        )}
        <Holdings card={card} />
      </div>
    </article>
  )
}
