/**
 * What the film shows. A shot is a card (words) or a picture of the running site (`page` brings it there); `null` stands
 * for a picture that is not made yet and becomes a card with the spoken line.
 *
 * @typedef {{ card: { title: string, code?: string } } | { page: (page: import('playwright-core').Page, site: string) => Promise<void> }} Shot
 */

/** @type {Record<string, Shot>} */
export const SHOTS = {
  operators: { card: { title: 'For those who run it' } },
  import: { card: { title: 'Bring in what you have', code: '$ npm run import -- conversations.html' } },
  export: { card: { title: 'Take everything out', code: '$ npm run export -- my-archive' } },
  close: { card: { title: 'Every third Thursday, at six in the evening, UK time' } },
}
