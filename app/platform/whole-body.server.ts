import { singleton } from './singleton.ts'

/**
 * An answer whose body is at hand as bytes: the server in front reads it with `wholeBodyOf` instead of through the stream
 * that a Response makes of it, which costs as much as compressing a quarter of it.
 */
export function wholeAnswer(body: Uint8Array<ArrayBuffer>, init: ResponseInit): Response {
  const answer = new Response(body, init)
  bodies().set(answer, body)
  return answer
}

/** The bytes of an answer, read now if they are not at hand. */
export async function wholeBodyOf(answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  return bodies().get(answer) ?? new Uint8Array(await answer.arrayBuffer())
}

function bodies(): WeakMap<Response, Uint8Array<ArrayBuffer>> {
  return singleton('whole-bodies', () => new WeakMap())
}
