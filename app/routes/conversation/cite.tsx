import type { Citation } from '#app/domain/citation.ts'

import { Address } from './address.tsx'
import styles from './conversation.module.css'
import { CopyButton } from './copy-button.tsx'

type CiteProps = {
  citation: Citation
  /** Of the title, where it is not the page's. */
  language: string | undefined
  /** The whole address of the page, and its path. */
  address: string
  path: string
}

/** The words with which to cite this conversation, and files for programs that keep references. */
export function Cite({ citation: { before, title, after }, language, address, path }: CiteProps) {
  return (
    <div className="stack">
      <p className={styles.cite}>
        {before}
        <cite lang={language}>{title}</cite>
        {after} <Address address={address} />
      </p>
      <div className={`${styles.actions} no-print`}>
        <CopyButton text={`${before}${title}${after} ${address}`} name="Copy" />
        <a href={`${path}/citation.bib`}>BibTeX</a>
        <a href={`${path}/citation.ris`}>RIS</a>
      </div>
    </div>
  )
}
