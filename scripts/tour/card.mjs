/** Title cards in the look of the site, for what cannot be filmed there: a greeting, a command, a shot that is missing. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const FONTS = [
  ['Besley', '500', '@fontsource/besley/files/besley-latin-500-normal.woff2'],
  [
    'Atkinson',
    '200 800',
    '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
  ],
]

const CSS = `
  * { box-sizing: border-box; margin: 0 }
  body { background: #fbfbf6; color: #15221c; font: 30px/1.5 Atkinson, Verdana, sans-serif; height: 720px; padding: 90px 110px }
  .card { border-block-start: 2px solid #c2cfbf; padding-block-start: 44px; max-width: 980px }
  .stamp { color: #7c2748; font: 500 30px Besley, serif; margin-block-end: 28px }
  h1 { font: 500 62px/1.14 Besley, serif; text-wrap: balance }
  pre { background: #eaf0e4; border-inline-start: 8px solid #f6cd55; font: 30px/1.7 monospace; margin-block-start: 52px; padding: 28px 36px }
`

/**
 * @param {{ stamp: string, title: string, code?: string }} words
 * @returns {Promise<string>} a page of 1280 × 720 that needs nothing from outside
 */
export async function cardPage({ stamp, title, code }) {
  const faces = await Promise.all(
    FONTS.map(async ([family, weight, path]) => {
      const data = (await readFile(require.resolve(path))).toString('base64')
      return `@font-face { font-family: ${family}; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}) }`
    }),
  )
  const body = `<p class="stamp">${escape(stamp)}</p><h1>${escape(title)}</h1>${code ? `<pre>${escape(code)}</pre>` : ''}`
  return `<!doctype html><meta charset="utf-8"><style>${faces.join('')}${CSS}</style><div class="card">${body}</div>`
}

function escape(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}
