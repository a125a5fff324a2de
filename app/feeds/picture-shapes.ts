/** In pixels: how large it is, and how much of it the cover takes. */
export type PictureShape = { width: number; height: number; cover: number; scale: number }

/** What Open Graph's readers show without cutting anything off. */
export const LINK_PICTURE = { width: 1200, height: 630, cover: 318, scale: 1 } satisfies PictureShape
/** The smallest that podcast players take. */
export const PODCAST_PICTURE = { width: 1400, height: 1400, cover: 860, scale: 1.5 } satisfies PictureShape

export type PictureWords = {
  /** Above the title: when it was, or what the page belongs to. */
  stamp: string
  title: string
  /** Below it: whose archive this is. */
  foot: string
}
