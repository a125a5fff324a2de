/** A page as a list of blocks, whatever it was saved as: the one thing that headings, titles and people are looked for in. */

export type Link = {
  /** What stands in the link; empty when nothing does. */
  text: string
  /** Absolute, as far as the page tells; as written when it does not. */
  address: string
}

export type Block = {
  /** Where it begins, from 1. */
  line: number
  /** 1 to 6 for a heading, 0 for anything else. */
  level: number
  /** One line, white space single. */
  text: string
  /** The same as Markdown: its links stay links. */
  markdown: string
  /** All of it stands out (bold, or the title of a part that folds). */
  strong: boolean
  /** Links and, for players that the page shows, the address of what they play. */
  links: Link[]
}

export type Page = { title: string | null; blocks: Block[] }
