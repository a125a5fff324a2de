import type { UNSAFE_RouteConfigEntry as RouteConfigEntry } from '@remix-run/dev'

/** The site map: every address there is, in reading order. Addresses are permanent; an old one that went is a redirect. */
const routes: RouteConfigEntry[] = [
  { index: true, file: 'routes/home/route.tsx' },

  { path: 'search', file: 'routes/search/route.tsx' },
  { path: 'search.json', file: 'routes/search-json.ts' },
  { path: 'suggest.json', file: 'routes/suggest-json.ts' },
  { path: 'facet.json', file: 'routes/facet-json.ts' },

  { path: 'conversations', file: 'routes/conversations/route.tsx' },
  // A year (four digits, which no slug is) or one conversation.
  { path: 'conversations/:slug', file: 'routes/conversation/route.tsx' },
  // summary.md, summary.txt, transcript.vtt, transcript.srt, transcript.txt
  { path: 'conversations/:slug/:file', file: 'routes/conversation-download.ts' },
  { path: 'files/:key/:name', file: 'routes/file.ts' },

  { path: 'people', file: 'routes/people/route.tsx' },
  { path: 'people/:slug', file: 'routes/person/route.tsx' },
  { path: 'themes', file: 'routes/themes/route.tsx' },
  { path: 'themes/:slug', file: 'routes/theme/route.tsx' },
  { path: 'documents', file: 'routes/documents/route.tsx' },

  { path: 'about', file: 'routes/about/route.tsx' },
  { path: 'accessibility', file: 'routes/accessibility/route.tsx' },
  { path: 'privacy', file: 'routes/privacy/route.tsx' },

  // Old addresses lead on from here; everything else is not found.
  { path: '*', file: 'routes/elsewhere.tsx' },
]

export default routes
