/**
 * What must exist once in the process although two module graphs live in it (`server/` and Remix's bundle): the database
 * pool, the search index, the page cache. Kept on `globalThis` under one symbol.
 */
const REGISTRY = Symbol.for('third-thursday.singletons')

type Registry = Map<string, unknown>

/** Gives the thing named `name`, made by `make` at the first call in this process. */
export function singleton<T>(name: string, make: () => T): T {
  const holder = globalThis as { [REGISTRY]?: Registry }
  const registry = (holder[REGISTRY] ??= new Map())
  if (!registry.has(name)) registry.set(name, make())
  return registry.get(name) as T
}

/** Forgets the thing named `name`, so that the next call makes a new one. For an orderly stop and for tests. */
export function forgetSingleton(name: string): void {
  const holder = globalThis as { [REGISTRY]?: Registry }
  holder[REGISTRY]?.delete(name)
}

/** Forgets all of them: of several files of tests in one process each begins with none. */
export function forgetSingletons(): void {
  const holder = globalThis as { [REGISTRY]?: Registry }
  holder[REGISTRY]?.clear()
}
