import type { ListedPerson } from '#app/archive/people.server.ts'
import { personAddress } from '#app/domain/conversation.ts'
import { counted } from '#app/domain/words.ts'

import styles from './people.module.css'

/** People in columns, each with the latest post that the archive knows and the number of conversations. */
export function PeopleColumns({ people }: { people: ListedPerson[] }) {
  return (
    <ul className={styles.columns} role="list">
      {people.map(({ slug, name, affiliation, count }) => (
        <li key={slug}>
          <a href={personAddress(slug)}>{name}</a>
          <span>
            {affiliation === '' ? null : `${affiliation} · `}
            <span className={styles.count}>{counted(count, 'conversation')}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
