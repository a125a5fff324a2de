import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import { create, type Font } from 'fontkit'

import { env } from './env.server.ts'
import { OperatorError } from './operator-error.ts'
import { singleton } from './singleton.ts'

/** A font file as it lies on the disk. */
export type LoadedFont = {
  name: string
  data: Uint8Array<ArrayBuffer>
  covers: (codePoint: number) => boolean
}

export type LoadedFonts = Record<'regular' | 'italic' | 'bold' | 'boldItalic' | 'heading', LoadedFont[]>

const ATKINSON = '@expo-google-fonts/atkinson-hyperlegible-next'
const NOTO = '@expo-google-fonts/noto-sans'
const BESLEY = '@expo-google-fonts/besley'

/**
 * The fonts of what is drawn on the server (PDFs, pictures), read once: those of the site, then Noto Sans, which adds
 * Greek, Cyrillic, Vietnamese and Devanagari, then what FALLBACK_FONTS names. Throws an OperatorError for a bad one of these.
 */
export function getFonts(): LoadedFonts {
  return singleton('fonts', () => {
    const fallback = env().fallbackFonts.map(readFallback)
    const faces = (...files: [folder: string, file: string][]) => [
      ...files.map(([folder, file]) => packaged(folder, file)),
      ...fallback,
    ]
    return {
      regular: faces([ATKINSON, '400Regular/AtkinsonHyperlegibleNext'], [NOTO, '400Regular/NotoSans']),
      italic: faces([ATKINSON, '400Regular_Italic/AtkinsonHyperlegibleNext'], [NOTO, '400Regular_Italic/NotoSans']),
      bold: faces([ATKINSON, '700Bold/AtkinsonHyperlegibleNext'], [NOTO, '700Bold/NotoSans']),
      boldItalic: faces([ATKINSON, '700Bold_Italic/AtkinsonHyperlegibleNext'], [NOTO, '700Bold_Italic/NotoSans']),
      heading: faces([BESLEY, '600SemiBold/Besley'], [NOTO, '700Bold/NotoSans']),
    }
  })
}

/** `400Regular/NotoSans` of a package is its file `400Regular/NotoSans_400Regular.ttf`. */
function packaged(name: string, file: string): LoadedFont {
  const [folder = '', family = ''] = file.split('/')
  const top = path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
  return load(path.join(top, folder, `${family}_${folder}.ttf`))
}

function readFallback(file: string): LoadedFont {
  try {
    return load(file)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new OperatorError(`FALLBACK_FONTS names "${file}", which cannot be used as a font: ${reason}`)
  }
}

function load(file: string): LoadedFont {
  const data = Uint8Array.from(fs.readFileSync(file))
  const font = create(Buffer.from(data.buffer))
  if (!isFont(font)) throw new Error('it holds several fonts; name a file with one.')
  return { name: path.basename(file), data, covers: (codePoint) => font.hasGlyphForCodePoint(codePoint) }
}

function isFont(font: ReturnType<typeof create>): font is Font {
  return 'hasGlyphForCodePoint' in font
}
