import {
  conversationAddress,
  type Availability,
  type ConversationCard,
  type Holdings as HoldingsOf,
} from '#app/domain/conversation.ts'
import { dateInWords, monthOf } from '#app/domain/dates.ts'
import { listInWords } from '#app/domain/words.ts'

import styles from './conversation-entry.module.css'
import { Plate } from './cover.tsx'
import { NameLinks } from './name-links.tsx'

type EntryProps = {
  card: ConversationCard
  /** On a person's own page, their slug: the others are named after the summary. */
  besides?: string
  /** A line in place of the summary and of what there is, such as why it is related. */
  children?: React.ReactNode
}

/** A conversation in a list: cover, month, title, who spoke, the beginning of the summary, and what there is of it. */
export function ConversationEntry({ card, besides, children }: EntryProps) {
  const others = card.speakers.filter(({ slug }) => slug !== besides)
  return (
    <article className={styles.entry}>
      <Plate month={monthOf(card.heldOn)} themes={card.themes.map(({ slug }) => slug)} />
      <div className={styles.words}>
        <p className="stamp">{dateInWords(card.heldOn)}</p>
        <h3>
          <a href={conversationAddress(card.slug)}>{card.title}</a>
        </h3>
        {besides !== undefined || card.namesInTitle || card.speakers.length === 0 ? null : (
          <p className={styles.by}>{listInWords(card.speakers.map(({ name }) => name))}</p>
        )}
        {children ?? (
          <>
            {card.excerpt === '' ? null : <p className="soft">{card.excerpt}</p>}
            {besides === undefined || others.length === 0 ? null : (
              <p className={styles.by}>
                With <NameLinks people={others} />
              </p>
            )}
            <Holdings card={card} />
          </>
        )}
      </div>
    </article>
  )
}

const RECORDING_WORDS: Record<Availability, string> = {
  here: 'Recording',
  elsewhere: 'Recording kept elsewhere',
  unpublished: 'No recording was published',
}

/** What there is of a conversation, each thing said plainly: here, kept elsewhere, never published. */
export function Holdings({ card }: { card: Pick<ConversationCard, 'slug' | 'title'> & HoldingsOf }) {
  const { recording, insights, slides, slug, title } = card
  const [first] = insights
  const elsewhere = insights.find(({ availability }) => availability === 'elsewhere')
  return (
    <ul className={styles.has} role="list">
      {recording ? <li>{RECORDING_WORDS[recording]}</li> : null}
      {first?.availability === 'here' ? (
        <li>
          <a href={`${conversationAddress(slug)}#insights`}>
            {first.title}, read or download<span className="hide">: {title}</span>
          </a>
        </li>
      ) : null}
      {elsewhere === undefined ? null : <li>{elsewhere.title} kept elsewhere</li>}
      {slides === 'here' ? <li>Presentations</li> : null}
      {slides === 'elsewhere' ? <li>Presentations kept elsewhere</li> : null}
    </ul>
  )
}
