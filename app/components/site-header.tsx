import { Mark } from './mark.tsx'
import { SearchBox } from './search-box.tsx'
import { SearchIcon } from './search-icon.tsx'
import styles from './site-header.module.css'

const SECTIONS = [
  { name: 'Conversations', address: '/conversations' },
  { name: 'People', address: '/people' },
  { name: 'Themes', address: '/themes' },
  { name: 'Documents', address: '/documents' },
] as const

type SiteHeaderProps = {
  /** Whose archive it is; null while nobody has said so. */
  community: string | null
  /** The path of the page. */
  path: string
}

/**
 * The head of every page: whose archive this is, its sections, and search (home and the search page have their own). On a
 * phone search is a link beside the name, so that the head takes two lines and the page begins on the first screen.
 */
export function SiteHeader({ community, path }: SiteHeaderProps) {
  const hasOwnSearch = path === '/' || path === '/search'
  return (
    <header className={styles.site}>
      <div className={hasOwnSearch ? 'wrap' : `wrap ${styles.withSearch}`}>
        <a className={styles.brand} href="/" aria-current={path === '/' ? 'page' : undefined}>
          <Mark />
          <span>
            <b>Third Thursday</b>
            {community === null ? null : <span>{community}</span>}
          </span>
        </a>
        {hasOwnSearch ? null : (
          <a className={`button ${styles.toSearch}`} href="/search">
            <SearchIcon />
            <span className="hide">Search the archive</span>
          </a>
        )}
        <nav className={styles.nav} aria-label="Main">
          <ul role="list">
            {SECTIONS.map(({ name, address }) => (
              <li key={address}>
                <a href={address} aria-current={currentOf(path, address)}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {hasOwnSearch ? null : (
          <div className={styles.search}>
            <SearchBox id="site-search" label="Search the archive" compact />
          </div>
        )}
      </div>
    </header>
  )
}

/** The section's own page is the current page; a page within it has it as the current section. */
function currentOf(path: string, address: string): 'page' | 'true' | undefined {
  if (path === address) return 'page'
  return path.startsWith(`${address}/`) ? 'true' : undefined
}
