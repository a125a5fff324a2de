// npm start: installs, generates and builds what is missing, then serves. `--dev` serves with hot reload instead of a build.
import './steps/node-version.mjs'

import('./start-site.mjs')
  .then(({ startSite }) => startSite({ development: process.argv.includes('--dev'), args: process.argv.slice(2) }))
  .catch((error) => {
    console.error(error)
    process.exit(1)
  })
