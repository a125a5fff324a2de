import { isFaultOfContent, isNotMade } from '#app/making/not-made.ts'
import { smallPage } from '#app/routes/small-page.ts'

const RETRY_AFTER_SECONDS = 30

/**
 * What `make` answers, or a small page where the file cannot be made: 404 when that is because of what it is made from,
 * 503 when it may be tried again. `ways` leads on from there.
 */
export async function unlessNotMade(
  make: () => Promise<Response>,
  ways: readonly { address: string; words: string }[],
): Promise<Response> {
  try {
    return await make()
  } catch (error) {
    if (!isNotMade(error)) throw error
    if (isFaultOfContent(error)) {
      return smallPage({
        status: 404,
        title: 'This file cannot be made',
        sentence: `${error.message} What is written in the archive can be read on its page.`,
        ways,
      })
    }
    return smallPage({
      status: 503,
      title: 'This file cannot be made just now',
      sentence: 'Many files are asked for at the moment. Please try again in a minute.',
      ways,
      headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
    })
  }
}
