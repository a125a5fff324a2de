import { Fragment } from 'react'

import styles from './conversation.module.css'

/** An address in full; a narrow screen breaks it at its slashes before it breaks a word. */
export function Address({ address }: { address: string }) {
  return (
    <span className={styles.address}>
      {partsOf(address).map((part, index) => (
        <Fragment key={index}>
          {index === 0 ? null : <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  )
}

/** Each with the slash that ends it; those behind `https:` end nothing. */
function partsOf(address: string): string[] {
  return address.match(/.*?[^:/]\/|.+/g) ?? []
}
