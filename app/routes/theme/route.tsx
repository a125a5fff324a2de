import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { archive } from '#app/archive/context.server.ts'
import { conversationPage } from '#app/archive/conversations.server.ts'
import { spanAround } from '#app/archive/months.server.ts'
import { findTheme } from '#app/archive/themes.server.ts'
import { Breadcrumbs } from '#app/components/breadcrumbs.tsx'
import { EntryList } from '#app/components/entry-list.tsx'
import { Frieze } from '#app/components/frieze.tsx'
import { PagesPager } from '#app/components/pager.tsx'
import { Part } from '#app/components/part.tsx'
import { ThemeIndex } from '#app/components/theme-index.tsx'
import { themeAddress } from '#app/domain/conversation.ts'
import { dateInWords, rangeInWords } from '#app/domain/dates.ts'
import { excerptOf } from '#app/domain/excerpt.ts'
import { stretchOf, timelineOf } from '#app/domain/timeline.ts'
import { counted } from '#app/domain/words.ts'
import { missing } from '#app/routes/missing.server.ts'
import { pageMeta } from '#app/routes/page-meta.ts'
import { pageNumber, requirePage } from '#app/routes/page-number.ts'

export async function loader({ params: { slug = '' }, request }: LoaderFunctionArgs) {
  const db = archive()
  const theme = await findTheme(db, slug)
  if (theme === null) throw await missing(request)
  const page = pageNumber(new URL(request.url))
  const [list, span] = await Promise.all([
    conversationPage(db, { themeId: theme.id }, page),
    spanAround(db, theme.months),
  ])
  requirePage(page, list.pages)
  return { theme, list, slots: timelineOf(theme.months, span.from, span.to), excerpt: excerptOf(theme.descriptionHtml) }
}

export default function ThemePage() {
  const { theme, list, slots } = useLoaderData<typeof loader>()
  const { slug, name, months, metWith, descriptionHtml } = theme
  const [first, last] = [months[0]?.month, months.at(-1)?.month]
  const stretch = stretchOf(slots)
  return (
    <>
      <Breadcrumbs crumbs={[{ name: 'Themes', address: '/themes' }]} />
      <header className="title">
        <h1>{name}</h1>
        {descriptionHtml === '' ? null : (
          <div className="prose lead" dangerouslySetInnerHTML={{ __html: descriptionHtml }} />
        )}
        <p className={descriptionHtml === '' ? 'lead' : 'soft'}>{whenMet(list.total, first, last)}</p>
      </header>
      {months.length === 0 ? null : (
        <section className="after-title" aria-labelledby="months">
          <h2 id="months" className="hide">
            Month by month
          </h2>
          <Frieze
            label={`${name}, month by month`}
            slots={slots}
            only={slug}
            sparse
            emptyWords="not a theme"
            addressOf={({ from, to }) => `/search?theme=${slug}&from=${from}&to=${to}`}
          />
          <p className="small soft under">
            The thread runs through the whole time. Where it bends to the light, this was spoken of; choose that{' '}
            {stretch} to go there.{stretch === 'month' ? '' : ` Each ${stretch} is named by its first month.`}
          </p>
        </section>
      )}
      {list.cards.length === 0 ? null : (
        <Part
          id="conversations"
          title="Conversations"
          note={
            <>
              <p>
                <a href={`/search?theme=${slug}`}>Search in these</a>
              </p>
              <p>
                <a href={`${themeAddress(slug)}/summaries.zip`}>All summaries (zip)</a>
              </p>
            </>
          }
        >
          <div>
            <EntryList cards={list.cards} />
            <PagesPager {...list} addressOf={(target) => pageAddress(slug, target)} />
          </div>
        </Part>
      )}
      {metWith.length === 0 ? null : (
        <Part id="met-with" title="Often met with">
          <ThemeIndex themes={metWith} unit={() => 'together'} />
        </Part>
      )}
    </>
  )
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  if (data === undefined) return []
  const { theme, list, excerpt } = data
  return pageMeta(matches, {
    title: list.page > 1 ? `${theme.name}, page ${list.page} of ${list.pages}` : theme.name,
    section: 'themes',
    description: excerpt || `${theme.name}: ${counted(list.total, 'conversation')} in this archive.`,
    canonical: pageAddress(theme.slug, list.page),
    crumbs: [{ name: 'Themes', address: '/themes' }],
  })
}

function whenMet(total: number, first: string | undefined, last: string | undefined): string {
  if (first === undefined || last === undefined) return 'No published conversation has this theme yet.'
  const time = first === last ? `in ${dateInWords(first)}` : `from ${rangeInWords(first, last)}`
  return `${counted(total, 'conversation')}, ${time}.`
}

function pageAddress(slug: string, page: number): string {
  return page > 1 ? `${themeAddress(slug)}?page=${page}` : themeAddress(slug)
}
