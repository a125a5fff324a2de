/** What asks: `ask` a question, or `forget` what was asked, whose answer is then of no interest. */
export type NewestOnly<Question> = { ask: (question: Question) => void; forget: () => void }

type Telling<Question, Answer> = {
  /** Gets the answer to the newest question. */
  tell: (answer: Answer, question: Question) => void
  /** Gets why the newest question has no answer. */
  fail: (reason: unknown, question: Question) => void
}

/**
 * One question at a time: while one is on its way only the newest of those that follow waits, so that a slow network gets
 * no queue of them. An answer that a newer question has overtaken is dropped.
 */
export function newestOnly<Question, Answer>(
  find: (question: Question) => Promise<Answer>,
  { tell, fail }: Telling<Question, Answer>,
): NewestOnly<Question> {
  let isAsking = false
  let isWanted = false
  let waiting: { question: Question } | null = null

  async function run(question: Question): Promise<void> {
    isAsking = true
    const isStill = () => isWanted && waiting === null
    await find(question).then(
      (answer) => {
        if (isStill()) tell(answer, question)
      },
      (reason: unknown) => {
        if (isStill()) fail(reason, question)
      },
    )
    isAsking = false
    const next = waiting
    waiting = null
    if (next !== null) await run(next.question)
  }

  return {
    ask(question) {
      isWanted = true
      if (isAsking) waiting = { question }
      else void run(question)
    },
    forget() {
      isWanted = false
      waiting = null
    },
  }
}
