// @ts-check

/**
 * The options of the Remix compiler. Remix's Vite plugin does not read this file by itself: vite.config.ts hands it over
 * (docs/decisions/0001).
 *
 * @type {import('@remix-run/dev').VitePluginConfig}
 */
const config = {
  appDirectory: 'app',
  buildDirectory: 'build',
  ssr: true,
  future: {
    v3_fetcherPersist: true,
    v3_lazyRouteDiscovery: true,
    v3_relativeSplatPath: true,
    v3_routeConfig: true,
    v3_singleFetch: true,
    v3_throwAbortReason: true,
  },
}

export default config
