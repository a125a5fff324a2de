import { fileAddress, type Availability } from './conversation.ts'
import { parseTimeOffset } from './time-offset.ts'
import { parseWebAddress } from './web-address.ts'
import { listInWords } from './words.ts'

/** Captions in one language. */
export type Track = { url: string; language: string; label: string }

/** A recording as a page shows it. Times are seconds. */
export type Recording = {
  /** What the page's address names it by (`?recording=2`); null for the one that is shown without. */
  number: number | null
  availability: Availability
  kind: 'audio' | 'video'
  /** A provider's page or stream; `https:` mostly. */
  address: string | null
  /** A file of our own. */
  file: { url: string; mediaType: string } | null
  /** The address of a picture of ours. */
  poster: string | null
  durationSeconds: number | null
  chapters: { start: number; title: string }[]
  tracks: Track[]
}

/** One of a conversation's several recordings. */
export type RecordingChoice = {
  address: string
  /** Its kind, length, captions and place. */
  words: string
  /** Whether the file is ours. */
  own: boolean
  /** Whether it is the one shown. */
  current: boolean
}

/** How a recording at an address of somebody else's can be had: played here by a player of that kind, or on its own page. */
export type Provider = 'youtube' | 'vimeo' | 'hls' | 'dash' | 'file' | 'page'

export type ProviderFacts = {
  provider: Provider
  /** As a reader knows it: "YouTube", else the host. */
  name: string
  /** Whom a page contacts to play it, so that it can say so before. A provider's frame then asks others of its own. */
  hosts: string[]
  /** What a player is given; null where the recording plays only on its provider's page. */
  playable: string | null
}

const YOUTUBE_HOST = /^(?:(?:www|m|music)\.)?youtube(?:-nocookie)?\.com$/
/** Ids of YouTube have eleven letters: watch, short, live and embedded addresses. */
const YOUTUBE_ID = /^[\w-]{11}$/
const YOUTUBE_PATH = /^\/(?:embed|e|v|shorts|live|watch)\/([\w-]{11})\/?$/
/** Have eleven letters too, and name no video: a playlist, and whatever a channel sends at the moment. */
const YOUTUBE_FRAMES = new Set(['videoseries', 'live_stream'])
const VIMEO_HOST = /^(?:www\.|player\.)?vimeo\.com$/
const VIMEO_ID = /^\/(?:video\/|channels\/[\w-]+\/|groups\/[\w-]+\/videos\/)?(\d{5,})(?:\/([0-9a-f]{6,}))?\/?$/
const MEDIA_FILE = /\.(?:mp4|m4v|mov|webm|og[gva]|mp3|m4a|aac|wav|flac|opus)$/i

/** Says who would be contacted to play what is at an address. Never fails: what is not known opens on its own page. */
export function providerOf(address: string): ProviderFacts {
  const url = parseWebAddress(address)
  if (url === null) return { provider: 'page', name: 'another site', hosts: [], playable: null }
  const host = url.hostname.toLowerCase()
  const youtube = youtubeId(url, host)
  if (youtube !== null) {
    // The address with "nocookie" makes the player use the host that sets no cookie before play.
    const playable = `https://www.youtube-nocookie.com/embed/${youtube}`
    return { provider: 'youtube', name: 'YouTube', hosts: ['www.youtube.com', 'www.youtube-nocookie.com'], playable }
  }
  const vimeo = vimeoAddress(url, host)
  if (vimeo !== null) return { provider: 'vimeo', name: 'Vimeo', hosts: ['player.vimeo.com'], playable: vimeo }
  // A playlist, a live stream, a showcase: their addresses lead to all of it, a player of one video would not play it.
  if (isYoutube(host)) return { provider: 'page', name: 'YouTube', hosts: [host], playable: null }
  if (VIMEO_HOST.test(host)) return { provider: 'page', name: 'Vimeo', hosts: [host], playable: null }
  const provider = kindOfPath(url.pathname)
  // Browsers do not load what is not encrypted into a page that is.
  const plays = provider !== 'page' && url.protocol === 'https:'
  return { provider: plays ? provider : 'page', name: host, hosts: [host], playable: plays ? url.href : null }
}

/** The page that is a provider's player and nothing else, as other sites frame it; null where a recording has none. */
export function playerAddress({ provider, playable }: ProviderFacts): string | null {
  if (playable === null) return null
  switch (provider) {
    case 'youtube':
      return playable
    case 'vimeo': {
      const [id = '', word] = new URL(playable).pathname.slice(1).split('/')
      return `https://player.vimeo.com/video/${id}${word === undefined ? '' : `?h=${word}`}`
    }
    case 'hls':
    case 'dash':
    case 'file':
    case 'page':
      return null
  }
}

/** What playing does, said before it is done. Null means a file of our own. */
export function consentSentence(facts: ProviderFacts | null): string {
  if (facts === null) return 'This recording is kept here: playing it contacts nobody else.'
  if (facts.playable === null) return `This recording plays on ${facts.name}, where the link leads.`
  const named =
    facts.name === facts.hosts[0]
      ? facts.name
      : `${facts.name} (${listInWords([...facts.hosts, 'other servers that its player uses'])})`
  return (
    `Playing contacts ${named}, which then learns your internet address and may set cookies. ` +
    'Until you press play, nothing leaves this page.'
  )
}

/** Why there is nothing to play, in a sentence. */
export function absenceSentence(availability: Exclude<Availability, 'here'>): string {
  switch (availability) {
    case 'elsewhere':
      return 'A recording exists elsewhere. This archive has neither a copy nor an address of it.'
    case 'unpublished':
      return 'No recording was published.'
  }
}

/** The name under which a recording's picture is served: the archive keeps no other for it. */
export const POSTER_NAME = 'poster'

/** Where the picture of a recording can be fetched. */
export function posterAddress(key: string): string {
  return fileAddress(key, POSTER_NAME)
}

/** Where in a recording its own address begins, in seconds (`?t=`, `?start=`, `#t=`); null where it begins at its start. */
export function startOfAddress(address: string): number | null {
  const url = parseWebAddress(address)
  if (url === null) return null
  const named = new URLSearchParams(url.hash.slice(1)).get('t')
  const { searchParams: asked } = url
  return parseTimeOffset(asked.get('t') ?? asked.get('start') ?? asked.get('time_continue') ?? named) || null
}

/** The address of a recording from a second on, as its provider or the browser reads it; the address itself where none does. */
export function addressFrom(address: string, seconds: number): string {
  const url = parseWebAddress(address)
  if (url === null || seconds <= 0) return address
  const { provider } = providerOf(address)
  if (provider === 'youtube') url.searchParams.set('t', `${seconds}s`)
  else if (provider === 'vimeo') url.hash = `t=${seconds}s`
  else if (provider === 'file') url.hash = `t=${seconds}`
  return url.href
}

function isYoutube(host: string): boolean {
  return host === 'youtu.be' || YOUTUBE_HOST.test(host)
}

function youtubeId(url: URL, host: string): string | null {
  if (!isYoutube(host)) return null
  const path = url.pathname.replace(/%20|\+/g, ' ').trimEnd()
  const found =
    host === 'youtu.be'
      ? path.replace(/^\/|\/$/g, '')
      : path === '/watch'
        ? (url.searchParams.get('v') ?? '').trim()
        : (YOUTUBE_PATH.exec(path)?.[1] ?? '')
  return YOUTUBE_ID.test(found) && !YOUTUBE_FRAMES.has(found) ? found : null
}

/** An unlisted video carries a second word, which its player needs too: with one that cannot be read it would not play. */
function vimeoAddress(url: URL, host: string): string | null {
  if (!VIMEO_HOST.test(host)) return null
  const [, id, word = url.searchParams.get('h')] = VIMEO_ID.exec(url.pathname) ?? []
  if (id === undefined || (word !== null && !/^[0-9a-f]+$/.test(word))) return null
  return `https://vimeo.com/${id}${word === null ? '' : `/${word}`}`
}

function kindOfPath(path: string): Provider {
  if (/\.m3u8$/i.test(path)) return 'hls'
  if (/\.mpd$/i.test(path)) return 'dash'
  return MEDIA_FILE.test(path) ? 'file' : 'page'
}
