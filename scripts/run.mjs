// node scripts/run.mjs SCRIPT …: runs a TypeScript program of ours (npm run import, export, bench). What has to be set up
// first is told on standard error: standard output belongs to the program.
import './steps/node-version.mjs'

import('./run-script.mjs')
  .then(({ runScript }) => runScript(process.argv[2], process.argv.slice(3)))
  .catch((error) => {
    console.error(error)
    process.exit(1)
  })
