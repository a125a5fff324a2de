import textFont from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url'
import type { LinksFunction, MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  useLocation,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'

import { archive } from '#app/archive/context.server.ts'
import { mainSeries } from '#app/archive/series.server.ts'
import { ErrorPage, errorWords, type ErrorFacts } from '#app/components/error-page.tsx'
import { KeepScroll } from '#app/components/keep-scroll.tsx'
import { StartLateScripts } from '#app/components/late-scripts.tsx'
import { useScriptMark } from '#app/components/script-mark.tsx'
import { SiteFooter } from '#app/components/site-footer.tsx'
import { SiteHeader } from '#app/components/site-header.tsx'
import { PAGE_LANGUAGE } from '#app/domain/language.ts'
import { meetingSentence } from '#app/domain/schedule.ts'
import { env } from '#app/platform/env.server.ts'
import type { Trouble } from '#app/routes/answers.ts'
import { pageMeta, SITE_NAME } from '#app/routes/page-meta.ts'
import siteStyles from '#app/styles/site.css?url'

/** What every page says of itself: whose archive it is, and the address that readers see it under. */
export async function loader() {
  const series = await mainSeries(archive())
  return {
    siteUrl: env().siteUrl,
    community: series?.organisation ?? null,
    series: series && { name: series.name, meets: series.rule && meetingSentence(series.rule) },
  }
}

/** Within an open page nothing of it changes. */
export function shouldRevalidate(): boolean {
  return false
}

export const links: LinksFunction = () => [
  { rel: 'preload', href: textFont, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'search', href: '/opensearch.xml', type: 'application/opensearchdescription+xml', title: SITE_NAME },
  { rel: 'alternate', href: '/feed.atom', type: 'application/atom+xml', title: 'New conversations' },
]

/** Pages give their own; this is for errors, and for what has forgotten to. */
export const meta: MetaFunction = ({ error, matches }) =>
  pageMeta(matches, { title: error === undefined ? SITE_NAME : errorWords(errorFacts(error)).title })

/** The frame of every page, of error pages too; those may stand without the root's data. */
export function Layout({ children }: { children: React.ReactNode }) {
  const site = useRouteLoaderData<typeof loader>('root')
  const { pathname } = useLocation()
  const mark = useScriptMark()
  return (
    <html lang={PAGE_LANGUAGE}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        {/* By hand and before all others: it holds the order of the cascade layers. */}
        <link rel="stylesheet" href={siteStyles} />
        <Links />
      </head>
      <body>
        <SkipLinks />
        <SiteHeader community={site?.community ?? null} path={pathname} />
        <main id="main" tabIndex={-1}>
          <div className="wrap">{children}</div>
        </main>
        <SiteFooter series={site?.series ?? null} />
        <Scripts nonce={mark} />
        <StartLateScripts />
      </body>
    </html>
  )
}

export default function Root() {
  return (
    <>
      <Outlet />
      <KeepScroll />
    </>
  )
}

export function ErrorBoundary() {
  return <ErrorPage {...errorFacts(useRouteError())} />
}

/** What was thrown on purpose carries a status and words; anything else is a failure of ours, and says nothing of itself. */
function errorFacts(error: unknown): ErrorFacts {
  if (!isRouteErrorResponse(error)) return { status: 500 }
  const trouble: Trouble = error.data instanceof Object ? error.data : {}
  return { status: error.status, message: trouble.message, withdrawn: trouble.withdrawn }
}

/** A route whose page has more to skip says so in its `handle`. */
function SkipLinks() {
  const matches = useMatches()
  // An error page stands in place of the route's own, and holds none of its parts.
  const failed = Boolean(useRouteError())
  const skips = failed ? [] : matches.flatMap(({ handle }) => skipsOf(handle))
  return (
    <>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      {skips.map(({ address, name }) => (
        <a key={address} className="skip" href={address}>
          {name}
        </a>
      ))}
    </>
  )
}

function skipsOf(handle: unknown): { address: string; name: string }[] {
  return handle instanceof Object && 'skips' in handle && Array.isArray(handle.skips) ? handle.skips : []
}
