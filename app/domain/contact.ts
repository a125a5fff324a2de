import { parseWebAddress } from './web-address.ts'

const MAIL = /^[^\s@<>"]+@[^\s@<>".]+(?:\.+[^\s@<>".]+)+\.*$/

/** Where a link to a contact leads: writes to an e-mail address, opens a web address; null for anything else. */
export function contactLink(contact: string): string | null {
  if (MAIL.test(contact)) return `mailto:${contact.split('@').map(encodeURIComponent).join('@')}`
  return parseWebAddress(contact)?.href ?? null
}
