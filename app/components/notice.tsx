import styles from './notice.module.css'

type NoticeProps = { kind?: 'information' | 'bad' | 'ok'; live?: boolean; children: React.ReactNode }

/** A sentence the reader should not miss. `live` has a screen reader say it when it appears. */
export function Notice({ kind = 'information', live = false, children }: NoticeProps) {
  return (
    <p
      className={`${styles.notice} ${kind === 'information' ? '' : (styles[kind] ?? '')}`}
      role={live ? 'status' : undefined}
    >
      {children}
    </p>
  )
}
