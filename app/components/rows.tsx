import styles from './rows.module.css'

export type Row = {
  key: string
  /** The thing itself: a link, or plain words where it cannot be had here. */
  main: React.ReactNode
  /** Type, pages, size, other forms. */
  also: React.ReactNode
}

/** Things to take away, a row each. */
export function Rows({ rows }: { rows: readonly Row[] }) {
  return (
    <ul className={styles.rows} role="list">
      {rows.map(({ key, main, also }) => (
        <li key={key}>
          <span className={styles.main}>{main}</span>
          <span className={styles.also}>{also}</span>
        </li>
      ))}
    </ul>
  )
}
