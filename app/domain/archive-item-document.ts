import { z } from 'zod'

import {
  AddressSchema,
  BodySchema,
  CountSchema,
  FileSchema,
  LanguageSchema,
  LineSchema,
} from './archive-item-fields.ts'

/** A document of a conversation or of an offering. */
export const DocumentSchema = z
  .strictObject({
    kind: z.enum(['insights', 'slides', 'transcript', 'handout'], {
      error: 'must be insights, slides, transcript or handout',
    }),
    title: LineSchema,
    availability: z
      .enum(['here', 'elsewhere', 'unpublished'], { error: 'must be here, elsewhere or unpublished' })
      .optional(),
    address: AddressSchema.optional(),
    file: FileSchema.optional(),
    language: LanguageSchema.nullable().optional(),
    pages: CountSchema.nullable().optional(),
    /** Readable HTML and searchable text, where they are not made from the file. */
    html: BodySchema.optional(),
    text: BodySchema.optional(),
  })
  .superRefine(placeProblem)

type Placed = { availability?: string | undefined; address?: unknown; file?: unknown; html?: unknown }

/** The database's rule: what is here has a file, an address or its text, and what is not here has none. */
export function placeProblem(placed: Placed, context: z.core.$RefinementCtx<Placed>): void {
  const hasPlace = placed.address !== undefined || placed.file !== undefined || placed.html !== undefined
  const isHere = placed.availability === 'here'
  if (placed.availability === undefined || isHere === hasPlace) return
  const message = isHere
    ? 'is said to be here, but has no file or address'
    : `has a file or an address, but is said to be ${placed.availability}`
  context.addIssue({ code: 'custom', message, path: [], input: placed })
}
