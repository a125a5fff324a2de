import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { archive } from '#app/archive/context.server.ts'
import { HowToReach } from '#app/components/how-to-reach.tsx'
import { Part } from '#app/components/part.tsx'
import { communityFacts } from '#app/routes/community.server.ts'
import { pageMeta } from '#app/routes/page-meta.ts'

export async function loader() {
  return communityFacts(archive())
}

export default function Accessibility() {
  const reach = useLoaderData<typeof loader>()
  return (
    <>
      <header className="title">
        <h1>Accessibility</h1>
        <p className="lead">
          This site is meant for everybody: by keyboard, by voice, with a screen reader, enlarged, on a phone, and on
          computers from years ago.
        </p>
      </header>
      <Part id="done" title="What was done">
        <div className="prose">
          <ul>
            <li>
              Everything can be reached and used with the keyboard alone, and where the focus is can always be seen.
            </li>
            <li>Every page can be read, searched and downloaded from without JavaScript.</li>
            <li>Every summary is text on the page, and every transcript that the archive has; a file is an extra.</li>
            <li>
              The text is set in Atkinson Hyperlegible Next, which was made for readers with low vision. It can be
              enlarged to 400% without scrolling sideways.
            </li>
            <li>Colours follow your system, light or dark. Text stands out from its ground by 4.5 to 1 at least.</li>
            <li>Nothing moves by itself, and nothing flashes.</li>
            <li>
              The pictures are decoration. What they show, the month and the themes, is said in words beside them.
            </li>
          </ul>
        </div>
      </Part>
      <Part id="measure" title="How it is checked">
        <div className="prose">
          <p>
            We work to the Web Content Accessibility Guidelines 2.2, level AA. Every page is checked by a program (axe)
            at each change, in light and dark colours, on narrow and wide screens. A program finds only a part of what
            can be wrong.
          </p>
        </div>
      </Part>
      <Part id="short" title="What falls short">
        <div className="prose">
          <ul>
            <li>The site has not yet been tried by readers who use a screen reader every day.</li>
            <li>Not every recording has captions or a transcript. A conversation’s page shows which it has.</li>
            <li>Documents that others made, such as slides, may not be accessible.</li>
          </ul>
        </div>
      </Part>
      <Part id="tell" title="Tell us">
        <div className="prose">
          <p>
            If something here is hard to use, or you need it in another form, please say so: on which page it was, what
            you wanted to do, and how you read (a screen reader, a keyboard, enlarged).
          </p>
          <HowToReach {...reach} />
        </div>
      </Part>
    </>
  )
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, {
    title: 'Accessibility',
    description: 'What was done so that everybody can read, search and watch here, and what is known to fall short.',
    canonical: '/accessibility',
  })
