// npm test: sets up what is missing and runs every check: lint, types, unit, integration, contract, fault and browser tests.
import './steps/node-version.mjs'

import('./run-tests.mjs')
  .then(({ runTests }) => runTests(process.argv.slice(2)))
  .catch((error) => {
    console.error(error)
    process.exit(1)
  })
