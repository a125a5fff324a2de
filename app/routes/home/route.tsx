import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { archive } from '#app/archive/context.server.ts'
import { newestConversations } from '#app/archive/conversations.server.ts'
import { archiveFigures } from '#app/archive/figures.server.ts'
import { monthMarks } from '#app/archive/months.server.ts'
import { mostHeard } from '#app/archive/people.server.ts'
import { mainSeries } from '#app/archive/series.server.ts'
import { mostMetThemes } from '#app/archive/themes.server.ts'
import { EntryList } from '#app/components/entry-list.tsx'
import { Figures } from '#app/components/figures.tsx'
import { Frieze } from '#app/components/frieze.tsx'
import { Part, PartNote } from '#app/components/part.tsx'
import { SearchBox } from '#app/components/search-box.tsx'
import { ThemeIndex } from '#app/components/theme-index.tsx'
import { addMonths } from '#app/domain/dates.ts'
import { timelineOf } from '#app/domain/timeline.ts'
import { websiteData } from '#app/feeds/json-ld.ts'
import { pageMeta, SITE_NAME } from '#app/routes/page-meta.ts'

import { Begin } from './begin.tsx'
import { LatestConversation } from './latest-conversation.tsx'
import { meetingFacts } from './meeting-facts.server.ts'
import { Meetings } from './meetings.tsx'
import { headline, whatIsHere } from './words.ts'

const MONTHS_IN_FRIEZE = 20
const NEWEST_SHOWN = 4
const OTHERS_SHOWN = 2
const THEMES_SHOWN = 12

export async function loader() {
  const db = archive()
  const series = await mainSeries(db)
  const ofSeries = series === null ? {} : { seriesId: series.id }
  const [figures, whole, newest, others, themes, heard] = await Promise.all([
    archiveFigures(db, series?.id ?? null),
    archiveFigures(db),
    newestConversations(db, NEWEST_SHOWN, ofSeries),
    series === null ? [] : newestConversations(db, OTHERS_SHOWN, { notSeriesId: series.id }),
    mostMetThemes(db, THEMES_SHOWN, series?.id ?? null),
    mostHeard(db, 1, series?.id ?? null),
  ])
  const { first, last } = figures
  const from = first === null || last === null ? null : latestOf(first, addMonths(last, 1 - MONTHS_IN_FRIEZE))
  return {
    series,
    figures,
    whole,
    newest,
    others,
    themes,
    heard: heard[0] ?? null,
    slots: from === null || last === null ? [] : timelineOf(await monthMarks(db, { ...ofSeries, from }), from, last),
    meetings: meetingFacts(series?.rule ?? null, new Date()),
  }
}

export default function Home() {
  const { series, figures, whole, newest, others, themes, heard, slots, meetings } = useLoaderData<typeof loader>()
  const [latest, ...before] = newest
  return (
    <>
      <Begin title={headline(series)} lead={whatIsHere(figures)}>
        <SearchBox id="q" label="Search by speaker, theme or anything that was said" />
        <nav className="links" aria-label="Places to begin">
          <span className="soft">Or begin with</span>{' '}
          {themes.slice(0, 3).map(({ slug, name }) => (
            <a key={slug} href={`/search?theme=${slug}`}>
              {name}
            </a>
          ))}
          {heard === null ? null : <a href={`/search?speaker=${heard.slug}`}>{heard.name}</a>}
          {whole.recordings === 0 ? null : <a href="/search?has=recording">With a recording</a>}
        </nav>
      </Begin>
      {slots.length === 0 ? null : (
        <section aria-labelledby="months">
          <h2 id="months" className="hide">
            Every month, as one picture
          </h2>
          <Frieze
            label="Conversations by month"
            slots={slots}
            emptyWords="no conversation"
            addressOf={({ from, to }) => `/search?from=${from}&to=${to}&kind=conversation`}
          />
          <p className="small soft under">
            The light is London’s at six that evening. Each theme is a thread, and keeps its height from month to month.
          </p>
        </section>
      )}
      {latest === undefined ? null : (
        <Part id="latest" title="Latest conversation">
          <LatestConversation card={latest} />
        </Part>
      )}
      {before.length === 0 ? null : (
        <Part
          id="before"
          title="Before that"
          note={
            <p>
              <a href="/conversations">All conversations</a>
            </p>
          }
        >
          <EntryList cards={before} />
        </Part>
      )}
      {themes.length === 0 ? null : (
        <Part
          id="themes"
          title="Themes"
          note={
            <>
              {whole.themes > themes.length ? <PartNote>Those met most often.</PartNote> : null}
              <p>
                <a href="/themes">All {whole.themes.toLocaleString('en-GB')} themes</a>
              </p>
            </>
          }
        >
          <ThemeIndex themes={[...themes].sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))} />
        </Part>
      )}
      {series === null ? null : (
        <Part id="meetings" title="Meetings">
          <Meetings {...meetings} descriptionHtml={series.descriptionHtml} />
        </Part>
      )}
      {others.length === 0 ? null : (
        <Part id="also" title="Also here">
          <EntryList cards={others} />
        </Part>
      )}
      <Part id="figures" title="In numbers">
        <Figures
          figures={[
            { name: 'Conversations', value: figures.conversations.toLocaleString('en-GB') },
            // What is here and is no meeting of the series, such as the tour, is no conversation of it.
            ...(whole.conversations === figures.conversations
              ? []
              : [{ name: 'Also here', value: (whole.conversations - figures.conversations).toLocaleString('en-GB') }]),
            ...[
              { name: 'People', count: whole.people },
              { name: 'Themes', count: whole.themes },
              { name: 'Recordings to play here', count: whole.recordings },
              { name: 'Documents to read or download', count: whole.documents },
            ].flatMap(({ name, count }) => (count === 0 ? [] : { name, value: count.toLocaleString('en-GB') })),
          ]}
        />
      </Part>
    </>
  )
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, {
    title: data?.series ? `${SITE_NAME}, ${data.series.name}` : SITE_NAME,
    description: data && `${headline(data.series)}. ${whatIsHere(data.figures)}`,
    canonical: '/',
    data: (siteUrl) => [websiteData(siteUrl, SITE_NAME)],
  })

function latestOf(one: string, other: string): string {
  return one > other ? one : other
}
