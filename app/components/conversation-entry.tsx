import { conversationAddress, type ConversationCard, type Holdings as HoldingsOf } from '#app/domain/conversation.ts'
import { dateInWords, monthOf } from '#app/domain/dates.ts'
import { foreignLanguage } from '#app/domain/language.ts'
import { listInWords, uncapitalised } from '#app/domain/words.ts'

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
          <a href={conversationAddress(card.slug)} lang={foreignLanguage(card.titleLanguage)}>
            {card.title}
          </a>
        </h3>
        {besides !== undefined || card.namesInTitle || card.speakers.length === 0 ? null : (
          <p className={styles.by}>{listInWords(card.speakers.map(({ name }) => name))}</p>
        )}
        {children ?? (
          <>
            {card.excerpt === '' ? null : (
              <p className="soft" lang={foreignLanguage(card.language)}>
                {card.excerpt}
              </p>
            )}
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

/** What there is of a conversation, said plainly: what opens here, what was never published, what is kept elsewhere. */
export function Holdings({ card }: { card: Pick<ConversationCard, 'slug' | 'title' | 'titleLanguage'> & HoldingsOf }) {
  const { recording, insights, slides, slug, title, titleLanguage } = card
  const [first] = insights
  const elsewhere = [
    recording === 'elsewhere' ? 'Recording' : null,
    insights.find(({ availability }) => availability === 'elsewhere')?.title ?? null,
    slides === 'elsewhere' ? 'Presentations' : null,
  ].filter((name) => name !== null)
  return (
    <ul className={styles.has} role="list">
      {recording === 'here' ? <li>Recording</li> : null}
      {recording === 'unpublished' ? <li>No recording was published</li> : null}
      {first?.availability === 'here' ? (
        <li>
          <a href={`${conversationAddress(slug)}#insights`}>
            {first.title}, read or download
            <span className="hide">
              : <span lang={foreignLanguage(titleLanguage)}>{title}</span>
            </span>
          </a>
        </li>
      ) : null}
      {slides === 'here' ? <li>Presentations</li> : null}
      {elsewhere.length === 0 ? null : <li>Kept elsewhere: {elsewhere.map(uncapitalised).join(', ')}</li>}
    </ul>
  )
}
