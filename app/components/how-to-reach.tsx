import { contactLink } from '#app/domain/contact.ts'

type HowToReachProps = {
  /** Whose archive it is. */
  community: string | null
  /** An e-mail or web address, or words; null where the archive knows none. */
  contact: string | null
}

/** Whom to write to, in a sentence; where nobody has said, where to find out. */
export function HowToReach({ community, contact }: HowToReachProps) {
  if (contact === null)
    return (
      <p>
        This archive knows no address of {community ?? 'its community'}. What it says of taking part stands on the page{' '}
        <a href="/about">about this archive</a>.
      </p>
    )
  const link = contactLink(contact)
  return (
    <p>
      {community ?? 'The community'} can be reached here: {link === null ? contact : <a href={link}>{contact}</a>}
    </p>
  )
}
