const LONGEST = 80

/**
 * What somebody who came to a wrong address may have been looking for: the words of its last part. Empty where that part
 * says nothing: a section of the site, a number, letters that cannot be read.
 */
export function wordsOfPath(pathname: string): string {
  const parts = pathname.split('/').filter((part) => part !== '')
  const last = decoded(parts.at(-1) ?? '').replace(/\.[a-z]{2,5}$/i, '')
  const words = last
    .replace(/[^\p{L}\p{M}\p{N}’']+/gu, ' ')
    .trim()
    .slice(0, LONGEST)
  const isSection = parts.length < 2 && SECTIONS.has(last)
  return isSection || !/\p{L}{2}/u.test(words) ? '' : words
}

const SECTIONS = new Set([
  'conversations',
  'people',
  'themes',
  'documents',
  'search',
  'about',
  'accessibility',
  'privacy',
])

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (error instanceof URIError) return ''
    throw error
  }
}
