/**
 * Who may import whom: the table of docs/architecture.md. A layer is a folder of `app/`, or `server`, `scripts`, `tests`.
 * `site` is what Remix mounts beside `routes`: root, entries, the table of addresses. A unit test belongs to `tests`.
 */
const EVERYTHING = [
  ...[
    'domain',
    'platform',
    'archive',
    'files',
    'auth',
    'feeds',
    'making',
    'search',
    'ingest',
    'operate',
    'jobs',
    'components',
    'styles',
  ],
]

/** @type {Record<string, string[]>} */
export const LAYERS = {
  domain: [],
  platform: [],
  styles: [],
  archive: ['domain', 'platform'],
  files: ['domain', 'platform'],
  feeds: ['domain'],
  making: ['feeds', 'domain', 'platform'],
  auth: ['archive', 'domain', 'platform'],
  search: ['archive', 'domain', 'platform'],
  ingest: ['archive', 'files', 'making', 'domain', 'platform'],
  operate: ['search', 'ingest', 'archive', 'files', 'making', 'domain', 'platform'],
  jobs: ['search', 'ingest', 'archive', 'files', 'making', 'domain', 'platform'],
  components: ['domain', 'styles'],
  routes: EVERYTHING,
  site: ['routes', ...EVERYTHING],
  server: ['platform', 'search', 'archive'],
  scripts: ['server', ...EVERYTHING.filter((layer) => layer !== 'components' && layer !== 'styles')],
  tests: ['server', 'scripts', 'routes', 'site', ...EVERYTHING],
}

/**
 * The layer of a file, by its path from the top with forward slashes; null for what stands at the top itself.
 *
 * @param {string} path
 * @returns {string | null}
 */
export function layerOf(path) {
  if (/\.test\.tsx?$/.test(path)) return 'tests'
  const [top = '', second = '', ...rest] = path.split('/')
  if (top === 'app') return rest.length > 0 ? second : 'site'
  return top in LAYERS && second !== '' ? top : null
}

/**
 * The folder of a page, which other pages must not import from: `search` of `app/routes/search/route.tsx`. A page may sit
 * in a folder of pages; every folder that holds a `route.tsx` would need the disk, so the whole path counts.
 *
 * @param {string} path
 * @returns {string | null}
 */
export function pageOf(path) {
  const match = /^app\/routes\/(.+)\/[^/]+$/.exec(path)
  return match?.[1] ?? null
}
