/** What newsletters and social networks add to a link. No page reads it. */
const CAMPAIGN = /^(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id)(?:=|$)/

/** The address (path and query) under which a page is made and kept: without what tells only where a reader came from. */
export function pageKey(address: string): string {
  const at = address.indexOf('?')
  if (at < 0) return address
  const parameters = address.slice(at + 1).split('&')
  const read = parameters.filter((parameter) => !CAMPAIGN.test(parameter))
  if (read.length === parameters.length) return address
  return read.length === 0 ? address.slice(0, at) : `${address.slice(0, at)}?${read.join('&')}`
}
