import type { ConversationPerson } from '#app/archive/conversation.server.ts'
import { Part, PartNote } from '#app/components/part.tsx'
import { PeopleList } from '#app/components/people-list.tsx'

const ROLES = { speaker: 'Speaker', host: 'Host', facilitator: 'Facilitator' } as const
const NO_ROLE = 'The source names no post for this evening'

/** Who was there, in what role, and what they did elsewhere then. */
export function PeopleParts({ people }: { people: ConversationPerson[] }) {
  if (people.length === 0) return null
  const onlySpeakers = people.every(({ role }) => role === 'speaker')
  const title = onlySpeakers ? (people.length === 1 ? 'Speaker' : 'Speakers') : 'People'
  return (
    <Part id="people" title={title} note={<PartNote>As the evening described them.</PartNote>}>
      <PeopleList
        people={people.map(({ slug, name, role, affiliation }) => {
          const post = affiliation === '' ? NO_ROLE : affiliation
          return { slug, name, lines: [onlySpeakers ? post : `${ROLES[role]}. ${post}`] }
        })}
      />
    </Part>
  )
}
