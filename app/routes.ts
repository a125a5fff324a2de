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
  // The summary sheets of a year as one zip.
  { path: 'conversations/:slug/summaries.zip', file: 'routes/year-zip.ts' },
  // summary.pdf .md .txt, transcript.vtt .srt .txt, citation.bib .ris, picture.png
  { path: 'conversations/:slug/:file', file: 'routes/conversation-download.ts' },
  { path: 'files/:key/:name', file: 'routes/file.ts' },

  { path: 'people', file: 'routes/people/route.tsx' },
  { path: 'people/:slug', file: 'routes/person/route.tsx' },
  { path: 'themes', file: 'routes/themes/route.tsx' },
  { path: 'themes/:slug', file: 'routes/theme/route.tsx' },
  { path: 'themes/:slug/summaries.zip', file: 'routes/theme-zip.ts' },
  { path: 'documents', file: 'routes/documents/route.tsx' },

  // One of each; the lists come with the hub.
  { path: 'learning/:slug', file: 'routes/learning/route.tsx' },
  { path: 'news/:slug', file: 'routes/news/route.tsx' },

  { path: 'about', file: 'routes/about/route.tsx' },
  { path: 'accessibility', file: 'routes/accessibility/route.tsx' },
  { path: 'privacy', file: 'routes/privacy/route.tsx' },

  { path: 'feed.atom', file: 'routes/feed-atom.ts' },
  { path: 'podcast.xml', file: 'routes/podcast-xml.ts' },
  { path: 'sitemap.xml', file: 'routes/sitemap-xml.ts' },
  { path: 'sitemap/:part', file: 'routes/sitemap-xml.ts', id: 'routes/sitemap-part' },
  { path: 'robots.txt', file: 'routes/robots-txt.ts' },
  { path: 'opensearch.xml', file: 'routes/open-search-xml.ts' },
  // What stands beside a link to the site, and in podcast players.
  { path: 'picture.png', file: 'routes/site-picture.ts' },
  { path: 'podcast.png', file: 'routes/site-picture.ts', id: 'routes/podcast-picture' },

  // Old addresses lead on from here; everything else is not found.
  { path: '*', file: 'routes/elsewhere.tsx' },
]

export default routes
