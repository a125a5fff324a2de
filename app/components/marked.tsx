import { Fragment } from 'react'

import type { Range } from '#app/domain/search.ts'

type MarkedProps = {
  text: string
  ranges: readonly Range[]
  /** What stands for a line break: headings and paragraphs of a document would run into each other. */
  lineBreak?: string
}

/** Text with the words found in it marked. Ranges are half-open, in UTF-16 units, in order and apart. */
export function Marked({ text, ranges, lineBreak = ' ' }: MarkedProps) {
  const part = (start: number, end?: number) =>
    text.slice(start, end).replace(/\s+/g, (run) => (run.includes('\n') ? lineBreak : run))
  return (
    <>
      {ranges.map(([start, end], index) => (
        <Fragment key={start}>
          {part(ranges[index - 1]?.[1] ?? 0, start)}
          <mark>{part(start, end)}</mark>
        </Fragment>
      ))}
      {part(ranges.at(-1)?.[1] ?? 0)}
    </>
  )
}
