import styles from './home.module.css'

/** The head of the first page: what this is, and the ways in. */
export function Begin({ title, lead, children }: { title: string; lead: string; children: React.ReactNode }) {
  return (
    <div className={styles.hero}>
      <div>
        <h1>{title}</h1>
        <p className="lead soft">{lead}</p>
      </div>
      {children}
    </div>
  )
}
