import styles from './site-footer.module.css'

type SiteFooterProps = {
  /** The series that the site speaks of; `meets` is a sentence on when. */
  series: { name: string; meets: string | null } | null
}

const ARCHIVE = [
  { name: 'Search', address: '/search' },
  { name: 'Conversations by year', address: '/conversations' },
  { name: 'People', address: '/people' },
  { name: 'Themes', address: '/themes' },
  { name: 'Documents', address: '/documents' },
] as const

const FEEDS = [
  { name: 'New conversations by feed', address: '/feed.atom' },
  { name: 'Recordings as a podcast', address: '/podcast.xml' },
  { name: 'Summaries by year', address: '/documents#whole-years' },
] as const

const ABOUT = [
  { name: 'This archive', address: '/about' },
  { name: 'Accessibility', address: '/accessibility' },
  { name: 'Privacy: no cookies here', address: '/privacy' },
] as const

/** The foot of every page: when the community meets, the parts of the archive, and how it is kept. */
export function SiteFooter({ series }: SiteFooterProps) {
  return (
    <footer className={styles.foot}>
      <div className={`wrap ${styles.columns}`}>
        {series === null ? null : (
          <div className="stack">
            <h2>{series.name}</h2>
            {series.meets === null ? null : <p>{series.meets}</p>}
          </div>
        )}
        <FootNav title="The archive" links={ARCHIVE} />
        <FootNav title="Take it with you" links={FEEDS} />
        <FootNav title="About" links={ABOUT} />
      </div>
    </footer>
  )
}

function FootNav({ title, links }: { title: string; links: readonly { name: string; address: string }[] }) {
  return (
    <nav aria-label={title}>
      <h2>{title}</h2>
      <ul role="list">
        {links.map(({ name, address }) => (
          <li key={address}>
            <a href={address}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
