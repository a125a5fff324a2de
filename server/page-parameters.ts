/** What the page of one address reads of its query: of `one` the first value that stands there, of `many` all. */
export type PageParameters = {
  /** As in app/routes.ts. */
  path: string
  /** As Remix calls the route. */
  route: string
  one: readonly string[]
  many: readonly string[]
}

const SEARCH = { one: ['q', 'from', 'to', 'sort', 'page'], many: ['speaker', 'theme', 'kind', 'has'] }

/**
 * The parameters of each route. All else in an address makes no other page: it is taken away before the page is made or
 * looked for among those that are kept. (tests/integration/page-parameters.test.ts holds this against the routes.)
 */
export const PAGE_PARAMETERS: readonly PageParameters[] = [
  reads('', 'routes/home/route'),
  { path: 'search', route: 'routes/search/route', ...SEARCH },
  { path: 'search.json', route: 'routes/search-json', ...SEARCH },
  { path: 'suggest.json', route: 'routes/suggest-json', ...SEARCH },
  { path: 'facet.json', route: 'routes/facet-json', ...SEARCH, one: [...SEARCH.one, 'facet', 'match'] },
  reads('conversations', 'routes/conversations/route'),
  reads('conversations/:slug', 'routes/conversation/route', 'page', 'recording', 't'),
  reads('conversations/:slug/summaries.zip', 'routes/year-zip'),
  reads('conversations/:slug/:file', 'routes/conversation-download', 'recording'),
  reads('files/:key/:name', 'routes/file', 'download'),
  reads('people', 'routes/people/route', 'letter', 'page'),
  reads('people/:slug', 'routes/person/route', 'page'),
  reads('themes', 'routes/themes/route', 'letter', 'page'),
  reads('themes/:slug', 'routes/theme/route', 'page'),
  reads('themes/:slug/summaries.zip', 'routes/theme-zip'),
  reads('documents', 'routes/documents/route', 'kind', 'page'),
  reads('learning/:slug', 'routes/learning/route'),
  reads('news/:slug', 'routes/news/route'),
  reads('about', 'routes/about/route'),
  reads('accessibility', 'routes/accessibility/route'),
  reads('privacy', 'routes/privacy/route'),
  reads('feed.atom', 'routes/feed-atom'),
  reads('podcast.xml', 'routes/podcast-xml'),
  reads('sitemap.xml', 'routes/sitemap-xml'),
  reads('sitemap/:part', 'routes/sitemap-part'),
  reads('robots.txt', 'routes/robots-txt'),
  reads('opensearch.xml', 'routes/open-search-xml'),
  reads('picture.png', 'routes/site-picture'),
  reads('podcast.png', 'routes/podcast-picture'),
]

function reads(path: string, route: string, ...one: string[]): PageParameters {
  return { path, route, one, many: [] }
}
