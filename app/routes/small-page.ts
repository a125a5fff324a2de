import { SITE_NAME } from '#app/routes/page-meta.ts'
import siteStyles from '#app/styles/site.css?url'

type SmallPage = {
  status: 404 | 410 | 503
  title: string
  sentence: string
  /** Where to go from here: addresses of this site, words in plain text. */
  ways: readonly { address: string; words: string }[]
  headers?: Record<string, string>
}

/**
 * A page in place of a file that cannot be had: what happened, and ways on. Routes that answer with files stand outside the
 * frame of the site's pages, so it is written here in full. Nobody keeps it.
 */
export function smallPage({ status, title, sentence, ways, headers = {} }: SmallPage): Response {
  const links = ways.map(({ address, words }) => `<a href="${escapeHtml(address)}">${escapeHtml(words)}</a>`)
  const page = `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}: ${SITE_NAME}</title>
<link rel="stylesheet" href="${siteStyles}"></head>
<body><main><div class="wrap">
<header class="title"><h1>${escapeHtml(title)}</h1><p class="lead">${escapeHtml(sentence)}</p></header>
<nav class="links after-title" aria-label="Ways on"><span class="soft">Go on to</span> ${links.join(' ')}</nav>
</div></main></body></html>
`
  return new Response(page, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  })
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? '')
}
