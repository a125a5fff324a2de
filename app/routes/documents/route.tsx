import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { archive } from '#app/archive/context.server.ts'
import { yearCounts } from '#app/archive/conversations.server.ts'
import { documentPage } from '#app/archive/documents.server.ts'
import { PagesPager } from '#app/components/pager.tsx'
import { Part, PartNote } from '#app/components/part.tsx'
import { Rows } from '#app/components/rows.tsx'
import { withQuery } from '#app/domain/web-address.ts'
import { counted } from '#app/domain/words.ts'
import { env } from '#app/platform/env.server.ts'
import { pageMeta } from '#app/routes/page-meta.ts'
import { pageNumber, requirePage } from '#app/routes/page-number.ts'

import { askedKind } from './asked-kind.server.ts'
import { documentRow } from './document-row.tsx'
import { KIND_NAMES, type DocumentKind } from './kinds.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url)
  const [kind, page] = [askedKind(url), pageNumber(url)]
  const list = await documentPage(archive(), kind, page)
  requirePage(page, list.pages)
  return { ...list, kind, page, siteUrl: env().siteUrl, years: (await yearCounts(archive())).map(({ year }) => year) }
}

export default function Documents() {
  const { documents, total, pages, page, kind, kinds, elsewhere, siteUrl, years } = useLoaderData<typeof loader>()
  return (
    <>
      <header className="title">
        <h1>Documents</h1>
        <p className="lead">{introduction(kinds, elsewhere)}</p>
        {kinds.length < 2 ? null : (
          <nav aria-label="Kinds of documents">
            <ul className="links" role="list">
              <li>
                <a href="/documents" aria-current={kind === null ? 'page' : undefined}>
                  All
                </a>
              </li>
              {kinds.map(({ kind: other, count }) => (
                <li key={other}>
                  <a href={addressOf(other, 1)} aria-current={kind === other ? 'page' : undefined}>
                    {KIND_NAMES[other]} <span className="num">({count.toLocaleString('en-GB')})</span>
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </header>
      {total === 0 ? null : (
        <Part
          id="list"
          title={kind === null ? 'All documents' : KIND_NAMES[kind]}
          note={<PartNote>{pages > 1 ? `Page ${page} of ${pages}.` : 'The newest first.'}</PartNote>}
        >
          <div>
            <Rows rows={documents.map((document) => documentRow(document, siteUrl))} />
            <PagesPager page={page} pages={pages} addressOf={(target) => addressOf(kind, target)} />
          </div>
        </Part>
      )}
      {years.length === 0 ? null : (
        <Part
          id="whole-years"
          title="A whole year at once"
          note={<PartNote>Every summary of the year as PDF and as Markdown. Each theme has such a zip too.</PartNote>}
        >
          <ul className="links" role="list">
            {years.map((year) => (
              <li key={year}>
                <a href={`/conversations/${year}/summaries.zip`}>
                  {year}
                  <span className="hide">, all summaries</span> (zip)
                </a>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  )
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  if (data === undefined) return []
  const { kind, page, pages, kinds, elsewhere } = data
  return pageMeta(matches, {
    title: [
      kind === null ? 'Documents' : `Documents, ${KIND_NAMES[kind].toLowerCase()}`,
      page > 1 && `page ${page} of ${pages}`,
    ]
      .filter(Boolean)
      .join(', '),
    description: introduction(kinds, elsewhere),
    canonical: addressOf(kind, page),
  })
}

function introduction(kinds: { count: number }[], elsewhere: number): string {
  const here = kinds.reduce((sum, { count }) => sum + count, 0)
  const opens =
    here === 0 ? 'No document opens here yet.' : `${counted(here, 'document')} to read here and to download.`
  if (elsewhere === 0) return opens
  return `${opens} ${counted(elsewhere, 'other')} ${elsewhere === 1 ? 'is' : 'are'} known to exist elsewhere; this archive has no copy.`
}

function addressOf(kind: DocumentKind | null, page: number): string {
  const query = new URLSearchParams()
  if (kind !== null) query.set('kind', kind)
  if (page > 1) query.set('page', String(page))
  return withQuery('/documents', query)
}
