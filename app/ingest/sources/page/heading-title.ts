import type { FoundDate } from './find-date.ts'
import { WEEKDAY_PATTERN } from './month-words.ts'

/** What a heading says besides its date: not the time, the zone, the place or how one took part. */

/** What stands around a date in a heading. */
const SEPARATORS = /^[\s:–—|,.;•·-]+|[\s:–—|,;•·(-]+$/gu
const AFTER_DATE = /^\s*(?:$|[:–—|,.;•·()-]|at\b|@|\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)\b)/iu
/** "#31 | 14 November 2023 | Title": which of the series it is, and no title. */
const NUMBER_ALONE =
  /^\W*(?:(?:no|nr|n[º°]|episode|session|meeting|talk|event|webinar|circle|call|week|part|vol|treffen|sitzung|séance|sesión|sessione|bijeenkomst)\.?\s*)?#?\d{1,4}\W*$/iu
/** "Third Thursday of May 2024" */
const NTH_WEEKDAY = new RegExp(
  String.raw`^\s*(?:the\s+)?(?:first|second|third|fourth|fifth|last|\d(?:st|nd|rd|th))\s+(?:${WEEKDAY_PATTERN})\s+(?:of|in)\s*$`,
  'iu',
)
const BEFORE_DATE = /^$|[–—|:,•·(-]\s*$/u
const CLOCK = String.raw`\d{1,2}(?:[:.h]\d\d)?\s*(?:[ap]\.?\s?m\b\.?|h(?:rs|ours)?\b|uhr\b|o[’']clock\b|noon\b)?`
/** Two numbers are a time only with a mark of one: "36 months" and "12 – 14 voices" are titles. */
const SURE_CLOCK = String.raw`(?:\d{1,2}[:.]\d\d(?!\d)(?:\s*(?:[ap]\.?\s?m\b\.?|h(?:rs)?\b|uhr\b))?|\d{1,2}h\d\d\b|\d{1,2}\s*(?:[ap]\.?\s?m\b\.?|h(?:rs)?\b|uhr\b|uur\b|heures\b|horas\b|o[’']clock\b|noon\b)|ore\s\d{1,2}\b|(?:12 )?noon\b|midday\b|midnight\b)`
const UNTIL = String.raw`(?:\s*(?:-|–|—|to|until|till|bis|à|a|tot|for)\s*(?:${CLOCK}))`
const TIME = new RegExp(
  String.raw`^(?:(?:at|from|um|ab|à|a las|alle|às|om|starts?(?: at)?|@)\s*)?(?:${SURE_CLOCK}${UNTIL}?|\d{1,2}\s*(?:-|–|—|to)\s*${SURE_CLOCK}|(?<=(?:at|@)\s*)\d{1,2}\b)`,
  'iu',
)
/** Behind a time only: "West" and "UK" begin titles too. */
const ZONE =
  /^\(?\s*(?:(?:UK|US|[Ll]ocal|London|Eastern|Central|Pacific|British Summer|Greenwich Mean)(?: [Tt]ime)?|[ECMP][SD]?T|GMT|BST|UTC|CEST|CET|IST|AEST|AEDT|NZDT|NZST|WEST|WET)(?:\s*[+-]\s*\d{1,2}(?::\d\d)?)?\s*\)?(?![\p{L}\p{N}])/u
const PLACE =
  /^\(?\s*(?:(?:via|on|by|held|over)\s+)?(?:online(?: only| event| meeting)?|zoom|(?:ms )?teams|webinar|virtual(?: event| meeting)?|in[- ]person|hybrid|face[- ]to[- ]face)\s*\)?(?=\s*(?:$|[:–—|,;•·(-]))/iu

/**
 * What else a heading says; null when the date is only a part of a sentence. Of a heading of the page's own (`isOwn`) more is
 * taken than of a line that could be any.
 */
export function titleBeside(text: string, { start, end }: FoundDate, isOwn: boolean): string | null {
  const before = withoutTimes(text.slice(0, start)).replace(NTH_WEEKDAY, '')
  const after = text.slice(end)
  const rest = withoutTimes(after)
  if (before.trim() === '') {
    if (AFTER_DATE.test(after) || isOwn || rest.trim() === '' || isTitleLike(rest)) return tidyTitle(rest)
    return null
  }
  if (/^[\s).\]]*$/.test(rest)) {
    const isApart = BEFORE_DATE.test(text.slice(0, start))
    if (NUMBER_ALONE.test(before)) return ''
    if (isApart && !/[.!?]\s/.test(before)) return tidyTitle(before)
    return isOwn && !/\b(?:in|of|since|until|from|to|by|before|after|during|our|the)\s*$/iu.test(before)
      ? tidyTitle(before)
      : null
  }
  const isBetween = BEFORE_DATE.test(text.slice(0, start)) && AFTER_DATE.test(after)
  if (isOwn && isBetween && NUMBER_ALONE.test(before)) return tidyTitle(rest)
  return isOwn && isBetween ? `${tidyTitle(before)}: ${tidyTitle(rest)}` : null
}

/** A line that begins with a month and a year: "May 2023 Kindness in practice", and no sentence about that month. */
function isTitleLike(rest: string): boolean {
  const words = rest.trim()
  if (words.length > 150 || /[.!]$/.test(words)) return false
  return /^(?:[“‘"']?\p{Lu}|\d)/u.test(words) && !/\b(?:was|were|is|are|saw|had|has|we|joined|met)\b/u.test(words)
}

/** Without times, zones and ways to take part, in front. */
export function withoutTimes(text: string): string {
  let rest = text
  let hasTime = false
  for (let last = ''; last !== rest;) {
    last = rest
    const begin = /^[\s:–—|,.;•·()[\]-]*/u.exec(rest)?.[0].length ?? 0
    const words = rest.slice(begin)
    const forms: RegExp[] = hasTime ? [TIME, ZONE, PLACE] : [TIME, PLACE]
    for (const form of forms) {
      const found: string = form.exec(words)?.[0] ?? ''
      if (found !== '') {
        rest = words.slice(found.length)
        hasTime ||= form === TIME
        break
      }
    }
  }
  return rest
}

export function tidyTitle(text: string): string {
  let title = text.trim()
  for (let last = ''; last !== title;) {
    last = title
    title = title.replace(SEPARATORS, '').trim()
    const quoted = /^([“‘"'])(.+)([”’"'])$/u.exec(title)
    if (quoted !== null && closes(quoted[1] ?? '', quoted[3] ?? '', quoted[2] ?? '')) title = quoted[2] ?? ''
    const inBrackets = /^\(([^()]*)\)$/.exec(title)
    if (inBrackets !== null) title = inBrackets[1] ?? ''
  }
  const opened = title.split('(').length - title.split(')').length
  return opened < 0 ? title.replace(/\)$/, '') : title
}

function closes(open: string, close: string, inner: string): boolean {
  const pairs: Record<string, string> = { '“': '”', '‘': '’', '"': '"', "'": "'" }
  return pairs[open] === close && !inner.includes(open)
}
