// @ts-check

/** A step that failed: the message is for the operator, `output` is what the program that ran said. */
export class StepError extends Error {
  /** @override */
  name = 'StepError'

  /**
   * @param {string} message
   * @param {string} [output]
   */
  constructor(message, output = '') {
    super(message)
    this.output = output
  }
}

/**
 * Prints an error and ends with a non-zero exit as soon as what was written is out: one sentence for what the operator
 * can put right, all we know for a bug.
 *
 * @param {unknown} error
 */
export function failWith(error) {
  if (error instanceof StepError) {
    if (error.output !== '') console.error(error.output.trimEnd())
    console.error(error.message)
  } else if (error instanceof Error && (isForOperator(error) || isFullDisk(error))) {
    console.error(isFullDisk(error) ? 'The disk is full: make room and start again.' : error.message)
  } else {
    console.error(error)
  }
  // What was written before is for a program that reads it to its end: a pipe takes it piece by piece.
  process.exitCode = 1
  process.stdout.write('', () => process.exit(1))
}

/**
 * By its mark (app/platform/known-error.ts), since this runs before anything of ours is compiled.
 *
 * @param {Error} error
 */
function isForOperator(error) {
  const kinds = Reflect.get(error, Symbol.for('third-thursday.error-kinds'))
  return Array.isArray(kinds) && kinds.includes('OperatorError')
}

/** @param {Error} error */
function isFullDisk(error) {
  return 'code' in error && error.code === 'ENOSPC'
}
