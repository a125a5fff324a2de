import { Breadcrumbs } from '#app/components/breadcrumbs.tsx'
import { Pager, type PagerLink } from '#app/components/pager.tsx'
import { Part, PartNote } from '#app/components/part.tsx'
import { PageHtml } from '#app/components/server-html.tsx'
import { conversationAddress } from '#app/domain/conversation.ts'
import { dateInWords } from '#app/domain/dates.ts'
import { foreignLanguage } from '#app/domain/language.ts'
import { capitalised, countInWords } from '#app/domain/words.ts'

import { Cite } from './cite.tsx'
import styles from './conversation.module.css'
import { Downloads } from './downloads.tsx'
import type { ConversationData } from './load-conversation.server.ts'
import { PeopleParts } from './people-parts.tsx'
import { RelatedList } from './related-list.tsx'
import { Share } from './share.tsx'
import { Title } from './title.tsx'
import { Watch } from './watch.tsx'

const LONGER = 'Some of this is longer than a page can show: here is all of it.'

/** One conversation: what it was, to watch, to read, to take away, and where to go from here. */
export function ConversationPage(props: ConversationData) {
  const {
    conversation,
    summaryHtml,
    watching,
    readings,
    hasLonger,
    related,
    previous,
    next,
    citation,
    siteUrl,
    summary,
  } = props
  const path = conversationAddress(conversation.slug)
  const year = conversation.heldOn.slice(0, 4)
  const reading = readings[0]?.title ?? null
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { name: 'Conversations', address: '/conversations' },
          { name: year, address: `/conversations/${year}` },
        ]}
      />
      <article className={styles.conversation}>
        <Title conversation={conversation} reading={reading} />
        <Watch conversation={conversation} summaryHtml={summaryHtml} watching={watching} reading={reading} />
        {readings.map(({ id, title, language: inLanguage, html, minutes }, index) => (
          <Part
            key={id}
            id={index === 0 ? 'insights' : `document-${id}`}
            title={title}
            language={foreignLanguage(inLanguage)}
            note={
              <PartNote>{`${capitalised(countInWords(minutes))} ${minutes === 1 ? 'minute' : 'minutes'} to read.`}</PartNote>
            }
          >
            <PageHtml
              id={`reading-${id}`}
              className={`prose ${styles.reading}`}
              lang={foreignLanguage(inLanguage)}
              given={html}
            />
          </Part>
        ))}
        <div className={styles.rest}>
          <Part
            id="download"
            title="Download"
            note={<PartNote>{hasLonger ? LONGER : 'Everything here is also on this page.'}</PartNote>}
          >
            <Downloads conversation={conversation} siteUrl={siteUrl} summary={summary} />
          </Part>
          <PeopleParts people={conversation.people} />
          {related.length === 0 ? null : (
            <Part id="related" title="Related" note={<PartNote>By the themes and people they share.</PartNote>}>
              <RelatedList related={related} />
            </Part>
          )}
          <Part id="cite" title="Cite">
            <Cite
              citation={citation}
              language={foreignLanguage(conversation.titleLanguage)}
              address={siteUrl + path}
              path={path}
            />
          </Part>
          <div className="no-print">
            <Part id="share" title="Share">
              <Share address={siteUrl + path} title={conversation.title} />
            </Part>
          </div>
        </div>
      </article>
      <Pager label="Neighbouring conversations" previous={neighbourLink(previous)} next={neighbourLink(next)} />
    </>
  )
}

function neighbourLink(neighbour: ConversationData['previous']): PagerLink | null {
  if (neighbour === null) return null
  const { slug, heldOn, title, titleLanguage } = neighbour
  return {
    address: conversationAddress(slug),
    name: dateInWords(heldOn),
    note: title,
    noteLanguage: foreignLanguage(titleLanguage),
  }
}
