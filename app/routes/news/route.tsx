import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { archive } from '#app/archive/context.server.ts'
import { findNews } from '#app/archive/hub-entries.server.ts'
import { dateInWords } from '#app/domain/dates.ts'
import { entryAddress } from '#app/domain/entry-address.ts'
import { excerptOf } from '#app/domain/excerpt.ts'
import { missing } from '#app/routes/missing.server.ts'
import { pageMeta } from '#app/routes/page-meta.ts'

export async function loader({ params: { slug = '' }, request }: LoaderFunctionArgs) {
  const news = await findNews(archive(), slug)
  if (news === null) throw await missing(request)
  return { news, excerpt: excerptOf(news.bodyHtml) }
}

export default function NewsPage() {
  const { title, bodyHtml, organisation, datedOn, address } = useLoaderData<typeof loader>().news
  return (
    <>
      <header className="title">
        <h1>{title}</h1>
        <p className="lead">
          News{organisation === null ? '' : ` of ${organisation}`}, {dateInWords(datedOn)}
        </p>
      </header>
      {bodyHtml === '' ? null : <div className="prose after-title" dangerouslySetInnerHTML={{ __html: bodyHtml }} />}
      {address === null ? null : (
        <p className="after-title">
          <a href={address}>Where this was published</a>
        </p>
      )}
    </>
  )
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  data === undefined
    ? []
    : pageMeta(matches, {
        title: data.news.title,
        section: 'news',
        description: data.excerpt || undefined,
        canonical: entryAddress('news', data.news.slug),
        kind: 'article',
      })
