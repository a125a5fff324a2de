import { useLive } from '#app/components/use-live.ts'

import { Address } from './address.tsx'
import styles from './conversation.module.css'
import { CopyButton } from './copy-button.tsx'

/** The page's own address to copy, and the system's way to hand it on where the browser has one. */
export function Share({ address, title }: { address: string; title: string }) {
  return (
    <div className="stack">
      <p className={styles.cite}>
        <a href={address}>
          <Address address={address} />
        </a>
      </p>
      <div className={`${styles.actions} no-print`}>
        <CopyButton text={address} name="Copy the link" />
        <ShareButton address={address} title={title} />
      </div>
    </div>
  )
}

function ShareButton({ address, title }: { address: string; title: string }) {
  const live = useLive()
  if (live && !('share' in navigator)) return null
  async function share() {
    try {
      await navigator.share({ url: address, title })
    } catch (error) {
      // Whoever thinks better of it has not failed.
      if (!(error instanceof DOMException)) throw error
    }
  }
  return (
    <button type="button" className="button quiet scripted" data-live={live || undefined} onClick={() => void share()}>
      Share …
    </button>
  )
}
