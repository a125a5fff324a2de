import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { archive } from '#app/archive/context.server.ts'
import { mostMetThemes, themeLetters, themePage, THEMES_PAGE_SIZE } from '#app/archive/themes.server.ts'
import { Letters } from '#app/components/letters.tsx'
import { PagesPager } from '#app/components/pager.tsx'
import { Part } from '#app/components/part.tsx'
import { ThemeIndex } from '#app/components/theme-index.tsx'
import { withQuery } from '#app/domain/web-address.ts'
import { counted } from '#app/domain/words.ts'
import { chosenLetter } from '#app/routes/letter.ts'
import { pageMeta } from '#app/routes/page-meta.ts'
import { pageNumber, requirePage } from '#app/routes/page-number.ts'

const MOST_MET_SHOWN = 60

export async function loader({ request }: LoaderFunctionArgs) {
  const db = archive()
  const url = new URL(request.url)
  const letters = await themeLetters(db)
  const letter = chosenLetter(url, letters)
  const total = letters.reduce((sum, { count }) => sum + count, 0)
  const listed = letters.reduce((sum, known) => sum + (letter === null || known.letter === letter ? known.count : 0), 0)
  const page = pageNumber(url)
  const pages = Math.max(1, Math.ceil(listed / THEMES_PAGE_SIZE))
  requirePage(page, pages)
  const startsWithLetters = letter === null && pages > 1 && page === 1
  const themes = startsWithLetters ? await mostMetThemes(db, MOST_MET_SHOWN) : await themePage(db, letter, page)
  return { themes, letters, letter, total, page, pages, startsWithLetters, isLong: total > THEMES_PAGE_SIZE }
}

export default function Themes() {
  const { themes, letters, letter, total, page, pages, startsWithLetters, isLong } = useLoaderData<typeof loader>()
  const title = startsWithLetters
    ? 'Met most often'
    : letter === null
      ? 'All themes'
      : letter === '#'
        ? 'Others'
        : letter
  return (
    <>
      <header className="title">
        <h1>Themes</h1>
        <p className="lead">{total === 0 ? 'No theme has been named yet.' : introduction(total)}</p>
      </header>
      {isLong ? (
        <div className="after-title">
          <Letters
            label="Themes by letter"
            letters={letters}
            current={letter}
            address="/themes"
            one="theme"
            many="themes"
          />
        </div>
      ) : null}
      {themes.length === 0 ? null : (
        <Part id="list" title={title}>
          <div>
            <ThemeIndex themes={themes} />
            {startsWithLetters ? null : (
              <PagesPager page={page} pages={pages} addressOf={(target) => addressOf(letter, target)} />
            )}
          </div>
        </Part>
      )}
    </>
  )
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  if (data === undefined) return []
  const { letter, page, pages, total } = data
  return pageMeta(matches, {
    title: ['Themes', letter, page > 1 && `page ${page} of ${pages}`].filter(Boolean).join(', '),
    description: introduction(total),
    canonical: addressOf(letter, page),
  })
}

function introduction(total: number): string {
  return `${counted(total, 'theme')}. Each is a thread that runs through the pictures of the evenings, always at its own height.`
}

function addressOf(letter: string | null, page: number): string {
  const query = new URLSearchParams()
  if (letter !== null) query.set('letter', letter.toLowerCase())
  if (page > 1) query.set('page', String(page))
  return withQuery('/themes', query)
}
