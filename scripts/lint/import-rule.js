import path from 'node:path'

import { LAYERS, layerOf, pageOf } from './layers.js'

const ALIASES = { '#app/': 'app/', '#server/': 'server/', '#tests/': 'tests/' }
const EXTENSION = /\.(tsx?|m?js|css|json|svg)(\?\w+)?$/

/**
 * An ESLint rule for the whole table of layers, and for how an import is written: `#app/x/y.ts` between folders, `./x.ts`
 * inside one, always with its ending.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const importRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/')

    /** @param {import('estree').Node | null | undefined} source */
    function check(source) {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return
      const message = judge(file, source.value)
      if (message) context.report({ node: source, message })
    }

    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (/** @type {{ source?: import('estree').Node }} */ node) => check(node.source),
    }
  },
}

/**
 * What is wrong with an import, in a sentence; null when nothing is.
 *
 * @param {string} file the importing file, from the top
 * @param {string} specifier what stands in the import
 * @returns {string | null}
 */
export function judge(file, specifier) {
  const target = resolve(file, specifier)
  if (target === null) return judgePackage(file, specifier)
  if (specifier.startsWith('../')) return 'Write #app/…: nothing climbs out of its folder with "../".'
  if (!EXTENSION.test(specifier)) return 'Write the ending of the file that is imported.'
  const from = layerOf(file)
  const to = layerOf(target)
  if (from === 'tests' || from === null) return null
  if (to === 'tests') return 'Nobody imports tests.'
  if (target.startsWith('app/archive/generated/') && from !== 'archive') return 'Only archive/ speaks Prisma.'
  if (from !== to && (to === null || !LAYERS[from]?.includes(to))) {
    return `${from}/ may not import from ${to ?? 'the top'} (scripts/lint/layers.js).`
  }
  return judgePages(file, target)
}

/**
 * @param {string} file
 * @param {string} target
 * @returns {string | null}
 */
function judgePages(file, target) {
  const page = pageOf(file)
  const other = pageOf(target)
  if (page === null || other === null || page === other) return null
  return 'A page never imports from the folder of another page: move the part to components/.'
}

/**
 * @param {string} file
 * @param {string} specifier
 * @returns {string | null}
 */
function judgePackage(file, specifier) {
  const layer = layerOf(file)
  const prisma = /^@prisma\/(client|adapter-pg)/.test(specifier)
  return prisma && layer !== null && layer !== 'archive' && layer !== 'tests' ? 'Only archive/ speaks Prisma.' : null
}

/**
 * The path from the top to which an import of our own leads; null for a package.
 *
 * @param {string} file
 * @param {string} specifier
 * @returns {string | null}
 */
function resolve(file, specifier) {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier)
  for (const [alias, folder] of Object.entries(ALIASES)) {
    if (specifier.startsWith(alias)) return folder + specifier.slice(alias.length)
  }
  return null
}
