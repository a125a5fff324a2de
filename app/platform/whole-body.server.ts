/** A property of the answer itself: a WeakMap would hold its bytes until the next full collection of garbage. */
const WHOLE = Symbol.for('third-thursday.whole-body')

type Whole = Response & { [WHOLE]?: Uint8Array<ArrayBuffer> }

/**
 * An answer whose body is at hand as bytes: the server in front reads it with `wholeBodyOf` instead of through the stream
 * that a Response makes of it.
 */
export function wholeAnswer(body: Uint8Array<ArrayBuffer>, init: ResponseInit): Response {
  const answer: Whole = new Response(body, init)
  answer[WHOLE] = body
  return answer
}

/** The bytes of an answer, read now if they are not at hand. */
export async function wholeBodyOf(answer: Whole): Promise<Uint8Array<ArrayBuffer>> {
  return answer[WHOLE] ?? new Uint8Array(await answer.arrayBuffer())
}
