import { attribute, type HtmlElement } from './html-tree.ts'

/** The addresses of players that a page shows, and of what they play. */

const PLAYERS = new Set(['iframe', 'video', 'audio', 'source', 'embed', 'object', 'lite-youtube', 'lite-vimeo'])
/** Pages that load players late keep the address in one of these: `data-src`, `data-lazy-src`, `data-video-url`. */
const LATE = /^data-(?:[a-z]+-)*(?:src|url|href|video|embed)$/
const PROVIDER =
  /(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|wistia\.com|wistia\.net|soundcloud\.com|loom\.com|zoom\.us|panopto\.(?:com|eu)|kaltura\.com|mixcloud\.com|twitch\.tv|ted\.com)$/i
const MEDIA = /\.(?:mp4|m4v|mov|webm|ogv|mp3|m4a|ogg|wav|m3u8|mpd)(?:$|[?#])/i

/** Whether an address leads to a recording whatever stands beside it: a provider's, or a file of sound or pictures. */
export function isRecordingAddress(address: string): boolean {
  if (!URL.canParse(address)) return MEDIA.test(address)
  const { hostname, pathname } = new URL(address)
  return (PROVIDER.test(hostname) && pathname !== '/') || MEDIA.test(address)
}

/** What an element plays, as its page wrote it; null for an element that plays nothing. */
export function playedBy(element: HtmlElement): string | null {
  const late = element.attrs.filter(({ name, value }) => LATE.test(name) && value.trim() !== '')
  if (PLAYERS.has(element.tagName)) {
    const video = attribute(element, 'videoid')
    if (video !== null) return video === '' ? null : addressOfVideo(element.tagName, video)
    const own = attribute(element, 'src') ?? attribute(element, 'data')
    const isEmpty = own === null || /^\s*(?:$|about:|data:|javascript:|#)/i.test(own)
    return isEmpty ? (late[0]?.value ?? null) : own
  }
  // A picture that becomes a player when it is pressed.
  return late.find(({ value }) => isRecordingAddress(absolute(value)))?.value ?? null
}

function addressOfVideo(tag: string, video: string): string {
  return tag === 'lite-vimeo' ? `https://vimeo.com/${video}` : `https://www.youtube.com/watch?v=${video}`
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
  if (/(?:^|\.)youtube(?:-nocookie)?\.com$/i.test(url.hostname)) return youtubePage(url) ?? address
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
