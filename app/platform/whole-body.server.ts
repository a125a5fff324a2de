import { Writable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'

/**
 * A property of the answer itself: a WeakMap would hold its bytes until the next full collection of garbage. The server
 * in front is another bundle than the site, so the symbol is a registered one.
 */
const WHOLE = Symbol.for('third-thursday.whole-body')
const SCRIPTS = Symbol.for('third-thursday.own-scripts')

type Bytes = Uint8Array<ArrayBuffer>
type Whole = Response & { [WHOLE]?: () => Bytes | Promise<Bytes>; [SCRIPTS]?: readonly string[] }

/** `scripts`: the bodies of the inline scripts that the renderer wrote, a character for each byte of the page. */
export type FinishedPage = { body: Bytes; scripts: readonly string[] }

/** Writes a page to where it is told, once. */
type Pipe = (to: Writable) => unknown

/**
 * An answer whose body is at hand as bytes: the server in front reads it with `wholeBodyOf` instead of through the stream
 * that a Response makes of it.
 */
export function wholeAnswer(body: Bytes, init: ResponseInit, scripts: readonly string[] = []): Response {
  const answer: Whole = new Response(body, init)
  answer[WHOLE] = () => body
  answer[SCRIPTS] = scripts
  return answer
}

/**
 * An answer that `pipe` writes: to `wholeBodyOf` in one piece, which `finish` puts the last hand to; to a server that does
 * not ask for that (remix-serve), as a stream of the pieces in which it is rendered.
 */
export function pipedAnswer(
  pipe: Pipe,
  finish: (whole: Buffer<ArrayBuffer>) => FinishedPage,
  init: ResponseInit,
): Response {
  const answer: Whole = new Response(streamOf(pipe), init)
  answer[WHOLE] = async () => {
    const whole = await gathered(pipe)
    await turnAfter(whole)
    const { body, scripts } = finish(whole)
    answer[SCRIPTS] = scripts
    return body
  }
  return answer
}

/** The inline scripts of a page that its renderer wrote: known once its body was read, and none of any other answer. */
export function ownScriptsOf(answer: Whole): readonly string[] {
  return answer[SCRIPTS] ?? []
}

/** The bytes of an answer, read now if they are not at hand. */
export async function wholeBodyOf(answer: Whole): Promise<Bytes> {
  return answer[WHOLE]?.() ?? new Uint8Array(await answer.arrayBuffer())
}

/** So many bytes take some milliseconds to be gone through. */
const LONG_BODY_BYTES = 256 * 1024

/** Others have their turn between two steps that go through all of a long body. */
export async function turnAfter({ byteLength }: Uint8Array): Promise<void> {
  if (byteLength > LONG_BODY_BYTES) await turn()
}

function gathered(pipe: Pipe): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = []
    pipe(
      new Writable({
        write(piece: Buffer, _encoding, done) {
          pieces.push(piece)
          done()
        },
        final(done) {
          resolve(Buffer.concat(pieces))
          done()
        },
      }),
    )
  })
}

/** Nothing is written before it is read. */
function streamOf(pipe: Pipe): ReadableStream<Uint8Array> {
  let isBegun = false
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (isBegun) return
        isBegun = true
        pipe(
          new Writable({
            write(piece: Buffer, _encoding, done) {
              controller.enqueue(piece)
              done()
            },
            final(done) {
              controller.close()
              done()
            },
          }),
        )
      },
    },
    { highWaterMark: 0 },
  )
}
