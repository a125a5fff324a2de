import { LETTERS_AFTER_NAME } from '#app/domain/letters-after-names.ts'

import { isOfferAlone } from './materials.ts'
import { THINGS } from './name-words.ts'
import type { NameInText } from './person-names.ts'
import { isOfWork, namesWork } from './work-words.ts'

/** The posts and titles of work that stand around a name, and the verbs that say what somebody did there. */

/** Longer ones are sentences. Nothing is looked at further from a name than this. */
const POST_MAX_LENGTH = 200

const SPEAKING =
  'shared?s?|spoke|speaks|speaking|led|leads|talked|talks|talking|joined|joins|explored|explores|presented|presents|described|describes|discussed|discusses|told|tells|reflected|reflects|' +
  'opened|considered|considers|asked|asks|took us|take us|takes us|gave|gives|offered|offers|helped us|helps us|guided|invited us|explained|explains|set out|looked|looks|argued|showed|shows|brought|' +
  'encouraged|challenged|reminded|addressed|examined|examines|outlined|drew|made|kindly|generously|highlighted|introduced us|inspired|kicked off|started|delivered|facilitated a|provided|posed|walked us|in (?:a )?conversation|' +
  'will (?:be )?(?:speak|talk|present|lead|give|share|join|explore|our|in)\\w*|' +
  "(?:were|was|are|is) (?:our|the|this month[’']s|in|with|joined|speaking|interviewed|talking)(?: \\w+)?(?: (?:guests?|speakers?|conversation|us))?"
const HOSTING =
  '(?:co-?)?(?:(?:hosted|chaired|interviewed)(?! by)|hosts|hosting|chairing|chairs|as (?:our |the )?(?:co-?)?(?:hosts?|chairs?|moderators?)|welcomed|introduced (?=our|the speaker|Dr|Prof|\\p{Lu}\\p{Ll}+ \\p{Lu}))'
const FACILITATING = '(?:co-?)?(?:facilitated(?! a| by)|facilitating|facilitates)'
const ADVERBS =
  '(?:(?:both|all|then|also|kindly|each|who|and|very|have|has|had|recently|really|so|generously|openly|bravely|honestly) )*'
/** What follows the names in a sentence and says what they did there. A post in commas may stand between. */
export const SAYS_SPOKE = new RegExp(`^(?:,|\\s[–—-])?\\s+${ADVERBS}(?:${SPEAKING})\\b`, 'u')
export const SAYS_HOSTED = new RegExp(`^(?:,|\\s[–—-])?\\s+${ADVERBS}${HOSTING}`, 'u')
export const SAYS_FACILITATED = new RegExp(`^(?:,|\\s[–—-])?\\s+${ADVERBS}${FACILITATING}\\b`, 'u')

/** What may stand between two names of one list. */
export const joints =
  /^\s*(?:(?:[,;&+/|]|(?:and|with|und|et|y|e|en)\b)\s*(?:(?:and|&|und|et|y|e|en) )?(?:with |from |by |as well as |together with |alongside |also |then )?|(?:with |as well as |together with |alongside |also |then ))$/u

/** Letters after a name, which are no post. */
const LETTERS_AFTER = new RegExp(
  String.raw`^(?:,?\s+${LETTERS_AFTER_NAME}(?=[\s,.;:)]|$)(?!\s\p{Ll}+(?:,|$|\s(?:at|in|of|from)\s)))+`,
  'u',
)
/** After a comma, these begin something else than somebody's post. */
const NO_POST =
  /^(?:and|&|with|as well as|together|alongside|who(?:se)?|which|hosted|chaired|facilitated|in|on|at (?:our|the end)|but|we|they|he|she|it|this|that|to|for|our|followed|joined|looking|sharing|speaking|talking|about|from the audience|download|watch)\b/u
/** What ends a post: a verb, a clause, the next sentence. */
const POST_END = new RegExp(
  String.raw`[.!?](?=\s|$)|;(?!\s(?:formerly|previously|and formerly)\s)|\s[–—-]\s|\s\||,\sto\s|(?:,?\s(?:hosted|chaired|facilitated|interviewed|joined|introduced) by\b)|,?\s(?:who|whose|which|where|when|to (?:talk|speak|share|discuss|explore|lead|reflect|hear|think|look)|(?:and )?(?:${SPEAKING}|${HOSTING}|${FACILITATING})|in (?:a )?conversation|on (?:the|how|what|why|their|her|his|our)|about|for (?:our|this|(?:an? |the |their )?(?:\w+ )?(?:conversation|discussion|session|evening|talk|chat|meeting|event|hour|month))|,\s*for \w+ing|as (?:we|they|she|he|part|our|guests?|speakers?)|we|they|she|he)\b`,
  'u',
)
/** After these comes something else than somebody's post. */
const NOT_IN_POST =
  /^(?:from|with|for|to|about|our|his|her|their|who|that|in|on|at|by|members?|colleagues?|friends|everyone|people|you|us|them|many|some|all|it|is|was|were|are|guests?|speakers?|hosts?|as|we|month|evening|session|conversation|(?:co-)?(?:hosts?|chairs?|facilitators?|moderators?)|presenters?|panel(?:lists?)?|hear|heard|joined|welcomed?|including|included)$/iu
/** "is an author", "are paediatric intensivists": what somebody is, and not what they did. */
const SAYS_WORK =
  /^(?:(?:an?|the|one of)\s|(?:\p{Ll}+\s){0,3}\p{L}+(?:ists|ians|ers|ors|nurses|surgeons|students|consultants|advocates|midwives|leads)\b)(?!(?:guests?|speakers?)\b)/u

export type Post = { text: string; start: number }

/** The post behind a name, in brackets, after a comma, a dash or "from"; and where the text goes on. */
export function postAfter(
  text: string,
  end: number,
  names: ReadonlyMap<number, NameInText>,
  next: number,
  mayHoldTitle: boolean,
  verbs: ReadonlySet<number> = NO_WORKS,
  works: ReadonlySet<number> = NO_WORKS,
): { post: string | null; after: number } {
  const window = text.slice(end, end + POST_MAX_LENGTH + 60)
  const letters = LETTERS_AFTER.exec(window)?.[0].length ?? 0
  const rest = window.slice(letters)
  const from = end + letters
  const inBrackets = /^\s*\(([^()]{2,200})\)/u.exec(rest)
  if (inBrackets !== null) {
    // "A (Prairie Telehealth)": made like a name, and where a post stands.
    const inside = names.get(from + inBrackets[0].indexOf('(') + 1)?.certainty
    const isName = inside === 'sure' || inside === 'likely'
    // "A (slides)"
    const isOffer = isOfferAlone(inBrackets[1] ?? '')
    if (isOffer) return { post: null, after: from + inBrackets[0].length }
    return isName
      ? { post: null, after: from }
      : { post: tidyPost(inBrackets[1] ?? ''), after: from + inBrackets[0].length }
  }
  const opening =
    /^(?:\s*,)?\s+(?:all |both )?(?:from|of|at|is|are|was|were|,\s*is)\s+(?=(?:the |an? )?[\p{L}])/u.exec(rest) ??
    /^\s*[,–—-]\s*(?:(?:who|both|all) (?:is|are|was|were) )?(?=\S)/u.exec(rest) ??
    /^\s+(?:who (?:is|was)|as)\s+(?=(?:the|an?|our)\s)/u.exec(rest)
  if (opening === null) return { post: null, after: from }
  const begin = opening[0].length
  const isFrom = /(?:from|of|at)\s+$/u.test(opening[0])
  if (isFrom && !/^(?:the )?\p{Lu}/u.test(rest.slice(begin)) && !BODY.test(rest.slice(begin)))
    return { post: null, after: from }
  if (/^\s*(?:is|are|was|were)\s+$/u.test(opening[0]) && !saysWork(rest.slice(begin)))
    return { post: null, after: from }
  if (names.has(from + begin) || NO_POST.test(rest.slice(begin))) return { post: null, after: from }
  // "A, porter B": the post of the next; "A, went well": what happened.
  const isOfNext = postBefore(text, next, from, works)?.start === from + begin
  const isAct = verbs.has(from + begin) && /^\p{Ll}/u.test(rest.slice(begin)) && !namesWork(rest.slice(begin))
  if (opening[0].trim() === ',' && (isOfNext || isAct)) return { post: null, after: from }
  const stop = postEnd(rest, begin, names, from, next, verbs, works)
  const post = tidyPost(rest.slice(begin, stop))
  if (post === null || SAYS_SPOKE.test(` ${post}`)) return { post: null, after: from }
  // "the group practised": a clause, and no post.
  const second = /^the \p{Ll}+ (?=\p{Ll}+ed\b)/u.exec(rest.slice(begin, stop))
  if (second !== null && verbs.has(from + begin + second[0].length)) return { post: null, after: from }
  const isDash = /[–—-]\s*$/u.test(opening[0])
  if ((isDash || mayHoldTitle) && !isFrom && !isPostLike(post)) return { post: null, after: from }
  return { post, after: from + stop }
}

/** "is an author", "is Director of Learning at the Institute": what somebody is. */
function saysWork(words: string): boolean {
  return SAYS_WORK.test(words) || namesWork(words)
}

/** The post before a name and the one behind it, as one: "Nurse Consultant A, Montreal General". */
export function bothPosts(before: string | null, behind: string | null): string | null {
  if (before === null || behind === null) return behind ?? before
  const [first, second] = [before, behind].map((post) => post.toLowerCase())
  if (second?.includes(first ?? '') === true) return behind
  return first?.includes(second ?? '') === true ? before : `${before}, ${behind}`
}

/** In a heading, and behind a dash, a title may stand where elsewhere a post does. */
function isPostLike(post: string): boolean {
  return (
    /^\p{Ll}/u.test(post) ||
    post.split(/[^\p{L}-]+/u).some((word) => isOfWork(word) || THINGS.test(word)) ||
    /\p{Lu}\S* (?:of|at) \p{Lu}|\p{Lu}{3,}/u.test(post)
  )
}

/**
 * "author and patient advocate Sue Robins": a post may stand before its name, without a comma between. `works` is where the
 * tagger's words for what people do end.
 */
export function postBefore(text: string, at: number, from: number, works: { has(end: number): boolean }): Post | null {
  const isWork = works.has(at - 1)
  const window = text.slice(Math.max(from, at - 100), at)
  if (!/\S $/.test(window)) return null
  const apposed = APPOSED.exec(window)
  if (apposed !== null && isOfWork(apposed[2] ?? '') && !NOT_IN_POST.test(apposed[2] ?? '')) {
    const post = tidyPost(apposed[1] ?? '')
    return post === null ? null : { text: post, start: at - apposed[0].length }
  }
  const opening = OPENING.exec(text.slice(Math.max(from, at - POST_MAX_LENGTH), at))
  if (
    opening?.[1] !== undefined &&
    !NOT_IN_POST.test(opening[1].split(' ', 1)[0] ?? '') &&
    namesWork(opening[1]) &&
    ofOne(opening[1]) === opening[1]
  ) {
    const post = tidyPost(opening[1])
    return post === null ? null : { text: post, start: at - opening[1].length - 2 }
  }
  const words = window.trimEnd().split(' ')
  const kept: string[] = []
  for (const word of words.reverse()) {
    if (!/^[\p{L}’-]+$/u.test(word) || NOT_IN_POST.test(word) || kept.length === 8) break
    kept.unshift(word)
    if (/^(?:the|an?)$/u.test(word)) break
  }
  while (kept.length > 0 && /^(?:and|of|or)$/u.test(kept[0] ?? '')) kept.shift()
  // What stands before the work must belong to it: "Patient Safety Commissioner", "author and patient advocate".
  const post = tidyPost(kept.join(' '))
  return post === null || !(isWork || isOfWork(kept.at(-1) ?? ''))
    ? null
    : { text: post, start: at - kept.join(' ').length - 1 }
}

/** "the translator, A": with an article, and so the post of the name behind the comma and of none before it. */
const APPOSED = /(?<=\s)(?:the|an?|our)\s((?:\p{L}[\p{L}’-]*\s){0,4}?(\p{L}[\p{L}-]*)),\s$/u

/** "Founder of the school, A": a sentence that begins with a post. */
const OPENING = /(?:^|[.!?]\s+)(\p{Lu}[^.!?,;:]{4,120}),\s$/u

/** "from the maternity unit": a body without a name of its own. */
const BODY =
  /^(?:the|our|a)\s(?:\p{Ll}[\p{L}-]*\s){0,3}(?:team|unit|ward|department|clinic|hospital|hospice|service|school|university|college|office|switchboard|library|kitchen|practice|surgery|charity|trust|group|council|network|community|church|parish|centre|center|laboratory|lab|pharmacy|movement|foundation|union)\b/u

const NO_WORKS: ReadonlySet<number> = new Set()

/** "Three intensivists from the hospital: A, B and C": what stands before a colon, a dash or a comma is what all behind it are. */
const POST_BEFORE_LIST =
  /(?:^|[\s,])((?:\p{Ll}[\p{L}-]*\s){0,3}\p{L}+s\s(?:from|at|of)\s\p{L}[^.:;–—]{2,80}?)\s*(?:[:–—,]|\s-)\s*$/u

/** The post of a whole list that its introduction gives; null when it gives none. */
export function postBeforeList(before: string): string | null {
  const post = POST_BEFORE_LIST.exec(before)?.[1]?.replace(
    /^(?:(?:our|the|two|three|four|five|six|several|some|all|both|were|are|was|by|led|given|presented|from|and|with)\s)+/u,
    '',
  )
  const work = /^((?:\p{L}[\p{L}-]*\s){0,3}?\p{L}+s)\s(?:from|at|of)\s/u
    .exec(post ?? '')?.[1]
    ?.split(' ')
    .at(-1)
  return post !== undefined && work !== undefined && isOfWork(work) ? tidyPost(ofOne(post)) : null
}

/** What several people are, as each of them is it: "intensivists at the hospital", "an intensivist at the hospital". */
export function ofOne(post: string): string {
  return post.replace(
    /^((?:\p{L}[\p{L}-]*\s){0,5}?)(\p{L}+)s(?=-in-|\s(?:from|at|of|in|for|and|with)\s|,|$)/u,
    (whole, before: string, work: string) => {
      const isWork = isOfWork(work) || (/^\p{Ll}/u.test(work) && whole === post)
      return isWork && !/s$/.test(work) ? before + work : whole
    },
  )
}

/** What stands between a post and the next name of its list. */
const BEFORE_NEXT =
  /[,;]\s+(?:(?:and|&|und|et|y|e|en)\s+)?(?:(?:with|alongside|from|by)\s+)?|\s+(?:and|&|with|alongside|und|et|y|e|en)\s+(?:(?:with|from|by)\s+)?/gu

/** Where a post ends: at a verb or a full stop, or where the next name of the list begins. */
function postEnd(
  text: string,
  from: number,
  names: ReadonlyMap<number, NameInText>,
  offset: number,
  next: number,
  verbs: ReadonlySet<number>,
  works: ReadonlySet<number>,
): number {
  const clause = POST_END.exec(text.slice(from))
  let stop = clause === null ? text.length : from + clause.index
  for (const joint of text.slice(from, stop).matchAll(BEFORE_NEXT)) {
    const at = from + joint.index + joint[0].length
    const name = names.get(offset + at)
    // "A, ombudsman, Bayview Health": the last of a list without "and" is where somebody works.
    const isBody = name !== undefined && /^,\s+$/u.test(joint[0]) && isAtEnd(text, name.end - offset) && isBodyToo(name)
    const isName =
      (name !== undefined && !isBody) ||
      (next - offset > at &&
        next - offset <= at + 60 &&
        postBefore(text, next - offset, at, worksFrom(works, offset))?.start === at)
    // "A, peer and lawyer, took questions": the sentence goes on.
    const isAct = /^,\s+$/u.test(joint[0]) && verbs.has(offset + at) && /^\p{Ll}/u.test(text.slice(at))
    if (isName || isAct) {
      stop = from + joint.index
      break
    }
  }
  return stop
}

function isAtEnd(text: string, at: number): boolean {
  return /^\s*(?:[.;)]|$)/u.test(text.slice(at))
}

/** Made like a name, and like the name of a hospital or a firm. */
function isBodyToo({ name, certainty }: NameInText): boolean {
  return certainty !== 'sure' || THINGS.test(name.split(' ').at(-1) ?? '')
}

/** Where words for work end in a text that begins at `offset`. */
function worksFrom(works: ReadonlySet<number>, offset: number): { has(end: number): boolean } {
  return { has: (end) => works.has(end + offset) }
}

/** A post as it is kept, without article and punctuation; null when it is too short or too long to be one. */
function tidyPost(text: string): string | null {
  const post = text
    .replace(/^(?:from|of|at)\s+(?=(?:the )?\p{Lu})/u, '')
    .replace(
      /^(?:(?:led|given|presented|delivered) by )?(?:(?:all|both|our|two|three|four|five|six)\s+)*(?:the|an?|all|both|our|his|her|their|now|currently|two|three|four|five|six)\s+(?=\p{Ll})/u,
      '',
    )
    .replace(/[\s,;:–—-]+$/u, '')
    .replace(/^the (?=\p{Lu})/u, '')
    .trim()
  const isTooShort = post.length < 3 && !/^\p{Lu}{2}$/u.test(post)
  return isTooShort || post.length > POST_MAX_LENGTH ? null : post
}
