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
  /** One line, white space single, without the addresses that stand bare in it. */
  text: string
  /** The same as Markdown: its links and addresses stay. */
  markdown: string
  /** All of it stands out (bold, or the title of a part that folds). */
  strong: boolean
  /** What is set in italics within it, as titles are; in order. */
  italics: string[]
  /** It belongs to what every page of a site has: menu, footer, sidebar. */
  frame: boolean
  /** What the head of its column says, in a table that has one: "Speaker". */
  column?: string
  /** Links and, for players that the page shows, the address of what they play. */
  links: Link[]
}

/** `language` is what the page says it is written in (BCP 47); null when it says nothing. */
export type Page = { title: string | null; language: string | null; blocks: Block[] }

const BARE_ADDRESS = /<?((?:https?:\/\/|www\.)[^\s<>]*[^\s<>().,;:!?'"“”‘’])>?/gi

/** Services that lead through an address of their own, and where they keep the one that was meant. */
const DETOURS: [RegExp, string[]][] = [
  [/^(?:www\.)?google\.[a-z.]{2,6}\/url$/i, ['q', 'url']],
  [/^l\.facebook\.com\/l\.php$/i, ['u']],
  [/^(?:www\.)?youtube\.com\/redirect$/i, ['q']],
  [/\.safelinks\.protection\.outlook\.com\/$/i, ['url']],
]

/** The address that was meant, for one that leads there through a service which counts or checks. */
export function withoutDetour(address: string): string {
  if (!URL.canParse(address)) return address
  const { hostname, pathname, searchParams } = new URL(address)
  const [, names = []] = DETOURS.find(([service]) => service.test(hostname + pathname)) ?? []
  const meant = names.map((name) => searchParams.get(name)).find((value) => value !== null)
  return meant !== undefined && /^https?:\/\//i.test(meant) && URL.canParse(meant) ? meant : address
}

/** Takes the addresses out of a text: they become links, as they would in a mail. */
export function withoutAddresses(text: string, links: Link[]): string {
  if (!/:\/\/|www\./i.test(text)) return text
  const byText = new Map(links.map((link) => [link.text, link]))
  const addresses = new Set(links.map(({ address }) => address))
  return text.replace(BARE_ADDRESS, (_match, written: string) => {
    const address = /^www\./i.test(written) ? `https://${written}` : written
    const shown = byText.get(written)
    if (shown !== undefined) shown.text = ''
    else if (!addresses.has(address)) {
      addresses.add(address)
      links.push({ text: '', address })
    }
    return ''
  })
}
