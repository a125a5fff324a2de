// @ts-check

const TERMINAL_INTERVAL_MS = 1000
const LINE_INTERVAL_MS = 10_000
/** What is quicker needs no line that says how long it took. */
const WORTH_TELLING_MS = 1000

/**
 * Says step by step what a program does, with the seconds on what takes long.
 *
 * @typedef {object} Reporter
 * @property {(text: string) => void} say prints a line
 * @property {<T>(text: string, work: (update: (detail: string) => void) => Promise<T>) => Promise<T>} during prints what is
 *   being done and for how long already; `update` adds a detail such as "1200 of 5000"
 */

/**
 * @param {NodeJS.WriteStream} stream standard error when standard output must stay clean
 * @returns {Reporter}
 */
export function createReporter(stream) {
  /** @param {string} text */
  const say = (text) => void stream.write(`${text}\n`)
  return {
    say,
    during: async (text, work) => {
      const began = Date.now()
      const progress = showProgress(stream, text, began)
      try {
        const result = await work(progress.update)
        progress.end()
        const took = Date.now() - began
        say(took >= WORTH_TELLING_MS ? `${text}: done in ${seconds(took)}.` : `${text}: done.`)
        return result
      } catch (error) {
        progress.end()
        throw error
      }
    },
  }
}

/**
 * A terminal gets one line that changes every second, a log file a new line every ten.
 *
 * @param {NodeJS.WriteStream} stream
 * @param {string} text
 * @param {number} began
 */
function showProgress(stream, text, began) {
  let detail = ''
  const current = () => `${text} … ${detail === '' ? '' : `${detail}, `}${seconds(Date.now() - began)}`
  const show = () => void stream.write(stream.isTTY ? `\r\u001b[K${current()}` : `${current()}\n`)
  const timer = setInterval(show, stream.isTTY ? TERMINAL_INTERVAL_MS : LINE_INTERVAL_MS)
  if (stream.isTTY) stream.write(`${text} …`)
  return {
    /** @param {string} given */
    update: (given) => {
      detail = given
    },
    end: () => {
      clearInterval(timer)
      if (stream.isTTY) stream.write('\r\u001b[K')
    },
  }
}

/** @param {number} ms */
function seconds(ms) {
  return `${Math.round(ms / 1000)} s`
}
