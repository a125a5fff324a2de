import js from '@eslint/js'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import regexp from 'eslint-plugin-regexp'
import globals from 'globals'
import tseslint from 'typescript-eslint'

import { fileNameRule } from './scripts/lint/file-name-rule.js'
import { importRule } from './scripts/lint/import-rule.js'
import { tooNewRule } from './scripts/lint/too-new-rule.js'

/** What holds for every file. */
const house = {
  plugins: { house: { rules: { imports: importRule, 'file-name': fileNameRule, 'too-new': tooNewRule } } },
  // No rule is switched off in a file; the rule is wrong or the file is.
  linterOptions: { noInlineConfig: true },
  rules: {
    'house/imports': 'error',
    'house/file-name': 'error',
    'max-lines': ['error', { max: 400 }],
    'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    'no-empty': ['error', { allowEmptyCatch: false }],
    eqeqeq: 'error',
    'prefer-const': 'error',
    'no-var': 'error',
    'object-shorthand': 'error',
  },
}

/** TypeScript, with the rules that need types and find bugs; the others of that kind cost more time than they give. */
const typescript = {
  files: ['**/*.{ts,tsx}'],
  extends: [tseslint.configs.strict],
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  rules: {
    // `noUncheckedIndexedAccess` types every element of a typed array as maybe missing.
    '@typescript-eslint/no-non-null-assertion': 'off',
    '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
    '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    '@typescript-eslint/no-unused-vars': ['error', { caughtErrors: 'all', ignoreRestSiblings: true }],
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    '@typescript-eslint/await-thenable': 'error',
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    '@typescript-eslint/no-unnecessary-type-assertion': 'error',
    '@typescript-eslint/only-throw-error': ['error', { allow: ['Response'] }],
  },
}

const NO_DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only, unless Remix demands a default one.',
}
const NO_LOCAL_PATH = {
  selector: "NewExpression[callee.name='LocalPath']",
  message: 'Only a source that is a folder names files of this machine.',
}

export default tseslint.config(
  { ignores: ['build/', 'data/', 'app/archive/generated/', 'playwright-report/', 'test-results/', 'coverage/'] },
  js.configs.recommended,
  house,
  typescript,
  {
    files: ['**/*.{js,mjs}'],
    // What Playwright runs inside a page speaks of the browser.
    languageOptions: { globals: { ...globals.node, document: 'readonly', window: 'readonly' } },
  },
  {
    files: ['app/**/*.tsx'],
    extends: [jsxA11y.flatConfigs.strict],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      // Safari drops the role of a list that shows no bullets, so such lists say it.
      'jsx-a11y/no-redundant-roles': ['error', { ul: ['list'], ol: ['list'], nav: ['navigation'] }],
    },
  },
  {
    files: ['app/{components,domain,routes}/**/*.{ts,tsx}', 'app/root.tsx', 'app/entry.client.tsx'],
    ignores: [
      '**/*.{server,test}.{ts,tsx}',
      // Rules of the domain that only a server needs; tests/e2e/old-browser.spec.ts would fail on one in a page.
      'app/domain/{file-names,markdown,plain-text,search-query,slug}.ts',
    ],
    rules: { 'house/too-new': 'error' },
  },
  {
    files: ['app/**/*.{ts,tsx}', 'server/**/*.ts'],
    ignores: ['app/platform/env.server.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'The environment is read once, in platform/env.server.ts.' },
      ],
    },
  },
  {
    files: ['app/**/*.{ts,tsx}', 'server/**/*.ts', 'scripts/**/*.ts'],
    ignores: ['app/root.tsx', 'app/entry.*.tsx', 'app/routes.ts', 'app/routes/**'],
    rules: { 'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_LOCAL_PATH] },
  },
  {
    files: ['app/routes/**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', NO_LOCAL_PATH] },
  },
  {
    files: ['app/ingest/archive-folder/folder-files.server.ts', 'app/**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT] },
  },
  {
    // What strangers and editors wrote is taken apart here: no pattern may look at a sign again and again.
    files: [
      'app/components/**/*.tsx',
      'app/domain/*.ts',
      'app/ingest/transcripts/*.ts',
      'app/ingest/archive-folder/*.ts',
      'app/ingest/sources/*.ts',
      'app/files/*.ts',
      'app/search/**/*.ts',
      'server/*.ts',
    ],
    ignores: ['app/search/words/parts.ts', '**/*.test.*'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false, ignorePartial: false }],
    },
  },
)
