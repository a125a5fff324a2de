import styles from './figures.module.css'

/** A few facts in a row, each under its name. */
export function Figures({ figures }: { figures: { name: string; value: React.ReactNode }[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
