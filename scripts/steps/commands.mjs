// @ts-check

/**
 * Every command: what it is for and what may be typed after it. `npm run NAME -- --help` prints it.
 *
 * @typedef {object} Option
 * @property {string} [value] what stands for its value in the usage, such as SLUG; without it the option is a switch
 * @property {string} says one line for the help
 *
 * @typedef {object} Command
 * @property {string} call how it is typed
 * @property {string} purpose one or two sentences
 * @property {string} [script] the program that `scripts/run.mjs` runs, from the top of the checkout
 * @property {{ name: string, says: string }} [operand] the one thing to name after the options
 * @property {Record<string, Option>} options by their name without dashes
 */

/** @satisfies {Record<string, Command>} */
export const COMMANDS = {
  start: {
    call: 'npm start',
    purpose: 'Installs and builds what is missing, then serves the site. Settings stand in .env (see .env.example).',
    options: { dev: { says: 'serve with hot reload in place of a build' } },
  },
  dev: {
    call: 'npm run dev',
    purpose: 'Serves the site with hot reload.',
    options: { dev: { says: 'what npm run dev adds itself' } },
  },
  test: {
    call: 'npm test',
    purpose: 'Runs every check: types, lint, unit, integration, contract, fault and browser tests.',
    options: {},
  },
  import: {
    call: 'npm run import',
    script: 'scripts/import.ts',
    purpose: 'Imports an archive folder, a saved web page or JSON Lines, and reports by file and line what it did.',
    operand: { name: 'PATH', says: 'the folder or file to import' },
    options: {
      'dry-run': { says: 'tell what would be done and change nothing' },
      json: { says: 'print the report as JSON' },
      series: { value: 'SLUG', says: 'the series of conversations that name none' },
    },
  },
  export: {
    call: 'npm run export',
    script: 'scripts/export.ts',
    purpose: 'Writes the whole archive as plain files, which can be imported again.',
    operand: { name: 'FOLDER', says: 'the folder to write into, new or empty' },
    options: {},
  },
  backup: {
    call: 'npm run backup',
    script: 'scripts/backup.ts',
    purpose: 'Copies the database and all stored files into a new folder; the site may run meanwhile.',
    operand: { name: 'FOLDER', says: 'the new folder to write into' },
    options: {},
  },
  restore: {
    call: 'npm run restore',
    script: 'scripts/restore.ts',
    purpose: 'Puts a backup into an empty archive.',
    operand: { name: 'FOLDER', says: 'the folder of a backup' },
    options: { replace: { says: 'replace an archive that holds something' } },
  },
  reindex: {
    call: 'npm run reindex',
    script: 'scripts/reindex.ts',
    purpose: 'Builds the index in Meilisearch anew, while readers go on searching.',
    options: {},
  },
  check: {
    call: 'npm run check',
    script: 'scripts/check.ts',
    purpose:
      'Checks stored files against their sums, rows against rules and the index against the database. Exits with 1 where something is wrong.',
    options: {
      only: { value: 'PART', says: 'one part: files, rows, index or doubts' },
    },
  },
  'copy-files': {
    call: 'npm run copy-files',
    script: 'scripts/copy-files.ts',
    purpose:
      'Copies stored files from the folder in DATA_DIR into the S3 bucket, or back. Every file is checked by its sum; begun again, it goes on.',
    options: {
      from: { value: 'PLACE', says: 'folder, bucket, or the path of a folder of stored files (that of a backup)' },
      to: { value: 'PLACE', says: 'folder or bucket; by default the one that the site uses' },
      verify: { says: 'read what is there already, and put right what is damaged' },
    },
  },
  bench: {
    call: 'npm run bench',
    script: 'scripts/bench/main.ts',
    purpose: 'Measures the site on this machine. What it needs and has not is left out, and said.',
    options: {
      quick: { says: 'measure less' },
      only: { value: 'PART', says: 'one part: archive, meilisearch, scale, server, load, lighthouse or pages' },
      minutes: { value: 'MINUTES', says: 'of mixed load' },
      port: { value: 'PORT', says: 'of the site that is measured (3999)' },
      corpus: { value: 'FILE', says: 'lines to import' },
      queries: { value: 'FILE', says: 'judged queries' },
      evaluator: { value: 'FILE', says: 'the program that judges' },
    },
  },
}

/**
 * The command that runs a program; undefined for a program that is none.
 *
 * @param {string | undefined} script from the top of the checkout
 */
export function commandOf(script) {
  const names = /** @type {(keyof typeof COMMANDS)[]} */ (Object.keys(COMMANDS))
  return names.find((name) => 'script' in COMMANDS[name] && COMMANDS[name].script === script)
}
