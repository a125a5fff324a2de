import styles from './site-header.module.css'

const COLUMNS = 7
const ROWS = 5
const STEP = 6.6
const FIRST = 4
/** The third week, the fourth day of seven that begin with Monday. */
const LIT = { column: 3, row: 2 }

/** The mark: a month of days, the third Thursday lit. */
export function Mark() {
  const days = Array.from({ length: COLUMNS * ROWS }, (_, day) => ({
    column: day % COLUMNS,
    row: Math.floor(day / COLUMNS),
  }))
  const place = (step: number) => Number((FIRST + step * STEP).toFixed(1))
  return (
    <svg className={styles.mark} viewBox="0 0 47.6 34.4" aria-hidden="true" focusable="false">
      {days
        .filter(({ column, row }) => column !== LIT.column || row !== LIT.row)
        .map(({ column, row }) => (
          <circle key={`${column}-${row}`} cx={place(column)} cy={place(row)} r="1.3" />
        ))}
      <circle className={styles.lit} cx={place(LIT.column)} cy={place(LIT.row)} r="3.9" />
    </svg>
  )
}
