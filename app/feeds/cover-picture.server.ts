import { renderAsync } from '@resvg/resvg-js'
import satori from 'satori'

import { coverOf, GROUND_OPACITY, type CoverThread, type Stroke } from '#app/domain/cover.ts'
import { canSet, type Typeface, type Typefaces } from '#app/domain/typefaces.ts'

import type { PictureShape, PictureWords } from './picture-shapes.ts'

const TITLE_LINES = 3
/** The longest title that fits in two lines at the larger size. */
const SHORT_TITLE = 56
/** No line of three is longer; more would only cost time. */
const TITLE_LIMIT = 240

export type PictureLook = {
  faces: Typefaces
  cover: { sky: string; disc: string; ink: string; far: string }
  page: { paper: string; ink: string; stamp: string; soft: string }
}

/**
 * The picture that stands beside a link to a page (PNG): the cover of a month with its themes, and below it the title,
 * as much of it as three lines hold. Letters that no font has are left out; a title of nothing else stays away.
 */
export async function coverPicture(
  shape: PictureShape,
  month: string,
  themes: readonly string[],
  words: PictureWords,
  look: PictureLook,
): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, cover } = shape
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<rect width="${width}" height="${height}" fill="${look.page.paper}"/>` +
    coverDrawing(shape, month, themes, look) +
    `<g transform="translate(0 ${cover})">${await wordsDrawing(shape, words, look)}</g></svg>`
  const picture = await renderAsync(svg, { font: { loadSystemFonts: false } })
  return Uint8Array.from(picture.asPng())
}

function coverDrawing(
  { width, cover: height }: PictureShape,
  month: string,
  themes: readonly string[],
  { cover }: PictureLook,
): string {
  const { disc, horizon, far, near } = coverOf(month, themes, { width, height })
  const lines = (strokes: Stroke[], colour: string) =>
    strokes
      .map((stroke) => `<path d="${stroke.path}" stroke="${colour}" stroke-width="${stroke.width}" fill="none"/>`)
      .join('')
  const threads = (drawn: CoverThread[], colour: string) =>
    lines(
      drawn.flatMap(({ strokes }) => strokes),
      colour,
    )
  const ground =
    horizon === null
      ? ''
      : `<rect y="${horizon}" width="${width}" height="${height}" fill="${cover.far}" opacity="${GROUND_OPACITY}"/>`
  return (
    `<svg width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="${cover.sky}"/>` +
    ground +
    threads(far, cover.far) +
    (far.length === 0
      ? ''
      : lines(
          near.map(({ casing }) => casing),
          cover.sky,
        )) +
    `<circle cx="${disc.x}" cy="${disc.y}" r="${disc.radius}" fill="${cover.disc}" ` +
    `stroke="${cover.far}" stroke-width="${disc.rim}"/>` +
    `${threads(near, cover.ink)}</svg>`
  )
}

/** Set by satori, as outlines: whoever shows the picture needs no font. */
function wordsDrawing(shape: PictureShape, words: PictureWords, { faces, page }: PictureLook): Promise<string> {
  const title = settable(words.title, faces.heading)
  const { width, scale } = shape
  const height = shape.height - shape.cover
  const size = (pixels: number) => pixels * scale
  const line = (text: string, style: Record<string, unknown>) => ({
    type: 'div',
    props: { style: { display: 'block', lineClamp: 1, ...style }, children: text },
  })
  const block = {
    type: 'div',
    props: {
      style: {
        ...{ display: 'flex', flexDirection: 'column', justifyContent: 'space-between' },
        ...{
          width: '100%',
          height: '100%',
          padding: `${size(34)}px ${size(64)}px ${size(30)}px`,
          boxSizing: 'border-box',
        },
      },
      children: [
        line(settable(words.stamp, faces.bold), {
          color: page.stamp,
          fontSize: size(26),
          fontFamily: familyOf('bold', faces.bold),
        }),
        line(title, {
          ...{
            color: page.ink,
            fontFamily: familyOf('heading', faces.heading),
            lineHeight: 1.16,
            lineClamp: TITLE_LINES,
          },
          ...{ fontSize: size(title.length > SHORT_TITLE ? 42 : 56), wordBreak: 'break-word' },
        }),
        line(settable(words.foot, faces.regular), {
          color: page.soft,
          fontSize: size(24),
          fontFamily: familyOf('text', faces.regular),
        }),
      ],
    },
  }
  const fonts = [
    ...fontsFor('heading', faces.heading),
    ...fontsFor('bold', faces.bold),
    ...fontsFor('text', faces.regular),
  ]
  return satori(block as Parameters<typeof satori>[0], { width, height, fonts })
}

function fontsFor(name: string, faces: readonly Typeface[]) {
  return faces.map(({ data }, index) => {
    return { name: `${name}${index}`, data: data.buffer, weight: 400 as const, style: 'normal' as const }
  })
}

/** The fonts of `fontsFor` in turn: satori takes for each letter the first that has it. */
function familyOf(name: string, faces: readonly Typeface[]): string {
  return faces.map((_, index) => `${name}${index}`).join(', ')
}

/** What of a text can be set; nothing where too little is left to be understood. */
function settable(text: string, faces: readonly Typeface[]): string {
  const letters = [...text.slice(0, TITLE_LIMIT).normalize('NFC').replace(/\s+/g, ' ')]
  const kept = letters.filter((letter) => canSet(letter, faces) && !/\p{C}/u.test(letter))
  return kept.length * 2 < letters.length ? '' : kept.join('').trim()
}
