import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { archive } from '#app/archive/context.server.ts'
import { mostHeard, PEOPLE_PAGE_SIZE, peopleLetters, peoplePage } from '#app/archive/people.server.ts'
import { Letters } from '#app/components/letters.tsx'
import { PagesPager } from '#app/components/pager.tsx'
import { Part } from '#app/components/part.tsx'
import { withQuery } from '#app/domain/web-address.ts'
import { counted } from '#app/domain/words.ts'
import { chosenLetter } from '#app/routes/letter.ts'
import { pageMeta } from '#app/routes/page-meta.ts'
import { pageNumber, requirePage } from '#app/routes/page-number.ts'

import { PeopleColumns } from './people-columns.tsx'

const MOST_HEARD_SHOWN = 24

export async function loader({ request }: LoaderFunctionArgs) {
  const db = archive()
  const url = new URL(request.url)
  const letters = await peopleLetters(db)
  const letter = chosenLetter(url, letters)
  const total = letters.reduce((sum, { count }) => sum + count, 0)
  const listed = letters.reduce((sum, known) => sum + (letter === null || known.letter === letter ? known.count : 0), 0)
  const page = pageNumber(url)
  const pages = Math.max(1, Math.ceil(listed / PEOPLE_PAGE_SIZE))
  requirePage(page, pages)
  // Many people are not listed at once: first the letters, and those who were heard most often.
  const startsWithLetters = letter === null && pages > 1 && page === 1
  const people = startsWithLetters ? await mostHeard(db, MOST_HEARD_SHOWN) : await peoplePage(db, letter, page)
  return { people, letters, letter, total, page, pages, startsWithLetters, isLong: total > PEOPLE_PAGE_SIZE }
}

export default function People() {
  const { people, letters, letter, total, page, pages, startsWithLetters, isLong } = useLoaderData<typeof loader>()
  const shown = [...new Set(people.map((person) => person.letter))]
  return (
    <>
      <header className="title">
        <h1>People</h1>
        <p className="lead">{total === 0 ? 'Nobody is listed yet.' : introduction(total)}</p>
      </header>
      {isLong ? (
        <div className="after-title">
          <Letters
            label="People by letter"
            letters={letters}
            current={letter}
            address="/people"
            one="person"
            many="people"
          />
        </div>
      ) : null}
      {startsWithLetters ? (
        <Part id="most-heard" title="Heard most often">
          <PeopleColumns people={people} />
        </Part>
      ) : (
        <div className="after-title">
          {shown.map((initial) => (
            <Part key={initial} id={`letter-${initial}`} title={initial === '#' ? 'Others' : initial} tight>
              <PeopleColumns people={people.filter((person) => person.letter === initial)} />
            </Part>
          ))}
          <PagesPager page={page} pages={pages} addressOf={(target) => addressOf(letter, target)} />
        </div>
      )}
    </>
  )
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  if (data === undefined) return []
  const { letter, page, pages, total } = data
  return pageMeta(matches, {
    title: ['People', letter, page > 1 && `page ${page} of ${pages}`].filter(Boolean).join(', '),
    description: introduction(total),
    canonical: addressOf(letter, page),
  })
}

function introduction(total: number): string {
  return `${counted(total, 'person', 'people')} spoke, hosted or facilitated. Each has a page with every appearance, and how it was described then.`
}

function addressOf(letter: string | null, page: number): string {
  const query = new URLSearchParams()
  if (letter !== null) query.set('letter', letter.toLowerCase())
  if (page > 1) query.set('page', String(page))
  return withQuery('/people', query)
}
