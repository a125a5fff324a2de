import { renderMarkdown, type MarkdownOptions } from '#app/domain/markdown.ts'
import { sanitizeHtml } from '#app/domain/sanitize-html.ts'
import type { PictureLook } from '#app/feeds/cover-picture.server.ts'
import type { PictureShape, PictureWords } from '#app/feeds/picture-shapes.ts'
import type { CoverColours, PdfSheet } from '#app/feeds/summary-pdf.server.ts'
import { summaryMarkdown, summaryText, type SummarySheet } from '#app/feeds/summary-sheet.ts'
import { getFonts } from '#app/platform/fonts.server.ts'

type Bytes = Uint8Array<ArrayBuffer>
type PictureRequest = {
  shape: PictureShape
  /** `2023-12` */
  month: string
  /** Slugs. */
  themes: readonly string[]
  words: PictureWords
  colours: Omit<PictureLook, 'faces'>
}

/** All that a worker can do. What only some of it needs is loaded when it is first asked for. */
export const TASKS = {
  markdown: ({ markdown, options }: { markdown: string; options: MarkdownOptions }) =>
    renderMarkdown(markdown, options),

  html: (html: string) => sanitizeHtml(html),

  summaryMarkdown: (sheet: SummarySheet) => bytesOf(summaryMarkdown(sheet)),

  summaryText: (sheet: SummarySheet) => bytesOf(summaryText(sheet)),

  async summaryPdf({ sheet, ...look }: { sheet: PdfSheet; colours: CoverColours; siteName: string }) {
    const { summaryPdf } = await import('#app/feeds/summary-pdf.server.ts')
    return summaryPdf(sheet, { ...look, faces: getFonts() })
  },

  async picture({ shape, month, themes, words, colours }: PictureRequest): Promise<Bytes> {
    const { coverPicture } = await import('#app/feeds/cover-picture.server.ts')
    return coverPicture(shape, month, themes, words, { ...colours, faces: getFonts() })
  },
}

/** Loads what only a task needs, which takes longer than many a task: the packages that draw and set are large. */
export async function loadFor(task: TaskName): Promise<void> {
  if (task === 'picture') await import('#app/feeds/cover-picture.server.ts')
  if (task === 'summaryPdf') await import('#app/feeds/summary-pdf.server.ts')
}

export type TaskName = keyof typeof TASKS
export type TaskInput<Name extends TaskName> = Parameters<(typeof TASKS)[Name]>[0]
export type TaskOutput<Name extends TaskName> = Awaited<ReturnType<(typeof TASKS)[Name]>>

function bytesOf(text: string): Bytes {
  return Uint8Array.from(Buffer.from(text))
}
