// @ts-check
import { ESLint } from 'eslint'
import ts from 'typescript'

// node scripts/steps/lint-and-types.mjs: what `eslint .` and `tsc --noEmit` say, from one program. ESLint's rules ask for the
// type of nearly everything, and so would work out once more what the check of types has worked out already.
const CONFIG = 'tsconfig.json'

const format = {
  getCanonicalFileName: (/** @type {string} */ name) => name,
  getCurrentDirectory: ts.sys.getCurrentDirectory,
  getNewLine: () => ts.sys.newLine,
}

const parsed = ts.getParsedCommandLineOfConfigFile(CONFIG, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail })
if (parsed === undefined) throw new Error(`${CONFIG} cannot be read.`)
const { fileNames, options, errors } = parsed
// ESLint's parser walks from a node to what is around it.
const program = ts.createProgram(fileNames, options, ts.createCompilerHost(options, true))
const wrong = [...errors, ...ts.getPreEmitDiagnostics(program)]
process.stdout.write(ts.formatDiagnostics(wrong, format))

const parserOptions = { projectService: false, programs: [program] }
const eslint = new ESLint({ overrideConfig: { files: ['**/*.{ts,tsx}'], languageOptions: { parserOptions } } })
const results = await eslint.lintFiles('.')
const formatter = await eslint.loadFormatter()
process.stdout.write(await formatter.format(results))
const isClean = results.every(({ errorCount }) => errorCount === 0)
process.exitCode = wrong.length === 0 && isClean ? 0 : 1

/** @param {ts.Diagnostic} diagnostic */
function fail(diagnostic) {
  throw new Error(ts.formatDiagnostic(diagnostic, format))
}
