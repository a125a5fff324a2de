const KINDS = Symbol.for('third-thursday.error-kinds')

/**
 * An error that is caught somewhere. Two module graphs live in one process (`server/` and the site's bundle), each with a
 * class of its own for every kind of error: so `instanceof` asks here what an error was marked as, not which class made it.
 * Each class names its kind; what it extends names others, which its errors are too.
 */
export abstract class KnownError extends Error {
  static readonly kind: string = 'KnownError'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    // Not to be seen where an error is printed.
    Object.defineProperty(this, KINDS, { value: kindsOf(new.target) })
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && KINDS in value && isListed(value[KINDS], this.kind)
  }
}

/** Those of a class and of all that it extends. */
function kindsOf(made: typeof KnownError): string[] {
  const kinds: string[] = []
  for (let one: unknown = made; typeof one === 'function'; one = Object.getPrototypeOf(one)) {
    if (Object.hasOwn(one, 'kind') && 'kind' in one) kinds.push(String(one.kind))
  }
  return kinds
}

function isListed(kinds: unknown, kind: string): boolean {
  return Array.isArray(kinds) && kinds.includes(kind)
}
