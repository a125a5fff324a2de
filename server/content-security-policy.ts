import { createHash } from 'node:crypto'

/** The players of providers, which load only after the reader has pressed play. */
const PROVIDER_SCRIPTS = ['https://www.youtube.com/iframe_api', 'https://www.youtube.com/s/player/']
const PROVIDER_FRAMES = ['https://www.youtube-nocookie.com', 'https://www.youtube.com', 'https://player.vimeo.com']

export type PolicyOptions = {
  /** Bodies of the inline scripts that may run, a character for each byte: the renderer's own, whatever else a page holds. */
  inlineScripts: readonly string[]
  /** Lets Vite's hot reload through. */
  development: boolean
}

/**
 * The Content-Security-Policy of a page (W3C CSP Level 3). Scripts of ours, and the inline ones of the renderer by their hash;
 * a nonce would have to differ on every answer, which a cached page cannot.
 */
export function contentSecurityPolicy({ inlineScripts, development }: PolicyOptions): string {
  const hashes = [...new Set(inlineScripts)].map(
    (script) => `'sha256-${createHash('sha256').update(script, 'latin1').digest('base64')}'`,
  )
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", ...hashes, ...PROVIDER_SCRIPTS],
    // Players style their shadow roots with <style>; a style sheet cannot run anything.
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    // Recordings live where their community keeps them: any host, over HTTPS only. HLS and DASH fetch their parts.
    'media-src': ["'self'", 'blob:', 'https:'],
    'connect-src': ["'self'", 'https:', ...(development ? ['ws:'] : [])],
    'worker-src': ["'self'", 'blob:'],
    'frame-src': PROVIDER_FRAMES,
    'font-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'self'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}
