import styles from './breadcrumbs.module.css'

/** The way down to this page, without the page itself. */
export function Breadcrumbs({ crumbs }: { crumbs: { name: string; address: string }[] }) {
  return (
    <nav className={styles.crumbs} aria-label="You are here">
      <ol role="list">
        {crumbs.map(({ name, address }) => (
          <li key={address}>
            <a href={address}>{name}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
