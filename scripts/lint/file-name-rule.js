import path from 'node:path'

const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/

/**
 * An ESLint rule: files are kebab-case.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const fileNameRule = {
  meta: { type: 'suggestion', schema: [] },
  create(context) {
    return {
      Program(node) {
        const name = path.basename(context.filename)
        if (!KEBAB_CASE.test(name)) context.report({ node, message: `Files are kebab-case, "${name}" is not.` })
      },
    }
  },
}
