import { z } from 'zod'

import { badRequest } from '#app/routes/answers.ts'

import { DOCUMENT_KINDS, type DocumentKind } from './kinds.ts'

const DocumentKindSchema = z.enum(DOCUMENT_KINDS)

/** The kind that an address asks for, or null for all. Throws the 400 page. */
export function askedKind(url: URL): DocumentKind | null {
  const asked = url.searchParams.get('kind')
  if (asked === null || asked === '') return null
  const parsed = DocumentKindSchema.safeParse(asked)
  if (parsed.success) return parsed.data
  throw badRequest(`There is no kind of document called “${asked.slice(0, 40)}”.`)
}
