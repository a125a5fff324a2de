import { Breadcrumbs } from '#app/components/breadcrumbs.tsx'
import { EntryList } from '#app/components/entry-list.tsx'
import { Frieze } from '#app/components/frieze.tsx'
import { Pager, PagesPager } from '#app/components/pager.tsx'
import { Part } from '#app/components/part.tsx'
import type { ConversationCard } from '#app/domain/conversation.ts'
import type { Slot } from '#app/domain/timeline.ts'
import { counted } from '#app/domain/words.ts'

type YearCount = { year: number; count: number }

type YearPageProps = {
  year: number
  cards: ConversationCard[]
  total: number
  page: number
  pages: number
  slots: Slot[]
  later: YearCount | null
  earlier: YearCount | null
}

/** A year: its months as one picture, then its conversations, newest first. */
export function YearPage({ year, cards, total, page, pages, slots, later, earlier }: YearPageProps) {
  const linkTo = ({ year: other, count }: YearCount) => ({
    address: `/conversations/${other}`,
    name: String(other),
    note: counted(count, 'conversation'),
  })
  return (
    <>
      <Breadcrumbs crumbs={[{ name: 'Conversations', address: '/conversations' }]} />
      <header className="title">
        <h1>{year}</h1>
        <p className="lead">
          {counted(total, 'conversation')}
          {pages > 1 ? `, page ${page} of ${pages}` : ''}
        </p>
      </header>
      <section className="after-title" aria-labelledby="months">
        <h2 id="months" className="hide">
          Month by month
        </h2>
        <Frieze
          label={`${year}, month by month`}
          slots={slots}
          emptyWords="no conversation"
          addressOf={({ from }) => `/search?from=${from}&to=${from}&kind=conversation`}
          year
        />
      </section>
      <Part
        id="list"
        title="Conversations"
        note={
          <>
            <p>
              <a href={`/search?from=${year}-01&to=${year}-12`}>Search in these</a>
            </p>
            <p>
              <a href={`/conversations/${year}/summaries.zip`}>All summaries of {year} (zip)</a>
            </p>
          </>
        }
      >
        <div>
          <EntryList cards={cards} />
          <PagesPager
            page={page}
            pages={pages}
            addressOf={(target) => `/conversations/${year}${target > 1 ? `?page=${target}` : ''}`}
          />
        </div>
      </Part>
      <Pager
        label="Neighbouring years"
        previous={earlier === null ? null : linkTo(earlier)}
        next={later === null ? null : linkTo(later)}
      />
    </>
  )
}
