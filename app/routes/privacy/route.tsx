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

export default function Privacy() {
  const reach = useLoaderData<typeof loader>()
  return (
    <>
      <header className="title">
        <h1>Privacy</h1>
        <p className="lead">
          No cookies, no accounts for readers, nothing kept in your browser, and nobody who watches over your shoulder.
        </p>
      </header>
      <Part id="reading" title="While you read">
        <div className="prose">
          <p>
            Pages, letters and pictures come from this site alone. Nothing is asked of any other company, and nothing is
            stored on your computer but the copies that every browser keeps of the pages it has shown.
          </p>
        </div>
      </Part>
      <Part id="playing" title="When you press play">
        <div className="prose">
          <p>
            A recording that this archive keeps itself comes from this site. Some recordings are kept by a video host.
            Before you press play nothing is asked of that host; the button says what it will fetch and from whom. From
            then on the host learns your network address and may set cookies of its own.
          </p>
        </div>
      </Part>
      <Part id="searching" title="When you search">
        <div className="prose">
          <p>
            Your words go to this site and stand in the address of the page, so that you can keep or share it. They are
            not tied to you.
          </p>
        </div>
      </Part>
      <Part id="counted" title="What is counted">
        <div className="prose">
          <p>
            How often each file was downloaded on a day: one sum a file and a day, with nothing about who took it. The
            server also counts its requests and how long they took, all together.
          </p>
        </div>
      </Part>
      <Part id="log" title="What the server writes down">
        <div className="prose">
          <p>
            For each request that it cannot answer from memory the server writes a line into its log: the time, the
            address without what stands after its question mark, so none of your words, whether it was answered and how
            fast, and a number that belongs to this one request. When something fails, the cause is written under that
            number. Your network address is not written down; it is held in memory for a while, so that no single one
            can take all of the server.
          </p>
          <p>
            How long the log is kept is for those to say who run this site. Where they have put another server in front
            of it, that one may keep a log of its own.
          </p>
        </div>
      </Part>
      <Part id="people" title="People in the archive">
        <div className="prose">
          <p>
            Those who spoke are listed with their names and with the posts that the evening gave. Somebody who would
            rather not appear can ask the community to take a conversation down; its address then says that it was
            withdrawn.
          </p>
          <HowToReach {...reach} />
        </div>
      </Part>
    </>
  )
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, {
    title: 'Privacy',
    description: 'No cookies, nothing stored in your browser, and no third party before you press play.',
    canonical: '/privacy',
  })
