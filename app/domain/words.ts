/** Small turns of language that pages share. */

const NUMBERS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
  'twenty',
] as const

/** "A", "A and B", "A, B and C". */
export function listInWords(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}

/** A count in words up to twenty, then in figures with thousands set apart: "nineteen", "21,713"; nothing is "no". */
export function countInWords(count: number): string {
  return NUMBERS[count] ?? count.toLocaleString('en-GB')
}

/** A count in figures with its noun: "1 conversation", "21,713 conversations", "2 people". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
}

export function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-GB') + text.slice(1)
}

/** As it stands within a sentence: "Recording" becomes "recording", "NHS guidance" stays. */
export function uncapitalised(text: string): string {
  return /^\p{Lu}(?!\p{Lu})/u.test(text) ? text.charAt(0).toLocaleLowerCase('en-GB') + text.slice(1) : text
}

/** Bytes as people read them, in decimal units: "180 kB", "3.4 MB". */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte')
  const units = ['kB', 'MB', 'GB', 'TB']
  let size = bytes / 1000
  let step = 0
  while (size >= 999.5 && step < units.length - 1) {
    size /= 1000
    step += 1
  }
  return `${size < 9.95 ? Number(size.toFixed(1)) : Math.round(size)} ${units[step]}`
}
