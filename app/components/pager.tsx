import styles from './pager.module.css'

export type PagerLink = {
  address: string
  name: string
  note: string
  /** Of the note, where it is not the page's. */
  noteLanguage?: string | undefined
  onClick?: (event: React.MouseEvent) => void
}

/** The way to what lies before and after. Renders nothing when there is neither. */
export function Pager({
  label,
  previous,
  next,
}: {
  label: string
  previous: PagerLink | null
  next: PagerLink | null
}) {
  if (previous === null && next === null) return null
  return (
    <nav className={styles.pager} aria-label={label}>
      {previous ? <Way rel="prev" {...previous} /> : null}
      {next ? <Way rel="next" {...next} /> : null}
    </nav>
  )
}

type PagesPagerProps = {
  page: number
  pages: number
  addressOf: (page: number) => string
  /** Where a component shows another page itself. */
  onPage?: (page: number, event: React.MouseEvent) => void
}

/** The pager of a list in pages: `addressOf` gives the address of a page, counted from one. */
export function PagesPager({ page, pages, addressOf, onPage }: PagesPagerProps) {
  const linkTo = (name: string, target: number) => ({
    address: addressOf(target),
    name,
    note: `${target} of ${pages}`,
    ...(onPage ? { onClick: (event: React.MouseEvent) => onPage(target, event) } : {}),
  })
  return (
    <Pager
      label="Pages"
      previous={page > 1 && pages > 0 ? linkTo('Previous page', Math.min(page - 1, pages)) : null}
      next={page < pages ? linkTo('Next page', page + 1) : null}
    />
  )
}

function Way({ rel, address, name, note, noteLanguage, onClick }: PagerLink & { rel: 'prev' | 'next' }) {
  return (
    <a href={address} rel={rel} className={rel === 'next' ? styles.next : undefined} onClick={onClick}>
      <b>{name}</b>
      <small lang={noteLanguage}>{note}</small>
    </a>
  )
}
