import type { Withdrawn } from '#app/components/error-page.tsx'

/** What an error page is told: a sentence for the reader, and of something withdrawn what may still be said. */
export type Trouble = { message?: string; withdrawn?: Withdrawn }

/** The page that does not exist. These answers are thrown: the root shows its error page for them. */
export function notFound(message?: string): Response {
  return answer(404, message === undefined ? {} : { message })
}

/** The page for an address that asks for something impossible; the message says what. */
export function badRequest(message: string): Response {
  return answer(400, { message })
}

/** The page for what was here once and was taken down. */
export function withdrawn(what: Withdrawn): Response {
  return answer(410, { withdrawn: what })
}

function answer(status: number, trouble: Trouble): Response {
  return Response.json(trouble, { status })
}
