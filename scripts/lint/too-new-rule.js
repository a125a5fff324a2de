import ts from 'typescript'

import { LOOKBEHIND, TOO_NEW } from './too-new.js'

const tooNew = new Set(TOO_NEW)

/**
 * An ESLint rule: what runs in a browser asks nothing of it that those of early 2023 do not have. Which interface a
 * member is of (`size` of a set is old, of `URLSearchParams` new), the types say.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const tooNewRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const { getSymbolAtLocation } = context.sourceCode.parserServices

    return {
      MemberExpression(node) {
        if (node.computed || node.property.type !== 'Identifier') return
        const { name } = node.property
        const owners = [
          ...(node.object.type === 'Identifier' ? [node.object.name] : []),
          ...interfacesOf(getSymbolAtLocation?.(node.property)).map((each) => `${each}.prototype`),
        ]
        const found = owners.map((owner) => `${owner}.${name}`).find((each) => tooNew.has(each))
        if (found) context.report({ node, message: `Browsers of early 2023 have no ${found}.` })
      },
      'Literal[regex]'(/** @type {import('estree').RegExpLiteral} */ node) {
        if (LOOKBEHIND.test(node.regex.pattern)) {
          context.report({ node, message: 'Safari before 16.4 fails on a regular expression that looks behind.' })
        }
      },
    }
  },
}

/**
 * The interfaces that declare a member.
 *
 * @param {ts.Symbol | undefined} member
 * @returns {string[]}
 */
function interfacesOf(member) {
  return (member?.declarations ?? []).flatMap(({ parent }) =>
    ts.isInterfaceDeclaration(parent) ? parent.name.text.replace(/^Readonly/, '') : [],
  )
}
