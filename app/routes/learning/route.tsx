import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { archive } from '#app/archive/context.server.ts'
import { findOffering } from '#app/archive/hub-entries.server.ts'
import { ListedLinks } from '#app/components/listed-links.tsx'
import { dateInWords } from '#app/domain/dates.ts'
import { entryAddress } from '#app/domain/entry-address.ts'
import { excerptOf } from '#app/domain/excerpt.ts'
import { capitalised, listInWords } from '#app/domain/words.ts'
import { missing } from '#app/routes/missing.server.ts'
import { pageMeta } from '#app/routes/page-meta.ts'

export async function loader({ params: { slug = '' }, request }: LoaderFunctionArgs) {
  const offering = await findOffering(archive(), slug)
  if (offering === null) throw await missing(request)
  return { offering, excerpt: excerptOf(offering.summaryHtml) }
}

export default function LearningPage() {
  const { offering } = useLoaderData<typeof loader>()
  const { kind, title, summaryHtml, organisation, days, people, themes, documents, booking } = offering
  return (
    <>
      <header className="title">
        <h1>{title}</h1>
        <p className="lead">
          {capitalised(kind.replaceAll('_', ' '))} of {organisation}
        </p>
        {days.length === 0 ? null : <p>{capitalised(listInWords(days.map(dateInWords)))}</p>}
      </header>
      {summaryHtml === '' ? null : (
        <div className="prose after-title" dangerouslySetInnerHTML={{ __html: summaryHtml }} />
      )}
      <div className="prose after-title">
        {people.length === 0 ? null : (
          <p>With {listInWords(people.map(({ name, role }) => (role === '' ? name : `${name} (${role})`)))}.</p>
        )}
        {themes.length === 0 ? null : <p>Themes: {listInWords(themes)}.</p>}
        {documents.length === 0 ? null : (
          <p>
            To read:{' '}
            <ListedLinks links={documents.map(({ title: words, address }) => ({ url: address, title: words }))} />
          </p>
        )}
        {booking === null ? null : (
          <p>
            <a href={booking.kind === 'email' ? `mailto:${booking.address}` : booking.address}>How to book</a>
          </p>
        )}
      </div>
    </>
  )
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  data === undefined
    ? []
    : pageMeta(matches, {
        title: data.offering.title,
        section: 'learning',
        description: data.excerpt || undefined,
        canonical: entryAddress('offering', data.offering.slug),
      })
