import { isHonorific, readPersonName } from '#app/domain/names.ts'

/** People in running text: who is named, as what, and with which post. Only what the words make certain. */

export type FoundPerson = {
  name: string
  honorific: string | null
  role: 'speaker' | 'host' | 'facilitator'
  affiliation: string | null
}

/** A part of a name: capital first, inner capitals and apostrophes as in McDougall, O’Brien, Fine-Goulden. */
const PART = String.raw`\p{Lu}(?:\p{Ll}|\p{M})+(?:[-’'\p{Lu}]\p{L}+)*|\p{Lu}[’']\p{Lu}\p{L}+|\p{Lu}\p{L}*-\p{Lu}\p{L}+`
const INITIAL = String.raw`\p{Lu}\.?`
const PARTICLE = 'van|von|de|der|den|del|della|di|da|dos|du|la|le|bin|ibn|al|el|ter|ten|wa'
const TITLE = String.raw`(?:(?:Emerit(?:us|a)|Associate|Assistant|Visiting) )?(?:Dr|Doctor|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Baron|Mr|Mrs|Ms|Miss|Mx|Rev|Revd|Reverend)\.?`
/** "Gabrielle (Gabby) Matthews" */
const NICKNAME = String.raw`(?: [(“‘"](?:${PART})[)”’"](?= \p{Lu}))?`
const NAME = String.raw`(?:${TITLE} )*(?:\p{Lu}\. ?)*(?:${PART})${NICKNAME}(?: (?:${INITIAL}|${PARTICLE}|${PART})(?=[\s,.;:)(!?–—-]|$)){0,4}`
const NAME_AT = new RegExp(String.raw`^${NAME}`, 'u')
const TITLED_NAME = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${TITLE} )+(?:${PART})(?: (?:${INITIAL}|${PARTICLE}|${PART})(?![\p{L}\p{N}])){0,4}`,
  'gu',
)

/** Words that stand in names of bodies, posts and events, and in no person's name. */
const NOT_A_NAME = new Set(
  (
    'academic academy advisor adviser africa america anglia animal annual archive association board britain british cambridge canada care centre center chair chief ' +
    'children christmas clean clinical college commission commissioner community conversation conversations consultant council country culture dean deputy ' +
    'department director doctor education emerita emeritus empathy england english europe evelina executive faculty fellow february forum foundation friday ' +
    'general gathering global group hall harvard head health healthcare hospital hospitals imperial improvement in institute international ireland january july june kindness language ' +
    'leader leadership leicester london lunchtime manager march may medical medicine member minister monday movement national network new nhs north northern novartis november ' +
    'october officer oxford parliament patient president primary principal professor programme project quality regional research resolution royal safety saturday school science sciences scotland secretary senior ' +
    'september series service services social society south student studies sunday sussex system team the thursday trust tuesday uk union unit united university wales ' +
    'wednesday week welsh west workshop world youth zoom april august december our we this a an it their his her they as at for with from on and or but how what why when where who ' +
    'using listening creating exploring detoxifying join watch download read listen click insights summary recording slides speakers speaker hosts host guest guests'
  ).split(' '),
)
/** Surnames that are such words as well: certain after a title or a first name that is none. */
const ALSO_SURNAMES = new Set('west may march head dean hall english king new london wales england ireland'.split(' '))

const CUES: { pattern: RegExp; role: FoundPerson['role'] }[] = [
  { pattern: /\b(?:co-)?(?:hosted|chaired|convened|introduced) (?:for us )?by\s+/giu, role: 'host' },
  {
    pattern: /\b(?:our |the |your )?(?:co-)?(?:hosts?|chairs?)(?:\s*(?:were|was|are|is|:|[–—-]))?\s*/giu,
    role: 'host',
  },
  { pattern: /\b(?:co-)?facilitated by\s+/giu, role: 'facilitator' },
  { pattern: /\b(?:our |the )?facilitators?\s*(?:were|was|are|is|:)\s*/giu, role: 'facilitator' },
  {
    pattern:
      /\b(?:our |the |your )?(?:guests?(?: speakers?)?|speakers?|presenters?|panel(?:lists)?|contributors?)(?: (?:this|that|for the) (?:month|evening))?(?:\s*(?:were|was|are|is|included|:|[–—-]))?\s*/giu,
    role: 'speaker',
  },
  {
    pattern:
      /\b(?:joined|led|given|presented|delivered|opened|addressed|inspired)(?: (?:in|this) \w+)? by\s+(?:our (?:guests?|speakers?),? )?/giu,
    role: 'speaker',
  },
  {
    pattern: /\b(?:talks?|presentations?|reflections?|stor(?:y|ies)|contributions?|insights?) (?:by|from)\s+/giu,
    role: 'speaker',
  },
  { pattern: /\b(?:we|members|everyone) (?:heard|learned|learnt) from\s+/giu, role: 'speaker' },
  { pattern: /\b(?:hear|heard|hearing|learning) from\s+/giu, role: 'speaker' },
  {
    pattern: /\b(?:we|were|to|delighted to) (?:welcomed?|hosted|invited|spoke (?:to|with)|met)(?: (?:to|back))?\s+/giu,
    role: 'speaker',
  },
  { pattern: /\bwelcom(?:ed|ing)\s+/giu, role: 'speaker' },
  { pattern: /\bfeaturing\s+/giu, role: 'speaker' },
  // “The title”: who speaks
  { pattern: /[”’"]\s*[:–—-]\s*/gu, role: 'speaker' },
  { pattern: /(?:^|[\s,])with\s+(?:our (?:guests?|speakers?),? )?/giu, role: 'speaker' },
]
const SPEAKING =
  'shared|spoke|speaks|led|leads|talked|talks|joined|joins|explored|explores|presented|presents|described|discussed|told|reflected|' +
  'opened|considered|asked|introduced|took|gave|offered|helped|guided|invited|explained|set out|looked|argued|showed|brought|' +
  'encouraged|challenged|reminded|addressed|examined|outlined|drew|made|kindly|generously|' +
  '(?:were|was) (?:our|in|with) (?:guests?|(?:guest )?speakers?|conversation|us)'
const HOSTING = '(?:co-)?(?:hosted|chaired|hosts|hosting|chairing|as hosts?)'
const FACILITATING = '(?:co-)?(?:facilitated|facilitating|facilitates)'
const ADVERBS = '(?:(?:both|all|then|also|kindly|each|who|and) )*'
/** What follows the names in a sentence and says what they did there. A post in commas may stand between. */
const SPOKE = new RegExp(`^(?:,[^.;]{3,160}?,)?\\s+${ADVERBS}(?:${SPEAKING})\\b`, 'u')
const HOSTED = new RegExp(`^(?:,[^.;]{3,160}?,)?\\s+${ADVERBS}${HOSTING}\\b`, 'u')
const FACILITATED = new RegExp(`^(?:,[^.;]{3,160}?,)?\\s+${ADVERBS}${FACILITATING}\\b`, 'u')
/** Letters after a name, which are no post. */
const POST_NOMINALS =
  /^(?:,?\s+(?:A[MOC]|OAM|[OMCKD]BE|KC|QC|P[hH]D|DPhil|MD|MSc|BSc|MBA|MPH|RN|RGN|QN|FRS[AE]?|F?M?RC[A-Z]\w{0,5})(?=[\s,.;)]|$))+/u

/** After these comes something else than somebody's post. */
const NOT_IN_POST =
  /^(?:from|with|for|to|about|our|his|her|their|who|that|in|on|at|by|members?|colleagues?|friends|everyone|people|you|us|them|many|some|all|it)$/

/** What ends a post: a verb, a clause, the next sentence. */
const POST_END = new RegExp(
  String.raw`[.;!?](?=\s|$)|\s[–—]\s|,?\s(?:who|whose|which|where|to (?:talk|speak|share|discuss|explore|lead)|(?:and )?(?:${SPEAKING}|${HOSTING}|${FACILITATING})|in (?:a )?conversation|on (?:the|how|what|why)|about|for (?:a|our|this))\b`,
  'u',
)

/** `after` is where the text goes on behind the name and its post. */
type Span = { start: number; end: number; after: number; person: FoundPerson }

/**
 * Everybody whom a text names as taking part, in order of appearance, each once. "Dr" makes a person of whoever follows,
 * wherever that is, and of those who are named in one breath.
 */
export function findPeople(text: string): FoundPerson[] {
  const spans: Span[] = []
  for (const { pattern, role } of CUES) {
    for (const cue of text.matchAll(pattern)) addList(text, cue.index + cue[0].length, role, spans)
  }
  for (const start of sentenceStarts(text)) addSubject(text, start, spans)
  for (const titled of text.matchAll(TITLED_NAME)) addList(text, titled.index, 'speaker', spans)
  return distinct(spans.sort((a, b) => a.start - b.start).map(({ person }) => person))
}

/** A list of names, each with a post behind it: "A, post of A, B (post of B) and C". */
function addList(text: string, from: number, role: FoundPerson['role'], spans: Span[]): void {
  let at = from
  const found: Span[] = []
  for (;;) {
    const before = nameAt(text, at) === null ? postBefore(text, at) : null
    at = before?.end ?? at
    const name = nameAt(text, at)
    if (name === null) break
    const end = at + name.length
    if (spans.some((span) => span.start < end && at < span.end)) break
    const { post, after } = postAfter(text, end + (POST_NOMINALS.exec(text.slice(end))?.[0].length ?? 0))
    const person = { ...personOf(name), role, affiliation: post ?? before?.post ?? null }
    found.push({ start: at, end, after, person })
    const joint = /^\s*(?:,|;|&|\+|\/)?\s*(?:and |& |with |as well as |together with |alongside )?\s*(?:by )?/u.exec(
      text.slice(after),
    )
    if (joint === null || joint[0].trim() === '') break
    at = after + joint[0].length
  }
  shareLastPost(found, text)
  const last = found.at(-1)
  if (last !== undefined && role === 'speaker') {
    const rest = text.slice(last.end)
    const said = HOSTED.test(rest) ? 'host' : FACILITATED.test(rest) ? 'facilitator' : role
    for (const { person } of found) person.role = said
  }
  spans.push(...found)
}

/** "A, B and C from the movement": one post behind a list without any other belongs to all. */
function shareLastPost(found: Span[], text: string): void {
  const last = found.at(-1)
  if (last === undefined || last.person.affiliation === null || found.length < 2) return
  const others = found.slice(0, -1)
  const isShared = /^\s*,?\s*(?:all |both )?(?:from|of)\s/u.test(text.slice(last.end))
  if (!isShared || others.some(({ person }) => person.affiliation !== null)) return
  for (const { person } of others) person.affiliation = last.person.affiliation
}

/** A sentence that begins with names: "Amy Edmondson, Novartis Professor, shared …", "A and B hosted." */
function addSubject(text: string, start: number, spans: Span[]): void {
  const list: Span[] = []
  addList(text, start, 'speaker', list)
  const last = list.at(-1)
  if (last === undefined || list.some(({ start: at, end }) => spans.some((span) => span.start < end && at < span.end)))
    return
  const rest = text.slice(last.end)
  const isPost = last.person.affiliation !== null && /^\s*[,(]/.test(rest)
  const didSomething = [rest, text.slice(last.after)].some(
    (said) => SPOKE.test(said) || HOSTED.test(said) || FACILITATED.test(said),
  )
  if (!didSomething && !isPost) return
  spans.push(...list)
}

/** The name that stands at a place, without words that belong to no name; null when none does. */
function nameAt(text: string, at: number): string | null {
  const written = NAME_AT.exec(text.slice(at))?.[0]
  if (written === undefined) return null
  const words = written.split(' ')
  const titles = words.findIndex(
    (word) => !isHonorific(word) && !/^(?:Emerit(?:us|a)|Associate|Assistant|Visiting)$/.test(word),
  )
  if (titles === -1) return null
  const kept = words.slice(0, titles)
  for (const word of words.slice(titles)) {
    const isWord = NOT_A_NAME.has(word.toLowerCase())
    const mayBeSurname = ALSO_SURNAMES.has(word.toLowerCase()) && kept.length > titles
    if (isWord && !mayBeSurname) break
    kept.push(word)
  }
  while (kept.length > titles && new RegExp(`^(?:${PARTICLE})$`, 'u').test(kept.at(-1) ?? '')) kept.pop()
  const parts = kept.length - titles
  // One word is a person only after a title; "Professor of …" is a post.
  if (parts === 0 || (parts === 1 && titles === 0)) return null
  return kept.join(' ')
}

/** The post behind a name, in brackets, after a comma or after "from"; and where the text goes on. */
function postAfter(text: string, end: number): { post: string | null; after: number } {
  const rest = text.slice(end)
  const inBrackets = /^\s*\(([^()]{2,200})\)/u.exec(rest)
  if (inBrackets !== null) return { post: tidyPost(inBrackets[1] ?? ''), after: end + inBrackets[0].length }
  const from = /^(?:\s*,)?\s+(?:all |both )?(?:from|of)\s+(?=(?:the )?\p{Lu})/u.exec(rest)
  const comma = /^\s*,\s*(?=\S)/u.exec(rest)
  const opening = from ?? comma
  if (opening === null) return { post: null, after: end }
  const begin = opening[0].length
  if (
    nameAt(rest, begin) !== null ||
    /^(?:and|&|with|as well as|together|alongside|who|hosted|in)\b/.test(rest.slice(begin))
  ) {
    return { post: null, after: end }
  }
  const stop = postEnd(rest, begin)
  const post = tidyPost(rest.slice(begin, stop))
  if (post === null || SPOKE.test(` ${post}`)) return { post: null, after: end }
  return { post, after: end + stop }
}

/** "author and patient advocate Sue Robins": a post may stand before its name, without a comma between. */
function postBefore(text: string, at: number): { post: string; end: number } | null {
  const words = /^(?:(?:the|an?) )?(?:[\p{L}’-]+ ){1,8}(?=\p{Lu})/u.exec(text.slice(at))?.[0].split(' ') ?? []
  for (let count = 1; count < words.length; count += 1) {
    const word = words[count - 1] ?? ''
    const isOfPost = /^\p{Ll}/u.test(word) ? !NOT_IN_POST.test(word) : NOT_A_NAME.has(word.toLowerCase())
    if (!isOfPost) return null
    const post = words.slice(0, count).join(' ')
    const end = at + post.length + 1
    if (
      /^\p{Lu}/u.test(words[count] ?? text[end] ?? '') &&
      nameAt(text, end) !== null &&
      !/ (?:and|of|the)$/.test(post)
    ) {
      const tidy = tidyPost(post)
      return tidy === null ? null : { post: tidy, end }
    }
  }
  return null
}

/** Where a post ends: at a verb or a full stop, or where the next name of the list begins. */
function postEnd(text: string, from: number): number {
  const clause = POST_END.exec(text.slice(from))
  let stop = clause === null ? text.length : from + clause.index
  for (const joint of text.slice(from, stop).matchAll(/,\s+(?:and\s+|&\s+)?|\s+(?:and|&)\s+|;\s+(?:and\s+)?/gu)) {
    const at = from + joint.index + joint[0].length
    const name = nameAt(text, at)
    if (name === null || /^(?:of|for|at|in)\b/.test(text.slice(at + name.length).trimStart())) continue
    stop = from + joint.index
    break
  }
  return stop
}

function personOf(written: string): { name: string; honorific: string | null } {
  return readPersonName(written.replace(/ [(“‘"][^)”’"]+[)”’"]/u, ''))
}

function tidyPost(text: string): string | null {
  const post = text
    .replace(/^(?:the|an?|all|both)\s+(?=\p{Ll})/u, '')
    .replace(/[\s,;:–—-]+$/u, '')
    .replace(/^the (?=\p{Lu})/u, '')
    .trim()
  return post.length < 3 || post.length > 200 ? null : post
}

function sentenceStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/[.!?]\s+(?=\p{Lu})/gu)].map((match) => match.index + match[0].length)]
}

/** The same name twice is one person; a later mention may say the post. */
function distinct(people: FoundPerson[]): FoundPerson[] {
  const byName = new Map<string, FoundPerson>()
  for (const person of people) {
    const key = person.name.toLowerCase()
    const known = byName.get(key)
    if (known === undefined) byName.set(key, { ...person })
    else {
      known.honorific ??= person.honorific
      known.affiliation ??= person.affiliation
    }
  }
  return [...byName.values()]
}
