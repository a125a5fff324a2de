import { z } from 'zod'

import { cleanFileName } from './file-names.ts'
import { LocalPath } from './local-path.ts'
import { MARKDOWN_MAX_LENGTH } from './markdown-limits.ts'
import { isDate, isHeldOn } from './month.ts'
import { isSlug } from './slug.ts'
import { parseWebAddress } from './web-address.ts'

/** The fields that items of the archive are made of: what they may hold is what the database's checks allow. */

export const LINE_MAX_LENGTH = 1000
export const ADDRESS_MAX_LENGTH = 2000
export const BODY_MAX_LENGTH = MARKDOWN_MAX_LENGTH
export const LIST_MAX_LENGTH = 500

const CONTROL_CHARACTERS = /(?![\t\n])\p{Cc}|\uFEFF/gu
/** Postgres would store a replacement character, and the item would look changed at every import. */
const LONE_SURROGATES = /\p{Surrogate}/gu
const CLOCK = /^(?:(\d{1,3}):)?(\d{1,2}):([0-5]\d(?:\.\d{1,3})?)$/

/** Text as it can be stored: one kind of line end, no control characters, no half characters. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROL_CHARACTERS, '').replace(LONE_SURROGATES, '\uFFFD')
}

/** A text of several paragraphs without blank lines before and white space after it. */
export function cleanBody(text: string): string {
  return cleanText(text)
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd()
}

/** One line: white space is single. */
export const LineSchema = z
  .string({ error: 'must be text' })
  .transform((text) => cleanText(text).replace(/\s+/gu, ' ').trim())
  .refine((text) => text !== '', { error: 'must not be empty', abort: true })
  .refine((text) => text.length <= LINE_MAX_LENGTH, { error: `must have ${LINE_MAX_LENGTH} characters at most` })

export const BodySchema = z
  .string({ error: 'must be text' })
  .transform(cleanBody)
  .refine((text) => text.length <= BODY_MAX_LENGTH, {
    error: `must have ${BODY_MAX_LENGTH.toLocaleString('en-GB')} characters at most`,
  })

/** A text of one or more lines, as a postal address is. */
export const TextSchema = BodySchema.refine((text) => text !== '', { error: 'must not be empty' })

export const SlugSchema = z
  .string({ error: 'must be a slug' })
  .transform((text) => text.normalize('NFC'))
  .refine(isSlug, {
    error: (issue) => `“${String(issue.input)}” is not a slug (lower case, digits and single hyphens, no year alone)`,
  })

export const HeldOnSchema = z
  .string({ error: 'must be a month or a day in quotes: "2023-12" or "2023-12-21"' })
  .refine(isHeldOn, { error: (issue) => `“${String(issue.input)}” is not a month or a day: 2023-12 or 2023-12-21` })

export const DaySchema = z
  .string({ error: 'must be a day in quotes: "2023-12-21"' })
  .refine((text) => text.length === 10 && isDate(text), { error: 'must be a day: 2023-12-21' })

/** A year may stand without quotes, which makes it a number in YAML. */
export const DateSchema = z
  .union([z.string(), z.number().transform(String)], { error: 'must be a date in quotes' })
  .refine(isDate, { error: 'must be a year, a month or a day: 2023, 2023-12 or 2023-12-21' })

/** An instant; kept in UTC with milliseconds, as `Date.toISOString` writes it. */
export const InstantSchema = z
  .string({ error: 'must be a date with time' })
  .refine((text) => z.iso.datetime({ offset: true }).safeParse(text).success, {
    error: 'must be a date with time and zone: 2023-12-21T18:00:00Z',
    abort: true,
  })
  .transform((text) => new Date(text).toISOString())

/** BCP 47; three-letter codes become the short ones (`eng` is `en`). */
export const LanguageSchema = z
  .string({ error: 'must be a language' })
  .refine((tag) => canonicalLanguage(tag) !== null, { error: 'must be a language tag: en, pt-BR', abort: true })
  .transform((tag) => canonicalLanguage(tag) ?? tag)

export const AddressSchema = z
  .string({ error: 'must be an address' })
  .transform((text) => text.trim())
  .refine(isWebAddress, { error: 'must be an address that begins with http:// or https://' })

/** Text, or a number that a careless hand left without quotes. */
export const IdSchema = z.union([LineSchema, z.number().transform(String)], { error: 'must be text' })

/** Seconds from the start of a recording; `1:02:03` is read as well. */
export const OffsetSchema = z
  .union([z.number(), z.string().regex(CLOCK).transform(clockSeconds)], {
    error: 'must be seconds or a time: 75, 1:15, 1:02:03',
  })
  .refine((seconds) => Number.isFinite(seconds) && seconds >= 0, { error: 'must not be negative' })

export const CountSchema = z
  .number({ error: 'must be a number' })
  .refine((count) => Number.isInteger(count) && count > 0 && count < 2 ** 31, {
    error: 'must be a whole number above 0',
  })

/** Money and hours: two decimals. */
export const AmountSchema = z
  .number({ error: 'must be a number' })
  .refine((amount) => amount >= 0 && amount < 1e8, { error: 'must be 0 or more' })
  .transform((amount) => Math.round(amount * 100) / 100)

export const StatusSchema = z.enum(['draft', 'scheduled', 'published', 'withdrawn'], {
  error: 'must be draft, scheduled, published or withdrawn',
})

/** Someone or something else: by its slug, or by a name, which is looked for and made when it is new. */
export const ReferenceSchema = z.union(
  [SlugSchema, z.strictObject({ name: LineSchema, honorific: LineSchema.nullable().optional() })],
  { error: 'must be a slug, or a name (name: …)' },
)
export type Reference = z.infer<typeof ReferenceSchema>

/** A file on this machine that a folder source vouches for; `name` is what readers see. */
export const FileSchema = z.strictObject(
  {
    path: z.instanceof(LocalPath, { error: 'must be a file that lies beside the item' }),
    name: LineSchema.transform(cleanFileName),
  },
  { error: 'must be a file that lies beside the item' },
)
export type SourceFile = z.infer<typeof FileSchema>

export function listOf<T extends z.ZodType>(element: T) {
  return z
    .array(element, { error: 'must be a list' })
    .max(LIST_MAX_LENGTH, { error: `must have ${LIST_MAX_LENGTH} entries at most` })
}

export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/.test(text) && text.length <= ADDRESS_MAX_LENGTH && parseWebAddress(text) !== null
}

function canonicalLanguage(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag.trim())[0] ?? null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function clockSeconds(time: string): number {
  return time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
}
