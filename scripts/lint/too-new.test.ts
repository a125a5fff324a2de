import { Linter } from 'eslint'
import ts from 'typescript'
import tseslint from 'typescript-eslint'
import { expect, test } from 'vitest'

import { tooNewRule } from './too-new-rule.js'

const FILE = 'page.ts'

/** What the rule says of a file of TypeScript, with the types of the language and of browsers. */
function messagesOf(code: string): string[] {
  const options: ts.CompilerOptions = { lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'], strict: true, types: [] }
  const host = ts.createCompilerHost(options)
  const readFromDisk = host.getSourceFile.bind(host)
  host.getSourceFile = (name, ...rest) =>
    name === FILE ? ts.createSourceFile(name, code, ts.ScriptTarget.ES2022, true) : readFromDisk(name, ...rest)
  const programs = [ts.createProgram([FILE], options, host)]
  const messages = new Linter().verify(
    code,
    {
      files: ['**/*.ts'],
      plugins: { house: { rules: { 'too-new': tooNewRule } } },
      languageOptions: { parser: tseslint.parser, parserOptions: { programs } },
      rules: { 'house/too-new': 'error' },
    },
    FILE,
  )
  return messages.map(({ line, message }) => `${line}: ${message}`)
}

test('code for browsers is refused what those of early 2023 do not have, and nothing else', () => {
  const code = `
    const query = new URLSearchParams('a=1')
    export const found = [query.size, new URL('/', 'https://example.org').searchParams.size]
    export const isAddress = URL.canParse('')
    export const words: readonly string[] = 'b a'.split(/(?<! ) /).toSorted()
    document.querySelector('main')?.checkVisibility()

    export const sizes = [new Set([1]).size, new Map().size, { toSorted: 1 }.toSorted]
    export const last = 'b a'.split(/(?<first>a)(?!b)/).findLast((each) => each !== '')
  `
  expect(messagesOf(code)).toEqual([
    '3: Browsers of early 2023 have no URLSearchParams.prototype.size.',
    '3: Browsers of early 2023 have no URLSearchParams.prototype.size.',
    '4: Browsers of early 2023 have no URL.canParse.',
    '5: Browsers of early 2023 have no Array.prototype.toSorted.',
    '5: Safari before 16.4 fails on a regular expression that looks behind.',
    '6: Browsers of early 2023 have no Element.prototype.checkVisibility.',
  ])
})
