import styles from './search-box.module.css'

type SearchBoxProps = {
  /** Unique on the page. */
  id: string
  /** Of the landmark; two boxes on one page need two names. */
  name?: string
  label: string
  /** What was typed. */
  value?: string
  /** In the header: small, the label hidden, an icon on the button. */
  compact?: boolean
  /** Choices that a new search keeps, as hidden fields. */
  kept?: readonly (readonly [name: string, value: string])[]
}

/** The search box: an ordinary form that asks with GET, so it needs no script. */
export function SearchBox({
  id,
  name = 'Search the archive',
  label,
  value,
  compact = false,
  kept = [],
}: SearchBoxProps) {
  return (
    <form className={compact ? styles.compact : styles.big} role="search" action="/search" aria-label={name}>
      <label className={compact ? 'hide' : styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.row}>
        <input
          className={`input ${styles.input}`}
          id={id}
          name="q"
          type="search"
          defaultValue={value}
          placeholder={compact ? 'Search' : undefined}
          autoComplete="off"
          maxLength={500}
          enterKeyHint="search"
        />
        <button className={`button ${styles.button}`}>
          {compact ? (
            <>
              <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                <circle cx="10" cy="10" r="6.5" />
                <path d="m15 15 6.5 6.5" />
              </svg>
              <span className="hide">Search</span>
            </>
          ) : (
            'Search'
          )}
        </button>
      </div>
      {kept.map(([name, keptValue]) => (
        <input key={`${name}=${keptValue}`} type="hidden" name={name} value={keptValue} />
      ))}
    </form>
  )
}
