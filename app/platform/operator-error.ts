import { KnownError } from './known-error.ts'

/**
 * Something that the operator can put right. The message is one whole sentence that says what is wrong and what helps;
 * programs print it alone, without a stack, and exit with 1. Any other error is a bug of ours.
 */
export class OperatorError extends KnownError {
  static override readonly kind: string = 'OperatorError'
  override name = 'OperatorError'
}

/** Something that the site uses is away, and it is not the database: whatever caused it says nothing of that. */
export class ServiceAwayError extends OperatorError {
  static override readonly kind: string = 'ServiceAwayError'
  override name = 'ServiceAwayError'
}
