/** The language in which every page is written; titles and texts in it may be in another. */
export const PAGE_LANGUAGE = 'en-GB'

/**
 * What `lang` says of words in a page (WCAG 2.2, 3.1.2): their language, or nothing where it is the page's own or where
 * nobody knows it. Takes it as the archive writes it: `es`, `pt-BR`.
 */
export function foreignLanguage(language: string | null): string | undefined {
  return language === null || /^en(?:-|$)/i.test(language) ? undefined : language
}
