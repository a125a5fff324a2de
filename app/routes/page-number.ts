import { z } from 'zod'

import { badRequest, notFound } from './answers.ts'

const PageNumberSchema = z.coerce.number().int().min(1).max(1_000_000)

/** The page of a list that an address asks for, from one. Throws the 400 page for what is no page number. */
export function pageNumber(url: URL): number {
  const parsed = PageNumberSchema.safeParse(url.searchParams.get('page') ?? 1)
  if (parsed.success) return parsed.data
  throw badRequest(`“${url.searchParams.get('page')}” is not the number of a page.`)
}

/** Throws the 404 page for a page beyond the last. */
export function requirePage(page: number, pages: number): void {
  if (page > pages) throw notFound(pages === 1 ? 'This list has one page only.' : `This list has ${pages} pages.`)
}
