/**
 * Whether an answer is a file, stored or made, whatever its type says: it has a name of its own, or is served in ranges. A
 * stored file in HTML is none of our pages, and goes on as the stream it is.
 */
export function isFile({ headers }: Response): boolean {
  return headers.has('content-disposition') || headers.has('accept-ranges')
}
