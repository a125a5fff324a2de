import { redirect } from '@remix-run/node'

import { archive } from '#app/archive/context.server.ts'
import { findRedirect } from '#app/archive/redirects.server.ts'
import { readSitePath } from '#app/domain/site-path.ts'

import { notFound } from './answers.ts'

/**
 * The answer for an address behind which nothing is: where it leads now, if it has moved (301), else the 404 page. To be thrown.
 */
export async function missing(request: Request): Promise<Response> {
  const path = pathOf(request)
  const target = path === null ? null : await findRedirect(archive(), path)
  return target === null ? notFound() : movedTo(target, request)
}

/**
 * Leads on for good (301) to a path of this site, in whatever letters; to anything else nothing leads (404). What was asked
 * for (`?t=1m`) means the same there.
 */
export function movedTo(path: string, request: Request): Response {
  // A header holds no letters beyond Latin: as a browser reads the path, they are percent signs.
  const read = readSitePath(path)
  if (read === null) return notFound()
  const [, pathname = '/', search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(read) ?? []
  return redirect(pathname + (search || new URL(request.url).search) + hash, 301)
}

/** The path as the table of redirects holds it, decoded; null for one that cannot be decoded. */
function pathOf(request: Request): string | null {
  const { pathname } = new URL(request.url)
  try {
    // A data request of Remix asks for the page with ".data" at its end.
    return decodeURIComponent(pathname.replace(/\.data$/, '')).replace(/(?<=.)\/$/, '')
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}
