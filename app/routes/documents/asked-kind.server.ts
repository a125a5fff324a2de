import { z } from 'zod'

import { listInWords } from '#app/domain/words.ts'
import { badRequest } from '#app/routes/answers.ts'

import { DOCUMENT_KINDS, KIND_NAMES, type DocumentKind } from './kinds.ts'

const DocumentKindSchema = z.enum(DOCUMENT_KINDS)

/** The kind that an address asks for, or null for all. Throws the 400 page. */
export function askedKind(url: URL): DocumentKind | null {
  const asked = url.searchParams.get('kind')
  if (asked === null || asked === '') return null
  const parsed = DocumentKindSchema.safeParse(asked)
  if (parsed.success) return parsed.data
  const kinds = listInWords(DOCUMENT_KINDS.map((kind) => KIND_NAMES[kind].toLowerCase()))
  throw badRequest(`There is no kind of document called “${asked.slice(0, 40)}”. There may be ${kinds}.`)
}
