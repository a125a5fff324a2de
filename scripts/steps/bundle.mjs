// @ts-check
import { build } from 'esbuild'

// node scripts/steps/bundle.mjs: puts the program that serves into a few files of plain JavaScript. Compiled at each
// start, module by module, it takes two seconds to load; packages stay where they are. The commands come along for
// containers, which hold no sources: `node build/program/backup.js FOLDER`.
const PROGRAMS = ['serve', 'import', 'export', 'reindex', 'backup', 'restore', 'check', 'copy-files']

await build({
  entryPoints: {
    ...Object.fromEntries(PROGRAMS.map((name) => [name, `scripts/${name}.ts`])),
    // What worker threads run (app/making/worker-file.server.ts).
    'making-worker': 'app/making/worker.ts',
  },
  outdir: 'build/program',
  bundle: true,
  // What only a development server or a first start needs is loaded when it is wanted.
  splitting: true,
  chunkNames: 'parts/[name]-[hash]',
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
})
