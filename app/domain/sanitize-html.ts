import rehypeParse from 'rehype-parse'
import rehypeSanitize, { defaultSchema, type Options } from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'

import { htmlToText } from './markdown.ts'

/** Ids are those that we give ourselves (`readableText`): none can be taken for one of the page's own. */
const SCHEMA: Options = {
  ...defaultSchema,
  clobber: [],
  attributes: { ...defaultSchema.attributes, '*': [['id', /^d[0-9a-f]{8}-/]] },
}
const sanitizer = unified()
  .use(rehypeParse, { fragment: true })
  .use(rehypeSanitize, SCHEMA)
  .use(rehypeStringify)
  .freeze()

/**
 * HTML that an archive folder brings beside a document, made safe to put into a page: nothing of it is trusted only
 * because it came with an export. Throws `MarkdownTooLargeError` when it nests too deeply.
 */
export function sanitizeHtml(html: string): string {
  // Its checks of size and depth come before any parser that recurses.
  htmlToText(html)
  return String(sanitizer.processSync(html))
}
