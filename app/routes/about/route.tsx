import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { archive } from '#app/archive/context.server.ts'
import { newestConversations } from '#app/archive/conversations.server.ts'
import { archiveFigures } from '#app/archive/figures.server.ts'
import { mainSeries, seriesBySlug } from '#app/archive/series.server.ts'
import { EntryList } from '#app/components/entry-list.tsx'
import { Part } from '#app/components/part.tsx'
import { counted } from '#app/domain/words.ts'
import { pageMeta } from '#app/routes/page-meta.ts'

/** The series in which the makers of an archive show how to use it. An archive need not have one. */
const ABOUT_SERIES = 'about-this-archive'

export async function loader() {
  const db = archive()
  const [series, tours, figures] = await Promise.all([
    mainSeries(db),
    seriesBySlug(db, ABOUT_SERIES),
    archiveFigures(db),
  ])
  return { series, figures, tours: tours === null ? [] : await newestConversations(db, 3, { seriesId: tours.id }) }
}

export default function About() {
  const { series, figures, tours } = useLoaderData<typeof loader>()
  return (
    <>
      <header className="title">
        <h1>About this archive</h1>
        <p className="lead">
          {series === null
            ? 'Third Thursday keeps the conversations of a community that meets every month, so that they can be searched, watched and taken away.'
            : `Third Thursday keeps the ${series.name}${series.organisation === null ? '' : ` of ${series.organisation}`}, so that they can be searched, watched and taken away.`}
        </p>
      </header>
      {series === null || series.descriptionHtml === '' ? null : (
        <Part id="series" title={series.name}>
          <div className="prose" dangerouslySetInnerHTML={{ __html: series.descriptionHtml }} />
        </Part>
      )}
      {tours.length === 0 ? null : (
        <Part id="tour" title="How to use it">
          <EntryList cards={tours} />
        </Part>
      )}
      <Part id="words" title="Whose words these are">
        <div className="prose">
          <p>
            {counted(figures.conversations, 'conversation')}, {counted(figures.people, 'person', 'people')} and{' '}
            {counted(figures.themes, 'theme')} are listed here. Titles, dates, names and posts are what the sources
            give; where a source gives no title, none is made up, and where it contradicts itself, nothing is guessed.
          </p>
          <p>
            Summaries and themes are the work of the archive’s editors. A post is the one that a person held at the
            time. Where a recording or a document is known to exist but is not kept here, the page says so.
          </p>
        </div>
      </Part>
      <Part id="pictures" title="The pictures">
        <div className="prose">
          <p>
            Every conversation has a picture that is computed, not drawn. Its ground is the light over London at six in
            the evening in that month; the disc stands where the sun stood, and is a lamp when it was dark. Each theme
            is a thread that keeps its height from month to month, so that the pictures, side by side, join into one.
          </p>
        </div>
      </Part>
    </>
  )
}

export const meta: MetaFunction<typeof loader> = ({ matches }) =>
  pageMeta(matches, {
    title: 'About this archive',
    description: 'What is kept here, whose words these are, and what the pictures show.',
    canonical: '/about',
  })
