import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'

import remixConfig from './remix.config.js'

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true
  }
}

/**
 * What every page shares is one script and not twenty: a slow network pays for each file. The player stays apart, and the
 * packages as Rollup has them, so that those which only a page or a press of a button needs come with it.
 */
function sharedChunk(file: string): string | undefined {
  return /\/app\/(components\/[^/]+|domain\/[^/]+|routes\/page-meta)$/.test(
    file.replace(/(\.module\.css|\.tsx?)(\?.*)?$/, ''),
  )
    ? 'shared'
    : undefined
}

export default defineConfig(({ isSsrBuild = false }) => ({
  plugins: [remix(remixConfig)],
  // Old ward desktops: browsers of early 2023 (shared decision, the look's "Don't").
  build: {
    target: ['es2022', 'chrome109', 'firefox109', 'safari16'],
    cssTarget: ['chrome109', 'firefox109', 'safari16'],
    ...(isSsrBuild ? {} : { rollupOptions: { output: { manualChunks: sharedChunk } } }),
  },
}))
