import { attribute, type HtmlElement } from './html-tree.ts'

/** The addresses of players that a page shows, and of what they play. */

const PLAYERS = new Set(['iframe', 'video', 'audio', 'source', 'embed', 'object', 'lite-youtube', 'lite-vimeo'])
/** Pages that load players late keep the address in one of these: `data-src`, `data-lazy-src`, `data-video-url`. */
const LATE = /^data-(?:[a-z]+-)*(?:src|url|href|video|embed)$/
const PROVIDER =
  /(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|wistia\.com|wistia\.net|soundcloud\.com|loom\.com|zoom\.us|panopto\.(?:com|eu)|kaltura\.com|mixcloud\.com|twitch\.tv|ted\.com)$/i
/** Of these providers an address may also be a channel, which is no recording. */
const YOUTUBE = /(?:^|\.)youtube(?:-nocookie)?\.com$/i
const YOUTUBE_RECORDING =
  /^\/(?:watch|playlist|(?:embed|v|shorts|live|e|clip)\/[^/]+|(?:(?:channel|c|user)\/[^/]+|@[^/]+)\/live)\/?$/
const VIMEO = /(?:^|\.)vimeo\.com$/i
const VIMEO_RECORDING = /^\/(?:(?:[a-z]+\/)*\d+|(?:channels|groups|showcase|album|event|ondemand|video)\/[^/]+)(?:\/|$)/
/** Pages that load players late keep what they play in these: `data-id`, `data-video-id`, `data-youtube`. */
const VIDEO_ID = /^(?:data-(?:[a-z]+-)*(?:id|videoid|code|youtube|vimeo|yt)|videoid|video-id)$/
const MEDIA = /\.(?:mp4|m4v|mov|webm|ogv|mp3|m4a|ogg|wav|m3u8|mpd)(?:$|[?#])/i

/** Whether an address leads to a recording whatever stands beside it: a provider's, or a file of sound or pictures. */
export function isRecordingAddress(address: string): boolean {
  if (!URL.canParse(address)) return MEDIA.test(address)
  const { hostname, pathname } = new URL(address)
  if (YOUTUBE.test(hostname)) return YOUTUBE_RECORDING.test(pathname)
  if (VIMEO.test(hostname)) return VIMEO_RECORDING.test(pathname)
  return (PROVIDER.test(hostname) && pathname !== '/') || MEDIA.test(address)
}

/** Whether an address is a provider's page of a channel or a person, and of no recording. */
export function isChannelAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { hostname, pathname } = new URL(address)
  return (YOUTUBE.test(hostname) || VIMEO.test(hostname)) && pathname !== '/' && !isRecordingAddress(address)
}

/** What an element plays, as its page wrote it; null for an element that plays nothing. */
export function playedBy(element: HtmlElement): string | null {
  const late = element.attrs.filter(({ name, value }) => LATE.test(name) && value.trim() !== '')
  if (PLAYERS.has(element.tagName)) {
    if (element.tagName.startsWith('lite-')) return namedVideo(element)
    const own = attribute(element, 'src') ?? attribute(element, 'data')
    const isEmpty = own === null || /^\s*(?:$|about:|data:|javascript:|#)/i.test(own)
    return isEmpty ? (late[0]?.value ?? writtenInside(element)) : own
  }
  // A picture that becomes a player when it is pressed.
  return late.find(({ value }) => isRecordingAddress(absolute(value)))?.value ?? namedVideo(element)
}

/** The recording that a frame with a page of its own (`srcdoc`) leads to: a picture to press. */
function writtenInside(element: HtmlElement): string | null {
  const page = attribute(element, 'srcdoc') ?? ''
  return page.match(/(?:https?:)?\/\/[^\s"'<>]+/g)?.find((address) => isRecordingAddress(absolute(address))) ?? null
}

/** An element that names its provider and the video, as light players do: `class="youtube-player" data-id="…"`. */
function namedVideo({ tagName, attrs }: HtmlElement): string | null {
  const ids = attrs.filter(({ name }) => VIDEO_ID.test(name))
  if (ids.length === 0) return null
  const says = [
    tagName,
    ...attrs
      .filter(({ name }) => name === 'class' || VIDEO_ID.test(name))
      .map(({ name, value }) => (name === 'class' ? value : name)),
  ].join(' ')
  const settings = attrs.filter(({ name }) => /^(?:params|data-(?:query|params))$/.test(name)).map(({ value }) => value)
  const start = /(?:^|[?&;])(?:start|t)=(\d+)/.exec(settings.join('&'))?.[1]
  if (/vimeo/i.test(says)) {
    const video = ids.find(({ value }) => /^\d{6,12}$/.test(value))?.value
    return video === undefined ? null : `https://vimeo.com/${video}`
  }
  const video = /youtube|lyte/i.test(says) ? ids.find(({ value }) => /^[\w-]{11}$/.test(value))?.value : undefined
  return video === undefined
    ? null
    : `https://www.youtube.com/watch?v=${video}${start === undefined ? '' : `&t=${start}s`}`
}

function absolute(address: string): string {
  return address.startsWith('//') ? `https:${address}` : address
}

/**
 * The address that readers and the archive know, for one that only a frame shows. It keeps what makes the recording play: the
 * word of an unlisted video, the playlist, the channel that is live, where it starts.
 */
export function watchAddress(address: string): string {
  const url = new URL(address)
  if (YOUTUBE.test(url.hostname)) return youtubePage(url) ?? address
  if (url.hostname === 'player.vimeo.com') return vimeoPage(url) ?? address
  return address
}

function youtubePage(url: URL): string | null {
  const shown = /^\/(?:embed|v)\/([\w-]+)/.exec(url.pathname)?.[1]
  if (shown === undefined) return null
  const list = url.searchParams.get('list')
  if (shown === 'live_stream') {
    const channel = url.searchParams.get('channel')
    return channel === null ? null : `https://www.youtube.com/channel/${channel}/live`
  }
  if (shown === 'videoseries') return list === null ? null : `https://www.youtube.com/playlist?list=${list}`
  if (shown.length !== 11) return null
  const page = new URL(`https://www.youtube.com/watch?v=${shown}`)
  if (list !== null) page.searchParams.set('list', list)
  const start = /^\d+/.exec(url.searchParams.get('start') ?? url.searchParams.get('t') ?? '')?.[0]
  if (start !== undefined && start !== '0') page.searchParams.set('t', `${start}s`)
  return page.href
}

function vimeoPage(url: URL): string | null {
  const [, video, word = url.searchParams.get('h')] = /^\/video\/(\d+)(?:\/(\w+))?/.exec(url.pathname) ?? []
  if (video === undefined) return null
  const unlisted = word === null ? '' : `/${word}`
  return `https://vimeo.com/${video}${unlisted}${/^#t=/.test(url.hash) ? url.hash : ''}`
}
