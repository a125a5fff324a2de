import type { Element, Nodes } from 'hast'

/**
 * How the words of HTML are laid out. `words` gives a block a line, for search and excerpts; `page` sets blocks apart with
 * blank lines, marks the items of lists and writes addresses out, for a file of plain text.
 */
export type TextLayout = 'words' | 'page'

/** One paragraph, heading, item or row; `tight` ones stand directly below what precedes them. */
type Block = { text: string; tight: boolean }
type Place = { list: Element | null; inItem: boolean; inset: string; preformatted: boolean }

const BLOCKS = new Set(
  (
    'address article aside blockquote caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
    'header hr li main nav ol p pre section summary table tbody tfoot thead tr ul'
  ).split(' '),
)
const SILENT = new Set(['head', 'noscript', 'script', 'style', 'template', 'title', 'textarea', 'select'])

/** Gives the text of a tree whose depth has been checked (this recurses). */
export function textOfTree(tree: Nodes, layout: TextLayout): string {
  const blocks: Block[] = []
  let line = ''
  let marker = ''
  let tight = false
  /** That of the last row. */
  let table: Element | null = null

  function endBlock(place: Place): void {
    const text = place.preformatted ? line.trimEnd() : tidy(line)
    line = ''
    if (text === '') return
    const lead = layout === 'page' ? place.inset.slice(0, place.inset.length - marker.length) + marker : ''
    blocks.push({ text: lead + text.replaceAll('\n', `\n${layout === 'page' ? place.inset : ''}`), tight })
    marker = ''
    tight = false
  }

  function walk(node: Nodes, place: Place): void {
    if (node.type === 'text') line += place.preformatted ? node.value : node.value.replace(/\s+/g, ' ')
    else if (node.type === 'root') node.children.forEach((child) => walk(child, place))
    else if (node.type === 'element' && !SILENT.has(node.tagName)) element(node, place)
  }

  function element(node: Element, place: Place): void {
    const { tagName, properties } = node
    if (tagName === 'br') line += layout === 'page' ? '\n' : ' '
    if (tagName === 'img') line += textOfProperty(properties.alt)
    if (properties.dataFootnoteBackref !== undefined) return
    if (properties.dataFootnoteRef !== undefined) {
      if (layout === 'page') line += `[${node.children.map((child) => ('value' in child ? child.value : '')).join('')}]`
      return
    }
    if ((tagName === 'td' || tagName === 'th') && line.trim() !== '') line += layout === 'page' ? ' | ' : ' '
    const inner = innerPlace(node, place)
    if (!BLOCKS.has(tagName)) {
      const from = line.length
      node.children.forEach((child) => walk(child, inner))
      if (layout === 'page' && tagName === 'a') line += writtenOut(textOfProperty(properties.href), line.slice(from))
      return
    }
    endBlock(place)
    if (tagName === 'li') {
      marker = markerOf(node, place.list)
      tight = place.inItem || (place.list !== null && positionIn(place.list, node) !== 0)
    }
    if (tagName === 'tr') {
      tight = table === place.list
      table = place.list
    }
    node.children.forEach((child) => walk(child, inner))
    endBlock(inner)
    // An item without words leaves no marker behind.
    if (tagName === 'li') marker = ''
  }

  const top: Place = { list: null, inItem: false, inset: '', preformatted: false }
  walk(tree, top)
  endBlock(top)
  const gap = layout === 'page' ? '\n\n' : '\n'
  return blocks.map(({ text, tight: close }, index) => (index === 0 ? '' : close ? '\n' : gap) + text).join('')
}

function innerPlace(node: Element, place: Place): Place {
  switch (node.tagName) {
    case 'ol':
    case 'ul':
    case 'table':
      return { ...place, list: node }
    case 'li':
      return { ...place, inItem: true, inset: place.inset + ' '.repeat(markerOf(node, place.list).length) }
    case 'blockquote':
      return { ...place, inItem: false, inset: `${place.inset}  ` }
    case 'pre':
      return { ...place, preformatted: true }
    default:
      return place
  }
}

function markerOf(item: Element, list: Element | null): string {
  if (list?.tagName !== 'ol') return '- '
  const start = Number(list.properties.start ?? 1)
  return `${start + positionIn(list, item)}. `
}

/** Counted once a list: looked for at each item, a list of thousands would cost the square of its length. */
const POSITIONS = new WeakMap<Element, Map<Element, number>>()

/** How many elements stand before an item in its list; -1 where it stands in no list directly. */
function positionIn(list: Element, item: Element): number {
  let positions = POSITIONS.get(list)
  if (positions === undefined) {
    const items = list.children.filter((child) => child.type === 'element')
    positions = new Map(items.map((child, index) => [child, index]))
    POSITIONS.set(list, positions)
  }
  return positions.get(item) ?? -1
}

function writtenOut(address: string, text: string): string {
  if (!/^https?:/i.test(address) || address === text.trim()) return ''
  return ` (${address})`
}

function textOfProperty(value: Element['properties'][string]): string {
  return typeof value === 'string' ? value : ''
}

function tidy(line: string): string {
  return line
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}
