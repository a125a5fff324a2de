import type { Citation } from '#app/domain/citation.ts'

import styles from './conversation.module.css'

/** The words with which to cite this conversation. */
export function Cite({ citation: { before, title, after } }: { citation: Citation }) {
  return (
    <p className={styles.cite}>
      {before}
      <cite>{title}</cite>
      {after}
    </p>
  )
}
