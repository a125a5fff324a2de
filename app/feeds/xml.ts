import { XMLBuilder } from 'fast-xml-parser'

/** An XML document as an object: `@name` is an attribute, `#text` the words beside attributes, a list repeats its element. */
export type XmlTree = { [name: string]: XmlTree | XmlTree[] | string | number | string[] }

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
  format: true,
})

/** Characters that XML 1.0 has no place for, not even escaped (section 2.2). Half of a surrogate pair is one too. */
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Writes an XML 1.0 document in UTF-8. */
export function toXml(tree: XmlTree): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${String(builder.build(cleaned(tree)))}`
}

/** Words as they stand between tags, for a writer that does not do this itself. */
export function xmlText(text: string): string {
  return text.replace(NO_XML, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function cleaned(value: XmlTree[string]): XmlTree[string] {
  if (typeof value === 'string') return value.replace(NO_XML, '')
  if (typeof value === 'number') return value
  if (Array.isArray(value)) return value.map(cleaned) as XmlTree[]
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cleaned(inner)]))
}
