import { personAddress } from '#app/domain/conversation.ts'
import type { Named } from '#app/domain/search.ts'

import styles from './people-list.module.css'

/** People with a line or several about each: a role as it was then, or what it was in turn. */
export function PeopleList({ people }: { people: readonly (Named & { lines: readonly string[] })[] }) {
  return (
    <ul className={styles.people} role="list">
      {people.map(({ slug, name, lines }) => (
        <li key={slug}>
          <b>
            <a href={personAddress(slug)}>{name}</a>
          </b>
          {lines.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </li>
      ))}
    </ul>
  )
}

/** The roles of one person, each with its time. */
export function RoleList({ roles }: { roles: readonly { time: string; role: string }[] }) {
  return (
    <ul className={styles.people} role="list">
      {roles.map(({ time, role }) => (
        <li key={time}>
          <b>{time}</b>
          <span>{role}</span>
        </li>
      ))}
    </ul>
  )
}
