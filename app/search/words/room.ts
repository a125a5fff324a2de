type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array

/** The array itself when it holds `size` numbers, else a copy of twice the room: typed arrays that grow. */
export function withRoom<T extends Numbers>(array: T, size: number): T {
  if (array.length >= size) return array
  const grown = new (array.constructor as new (length: number) => T)(Math.max(size, array.length * 2, 64))
  grown.set(array)
  return grown
}
