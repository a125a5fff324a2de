import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'

import remixConfig from './remix.config.js'

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true
  }
}

export default defineConfig({
  plugins: [remix(remixConfig)],
  // Old ward desktops: browsers of early 2023 (shared decision, the look's "Don't").
  build: {
    target: ['es2022', 'chrome109', 'firefox109', 'safari16'],
    cssTarget: ['chrome109', 'firefox109', 'safari16'],
  },
})
