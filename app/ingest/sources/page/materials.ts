import type { Block, Link } from './block.ts'
import { isChannelAddress, isRecordingAddress, watchAddress } from './players.ts'

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
const WATCH =
  /\b(?:watch|recordings?|video|listen|catch up|replay|play ?back|view the (?:session|conversation|talk))\b/i
const SLIDES = /\b(?:slides?|slide ?decks?|presentations?|powerpoints?)\b/i
const INSIGHTS = /\b(?:insights?|summary|summaries|write[- ]?up|notes|key (?:points|messages|learning))\b/i
const DOWNLOAD_ALONE = /^\W*download(?: (?:here|now|it|below|the pdf|pdf))?\W*$/i
const OFFER = /\b(?:download|watch|view|read|listen|see|open|access|click|get|find|available|catch up)\b/i
/** It leads on and does not say to what. */
const READ_MORE = /^\W*(?:(?:read|see|find out|learn|show) (?:more|on)|continue reading)\b\W*(?:here\W*)?$/i
const NOT_PUBLISHED =
  /\b(?:(?:was|is|were|has|have)(?: not|n[’']t)(?: been)? (?:recorded|published|available|shared)|not recorded|no (?:recording|video)|unavailable|not available|coming soon)\b/i
const SLIDE_FILE = /\.(?:pptx?|odp|key)(?:$|[?#])/i
const DOCUMENT_FILE = /\.(?:pdf|docx?|odt|rtf|txt|md)(?:$|[?#])/i
/** The words that an offer is made of; any other beside it is a note that readers need: a passcode, what to know before. */
const WORDS_OF_OFFERS =
  /\b(?:to|the|a|an|of|for|from|and|or|our|this|that|these|it|its|is|was|are|were|be|been|has|have|had|not|no|yet|now|here|below|above|on|in|at|via|you|can|please|also|both|full|all|just|click|tap|press|follow|link|links|button|download|downloads|watch|view|read|listen|see|open|access|get|find|available|unavailable|recorded|published|shared|coming|soon|follow|follows|catch|up|replay|play|back|playback|recordings?|videos?|audio|insights?|summary|summaries|write|notes|key|points|messages|learning|slides?|decks?|slidedecks?|presentations?|powerpoints?|pdf|document|session|conversation|talk|meeting|event|evening|month|youtube|vimeo|zoom|n’t|isn|wasn|t|kindness|january|february|march|april|may|june|july|august|september|october|november|december|\d{4})\b/gi

/** "Video", "Slides (PDF)": words that say what there is, and nothing else. */
export function isOfferAlone(text: string): boolean {
  return (WATCH.test(text) || SLIDES.test(text) || INSIGHTS.test(text)) && isOfOfferWords(text)
}

function isOfOfferWords(text: string): boolean {
  return !/[\p{L}\p{N}]{2}/u.test(text.replace(WORDS_OF_OFFERS, ' '))
}

/** What a heading says without the links in it that only offer something: "Title, A (video)". */
export function withoutOffers(words: string, links: readonly Link[]): string {
  return links
    .filter(({ text }) => isOfferAlone(text))
    .reduce((rest, { text }) => {
      const at = rest.lastIndexOf(text)
      if (at <= 0) return rest
      const [before, behind] = [rest.slice(0, at), rest.slice(at + text.length)]
      return `${before.replace(/\s*[([|,·–—-]?\s*$/u, '')} ${behind.replace(/^\s*[)\]]/u, '').trim()}`.trim()
    }, words)
}

/** Reads the offers out of a section's blocks, each thing once. In a heading only the address says what a link is. */
export function findMaterials(blocks: Block[], heading: Block | null = null): Materials {
  const found: Materials = { recordings: [], documents: [], used: new Set(), problems: [] }
  if (heading !== null) readHeading(heading, found)
  for (const block of blocks) {
    const before = countOf(found)
    for (const link of block.links) readLink(block, link, found)
    const isOffer = block.text.length <= LINE_MAX_LENGTH && isOffering(block)
    if (isOffer) readWords(block, found)
    const isLinkAlone = block.text === '' || block.links.some((link) => link.text === block.text)
    const says = isOffer || (isLinkAlone && countOf(found) > before)
    if (says && !hasNote(block)) found.used.add(block)
    if (READ_MORE.test(block.text) && block.links.length === 0 && block.level === 0) {
      found.used.add(block)
      found.problems.push({ line: block.line, text: `“${block.text}” leads nowhere: not used` })
    }
  }
  found.recordings = onlyBest(found.recordings, () => 'recording')
  found.documents = onlyBest(found.documents, (document) => `${document.kind} ${document.title}`)
  numberTwins(found.documents)
  return found
}

function countOf({ recordings, documents, problems }: Materials): number {
  return recordings.length + documents.length + problems.length
}

function isOffering({ text, links }: Block): boolean {
  if (!WATCH.test(text) && !SLIDES.test(text) && !INSIGHTS.test(text) && !DOWNLOAD_ALONE.test(text)) return false
  return links.length > 0 || NOT_PUBLISHED.test(text) || OFFER.test(text)
}

/** Whether a line says something beside its offer that the summary has to keep. */
function hasNote({ text, links }: Block): boolean {
  let rest = text
  for (const link of links) if (link.text !== '') rest = rest.replace(link.text, ' ')
  return !isOfOfferWords(rest)
}

function readHeading(heading: Block, found: Materials): void {
  for (const link of heading.links) {
    const { address } = link
    if (!isWhole(address)) {
      readLink(heading, link, found)
      continue
    }
    const said = isOfferAlone(link.text) ? kindOfLink(link, heading) : null
    if (said !== null) {
      if (said === 'recording') found.recordings.push({ availability: 'here', address: watchAddress(address) })
      else found.documents.push({ availability: 'here', address, kind: said, title: titleOf(said) })
    } else if (isRecordingAddress(address))
      found.recordings.push({ availability: 'here', address: watchAddress(address) })
    else if (SLIDE_FILE.test(address) || DOCUMENT_FILE.test(address)) {
      const kind = SLIDE_FILE.test(address) ? 'slides' : 'insights'
      found.documents.push({ availability: 'here', address, kind, title: titleOf(kind) })
    } else found.problems.push({ line: heading.line, text: `the heading links to ${address}: the link is not kept` })
  }
}

function readLink(block: Block, link: Link, found: Materials): void {
  const what = kindOfLink(link, block)
  if (what === null) {
    if (link.text === '' && !block.markdown.includes(link.address)) {
      const text = `a link without text leads to ${link.address}: nothing says what it is`
      found.problems.push({ line: block.line, text })
    }
    return
  }
  const { address } = link
  if (!isWhole(address)) {
    const text = `“${link.text || what}” leads to “${address}”, which is no whole address: kept as known to exist elsewhere`
    found.problems.push({ line: block.line, text })
  }
  const place: Place = isWhole(address)
    ? { availability: 'here', address: watchAddress(address) }
    : { availability: 'elsewhere' }
  if (what === 'recording') found.recordings.push(place)
  else found.documents.push({ ...place, kind: what, title: titleOf(what) })
}

function isWhole(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address)
}

function kindOfLink(link: Link, block: Block): 'recording' | 'insights' | 'slides' | null {
  if (isRecordingAddress(link.address)) return 'recording'
  if (isChannelAddress(link.address)) return null
  if (SLIDE_FILE.test(link.address)) return 'slides'
  const words = link.text === '' ? block.text : link.text
  if (words.length <= LINE_MAX_LENGTH) {
    if (WATCH.test(words)) return 'recording'
    if (SLIDES.test(words)) return 'slides'
    if (INSIGHTS.test(words)) return 'insights'
  }
  if (DOCUMENT_FILE.test(link.address)) return 'insights'
  if (READ_MORE.test(link.text)) return null
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

/** A link and the words around it speak of one thing: what has an address stands, the words are dropped. */
function onlyBest<T extends Place>(places: T[], groupOf: (place: T) => string): T[] {
  const here = new Set(places.filter(({ availability }) => availability === 'here').map(groupOf))
  const seen = new Set<string>()
  return places.filter((place) => {
    const group = groupOf(place)
    const isHere = place.availability === 'here'
    const key = isHere ? `here ${place.address}` : group
    if (seen.has(key) || (!isHere && here.has(group))) return false
    seen.add(key)
    return true
  })
}

/** Two documents of a kind at different addresses are told apart by number. */
function numberTwins(documents: FoundDocument[]): void {
  const counts = new Map<string, number>()
  for (const document of documents) {
    const count = (counts.get(document.title) ?? 0) + 1
    counts.set(document.title, count)
    if (count > 1) document.title = `${document.title} ${count}`
  }
}
