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
          <p className={styles.line}>
            <a href={personAddress(slug)}>{name}</a> <span>{counted(count, 'conversation')}</span>
          </p>
          {affiliation === '' ? null : <p className={styles.post}>{affiliation}</p>}
        </li>
      ))}
    </ul>
  )
}
