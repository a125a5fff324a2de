import type { Block, Link } from './block.ts'

/** What a section offers to watch and to download. */

type Place = { availability: 'here'; address: string } | { availability: 'elsewhere' | 'unpublished' }
export type FoundRecording = Place
export type FoundDocument = Place & { kind: 'insights' | 'slides'; title: string }

export type Materials = {
  recordings: FoundRecording[]
  documents: FoundDocument[]
  /** The blocks that say nothing else. */
  used: Set<Block>
  problems: { line: number; text: string }[]
}

const LINE_MAX_LENGTH = 160
const WATCH = /\b(?:watch|recording|video|listen|catch up|replay|play ?back|view the (?:session|conversation|talk))\b/i
const SLIDES = /\b(?:slides?|slide ?decks?|presentations?|powerpoints?)\b/i
const INSIGHTS = /\b(?:insights?|summary|summaries|write[- ]?up|notes|key (?:points|messages|learning)|read more)\b/i
const DOWNLOAD_ALONE = /^\W*download(?: (?:here|now|it|below|the pdf|pdf))?\W*$/i
const OFFER = /\b(?:download|watch|view|read|listen|see|open|access|click|get|find|available|catch up)\b/i
const NOT_PUBLISHED =
  /\b(?:(?:was|is|were|has|have)(?: not|n[’']t)(?: been)? (?:recorded|published|available|shared)|not recorded|no (?:recording|video)|unavailable|not available|coming soon)\b/i
const PROVIDER =
  /(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|wistia\.com|wistia\.net|soundcloud\.com|loom\.com|zoom\.us)$/i
const MEDIA = /\.(?:mp4|m4v|mov|webm|ogv|mp3|m4a|ogg|wav|m3u8)(?:$|[?#])/i
const SLIDE_FILE = /\.(?:pptx?|odp|key)(?:$|[?#])/i
const DOCUMENT_FILE = /\.(?:pdf|docx?|odt|rtf|txt|md)(?:$|[?#])/i

/** Reads the offers out of a section's blocks, each thing once. */
export function findMaterials(blocks: Block[]): Materials {
  const found: Materials = { recordings: [], documents: [], used: new Set(), problems: [] }
  for (const block of blocks) {
    const before = found.recordings.length + found.documents.length + found.problems.length
    for (const link of block.links) readLink(block, link, found)
    const isOffer = block.text.length <= LINE_MAX_LENGTH && isOffering(block)
    if (isOffer) readWords(block, found)
    const isLinkAlone = block.text === '' || block.links.some((link) => link.text === block.text)
    const said = found.recordings.length + found.documents.length + found.problems.length > before
    if (isOffer || (isLinkAlone && said)) found.used.add(block)
  }
  found.recordings = onlyBest(found.recordings, () => 'recording')
  found.documents = onlyBest(found.documents, (document) => `${document.kind} ${document.title}`)
  return withoutShadows(found)
}

function isOffering({ text, links }: Block): boolean {
  if (!WATCH.test(text) && !SLIDES.test(text) && !INSIGHTS.test(text) && !DOWNLOAD_ALONE.test(text)) return false
  return links.length > 0 || NOT_PUBLISHED.test(text) || OFFER.test(text)
}

function readLink(block: Block, link: Link, found: Materials): void {
  const what = kindOfLink(link, block)
  if (what === null) {
    if (link.text === '') {
      found.problems.push({
        line: block.line,
        text: `a link without text leads to ${link.address}: nothing says what it is`,
      })
    }
    return
  }
  const isAbsolute = /^https?:\/\//i.test(link.address) && URL.canParse(link.address)
  if (!isAbsolute) {
    found.problems.push({
      line: block.line,
      text: `“${link.text || what}” leads to “${link.address}”, which is no whole address: kept as known to exist elsewhere`,
    })
  }
  const place: Place = isAbsolute
    ? { availability: 'here', address: watchAddress(link.address) }
    : { availability: 'elsewhere' }
  if (what === 'recording') found.recordings.push(place)
  else found.documents.push({ ...place, kind: what, title: titleOf(what) })
}

function kindOfLink(link: Link, block: Block): 'recording' | 'insights' | 'slides' | null {
  const host = URL.canParse(link.address) ? new URL(link.address).hostname : ''
  if (PROVIDER.test(host) || MEDIA.test(link.address)) return 'recording'
  if (SLIDE_FILE.test(link.address)) return 'slides'
  const words = link.text === '' ? block.text : link.text
  if (WATCH.test(words)) return 'recording'
  if (SLIDES.test(words)) return 'slides'
  if (INSIGHTS.test(words) || DOCUMENT_FILE.test(link.address)) return 'insights'
  const rest = block.text.length <= LINE_MAX_LENGTH ? block.text : ''
  // "To watch the recording, click here."
  if (!/^(?:here|this link|link|download|click here|now)?\W*$/i.test(link.text)) return null
  if (WATCH.test(rest)) return 'recording'
  if (SLIDES.test(rest)) return 'slides'
  return INSIGHTS.test(rest) || /\bdownload\b/i.test(rest) ? 'insights' : null
}

/** A line without a link says that there is something, and not where. */
function readWords({ text }: Block, found: Materials): void {
  for (const clause of text.split(
    /(?<=[.;!])\s+|,?\s+(?:and|but)\s+(?=(?:the |a |no |watch|download|view|read|listen|slides|recording)\b)/i,
  )) {
    const availability = NOT_PUBLISHED.test(clause) ? 'unpublished' : 'elsewhere'
    if (WATCH.test(clause)) found.recordings.push({ availability })
    if (SLIDES.test(clause)) found.documents.push({ availability, kind: 'slides', title: titleOf('slides') })
    if (INSIGHTS.test(clause) || DOWNLOAD_ALONE.test(clause))
      found.documents.push({ availability, kind: 'insights', title: titleOf('insights') })
  }
}

function titleOf(kind: 'insights' | 'slides'): string {
  return kind === 'slides' ? 'Presentations' : 'Insights and summary'
}

/** Players show YouTube and Vimeo at addresses of their own; readers and the archive know the page's. */
function watchAddress(address: string): string {
  const url = new URL(address)
  const youtube = /^\/embed\/([\w-]{11})/.exec(url.pathname)?.[1]
  if (youtube !== undefined && /youtube(?:-nocookie)?\.com$/.test(url.hostname)) {
    return `https://www.youtube.com/watch?v=${youtube}`
  }
  const vimeo = /^\/video\/(\d+)/.exec(url.pathname)?.[1]
  return vimeo !== undefined && url.hostname === 'player.vimeo.com' ? `https://vimeo.com/${vimeo}` : address
}

/** A link and the words around it speak of one thing: what has an address stands, the words are dropped. */
function onlyBest<T extends Place>(places: T[], groupOf: (place: T) => string): T[] {
  return places.filter((place, index) => {
    const group = places.filter((other) => groupOf(other) === groupOf(place))
    if (place.availability === 'here') {
      return places.findIndex((other) => other.availability === 'here' && other.address === place.address) === index
    }
    return !group.some((other) => other.availability === 'here') && places.indexOf(group[0] ?? place) === index
  })
}

/** Two documents of a kind at different addresses are told apart by number. */
function withoutShadows(found: Materials): Materials {
  const counts = new Map<string, number>()
  for (const document of found.documents) {
    const count = (counts.get(document.title) ?? 0) + 1
    counts.set(document.title, count)
    if (count > 1) document.title = `${document.title} ${count}`
  }
  return found
}
