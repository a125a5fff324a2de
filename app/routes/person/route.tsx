import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { archive } from '#app/archive/context.server.ts'
import { conversationPage } from '#app/archive/conversations.server.ts'
import { spanAround } from '#app/archive/months.server.ts'
import { findPerson } from '#app/archive/people.server.ts'
import { Breadcrumbs } from '#app/components/breadcrumbs.tsx'
import { EntryList } from '#app/components/entry-list.tsx'
import { Figures } from '#app/components/figures.tsx'
import { Frieze } from '#app/components/frieze.tsx'
import { NameLinks } from '#app/components/name-links.tsx'
import { PagesPager } from '#app/components/pager.tsx'
import { Part, PartNote } from '#app/components/part.tsx'
import { RoleList } from '#app/components/people-list.tsx'
import { ThemeIndex } from '#app/components/theme-index.tsx'
import { personAddress } from '#app/domain/conversation.ts'
import { dateInWords, monthOf, rangeInWords } from '#app/domain/dates.ts'
import { stretchOf, timelineOf } from '#app/domain/timeline.ts'
import { counted, countInWords } from '#app/domain/words.ts'
import { personData } from '#app/feeds/json-ld.ts'
import { missing } from '#app/routes/missing.server.ts'
import { pageMeta } from '#app/routes/page-meta.ts'
import { pageNumber, requirePage } from '#app/routes/page-number.ts'

export async function loader({ params: { slug = '' }, request }: LoaderFunctionArgs) {
  const db = archive()
  const person = await findPerson(db, slug)
  if (person === null) throw await missing(request)
  const page = pageNumber(new URL(request.url))
  const [list, span] = await Promise.all([
    conversationPage(db, { personId: person.id }, page),
    spanAround(db, person.months),
  ])
  requirePage(page, list.pages)
  return { person, list, slots: timelineOf(person.months, span.from, span.to) }
}

export default function PersonPage() {
  const { person, list, slots } = useLoaderData<typeof loader>()
  const { slug, name, latestRole, months, company, themes, roles, bioHtml } = person
  const [first, latest] = [months[0], months.at(-1)]
  const stretch = stretchOf(slots)
  return (
    <>
      <Breadcrumbs crumbs={[{ name: 'People', address: '/people' }]} />
      <header className="title">
        <h1>{name}</h1>
        {latestRole === null ? null : (
          <>
            <p className="lead">{latestRole.affiliation}</p>
            <p className="small soft">as described in {dateInWords(monthOf(latestRole.heldOn))}</p>
          </>
        )}
      </header>
      {bioHtml === '' ? null : <div className="prose after-title" dangerouslySetInnerHTML={{ __html: bioHtml }} />}
      <div className="after-title">
        <Figures
          figures={[
            { name: 'Conversations', value: list.total.toLocaleString('en-GB') },
            ...(first ? [{ name: 'First', value: dateInWords(first.month) }] : []),
            ...(latest && latest !== first ? [{ name: 'Latest', value: dateInWords(latest.month) }] : []),
            ...(company.length === 0 ? [] : [{ name: 'Met here with', value: <NameLinks people={company} /> }]),
          ]}
        />
      </div>
      <section className="after-title" aria-labelledby="months">
        <h2 id="months" className="hide">
          Month by month
        </h2>
        <Frieze
          label={`${name}, month by month`}
          slots={slots}
          sparse
          emptyWords="did not appear"
          addressOf={({ from, to }) => `/search?speaker=${slug}&from=${from}&to=${to}`}
        />
        {stretch === 'month' ? null : (
          <p className="small soft under">Each picture is a {stretch}, named by its first month.</p>
        )}
      </section>
      <Part
        id="conversations"
        title="Conversations"
        note={
          <p>
            <a href={`/search?speaker=${slug}`}>Search in these</a>
          </p>
        }
      >
        <div>
          <EntryList cards={list.cards} besides={slug} />
          <PagesPager {...list} addressOf={(target) => pageAddress(slug, target)} />
        </div>
      </Part>
      {themes.length === 0 ? null : (
        <Part id="themes" title="Themes">
          <ThemeIndex themes={themes} unit={() => 'of these conversations'} />
        </Part>
      )}
      {roles.length === 0 ? null : (
        <Part
          id="roles"
          title={roles.length === 1 ? 'Role' : 'Roles'}
          note={<PartNote>As each evening gave it.</PartNote>}
        >
          <RoleList
            roles={roles.map(({ from, to, count, affiliation }) => ({
              time: rangeInWords(monthOf(from), monthOf(to)),
              role: count === 1 ? affiliation : `${affiliation}, on ${countInWords(count)} evenings`,
            }))}
          />
        </Part>
      )}
    </>
  )
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  if (data === undefined) return []
  const { person, list } = data
  const role = person.latestRole ? `, ${person.latestRole.affiliation}` : ''
  return pageMeta(matches, {
    title: list.page > 1 ? `${person.name}, page ${list.page} of ${list.pages}` : person.name,
    section: 'people',
    description: `${person.name}${role}: ${counted(list.total, 'conversation')} in this archive.`,
    canonical: pageAddress(person.slug, list.page),
    kind: 'profile',
    crumbs: [{ name: 'People', address: '/people' }],
    data: (siteUrl) => [personData(siteUrl, { ...person, affiliation: person.latestRole?.affiliation ?? '' })],
  })
}

function pageAddress(slug: string, page: number): string {
  return page > 1 ? `${personAddress(slug)}?page=${page}` : personAddress(slug)
}
