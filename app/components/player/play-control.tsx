import { clockTime, lengthInWords } from '#app/domain/dates.ts'
import { addressFrom, type ProviderFacts, type Recording } from '#app/domain/recording.ts'

import styles from './player.module.css'

type PlayControlProps = {
  recording: Recording
  provider: ProviderFacts | null
  /** Seconds. */
  startAt: number
  /** Whether it did not play the first time. */
  again: boolean
  live: boolean
  /** The id of the sentence that says what will be contacted. */
  describedBy: string
  buttonRef: React.Ref<HTMLButtonElement>
  onPress: () => void
}

/**
 * The play button. Before scripts run (or where they never do) it is a link to the recording itself, and one that plays
 * only on its provider's page stays that.
 */
export function PlayControl(props: PlayControlProps) {
  const { recording, provider, startAt, again, live, describedBy, buttonRef, onPress } = props
  const address = addressToOpen(recording, startAt)
  const opensElsewhere = provider !== null && provider.playable === null
  if (address !== null && (opensElsewhere || !live)) {
    return (
      <a className={`button ${styles.play}`} href={address} aria-describedby={describedBy}>
        <PlayIcon />
        {opensElsewhere ? `Watch on ${provider.name}` : playWords(recording, startAt)}
      </a>
    )
  }
  return (
    <button
      ref={buttonRef}
      type="button"
      className={`button ${styles.play}`}
      aria-describedby={describedBy}
      onClick={onPress}
    >
      <PlayIcon />
      {again ? 'Try again' : playWords(recording, startAt)}
    </button>
  )
}

/** Where the recording itself is, from a second on where its address can say so. */
function addressToOpen({ file, address }: Recording, startAt: number): string | null {
  if (file !== null) return startAt > 0 ? `${file.url}#t=${startAt}` : file.url
  return address === null ? null : addressFrom(address, startAt)
}

function PlayIcon() {
  return (
    <svg className="icon solid" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M6 3v18l15-9z" />
    </svg>
  )
}

function playWords({ durationSeconds }: Recording, startAt: number): string {
  if (startAt > 0) return `Play from ${clockTime(startAt)}`
  return durationSeconds === null ? 'Play' : `Play, ${lengthInWords(durationSeconds)}`
}
