/**
 * What readers' browsers may not have: they are of early 2023 (Chrome 109, Firefox 109, Safari 16.0; vite.config.ts), and a
 * build brings old syntax, not old interfaces. TypeScript knows most of these; those that it does not know are here for
 * what packages use, which tests/e2e takes away (tests/support/old-browser.ts).
 */
export const TOO_NEW = [
  'AbortSignal.any',
  'Array.fromAsync',
  'Array.prototype.toReversed',
  'Array.prototype.toSorted',
  'Array.prototype.toSpliced',
  'Array.prototype.with',
  'Document.prototype.startViewTransition',
  'Element.prototype.checkVisibility',
  'HTMLElement.prototype.hidePopover',
  'HTMLElement.prototype.showPopover',
  'HTMLElement.prototype.togglePopover',
  'Intl.Segmenter',
  'Map.groupBy',
  'Object.groupBy',
  'Promise.try',
  'Promise.withResolvers',
  'RegExp.escape',
  'Set.prototype.difference',
  'Set.prototype.intersection',
  'Set.prototype.isDisjointFrom',
  'Set.prototype.isSubsetOf',
  'Set.prototype.isSupersetOf',
  'Set.prototype.symmetricDifference',
  'Set.prototype.union',
  'String.prototype.isWellFormed',
  'String.prototype.toWellFormed',
  'URL.canParse',
  'URL.parse',
  'URLSearchParams.prototype.size',
]

/** Safari understands what is looked for behind (`(?<=…)`, `(?<!…)`) from 16.4 on, and fails on the whole file before. */
export const LOOKBEHIND = /\(\?<[=!]/
