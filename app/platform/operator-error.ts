/**
 * Something that the operator can put right. The message is one whole sentence that says what is wrong and what helps;
 * programs print it alone, without a stack, and exit with 1. Any other error is a bug of ours.
 */
export class OperatorError extends Error {
  override name = 'OperatorError'
}
