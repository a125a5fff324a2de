import {
  bothPosts,
  joints,
  ofOne,
  postAfter,
  postBefore,
  postBeforeList,
  SAYS_HOSTED,
  SAYS_FACILITATED,
  SAYS_SPOKE,
  type Post,
} from './posts.ts'
import { labelBefore } from './labels.ts'
import type { NameInText, NameReader } from './person-names.ts'
import { namesWork } from './work-words.ts'

/** People in running text: who is named, as what, and with which post. Only what the words make certain. */

export type FoundPerson = {
  name: string
  honorific: string | null
  role: 'speaker' | 'host' | 'facilitator'
  affiliation: string | null
}

/** `perhaps` are names that may be somebody's who took part: for an editor to see. */
export type FoundPeople = { people: FoundPerson[]; perhaps: string[] }

/** Longer paragraphs are no list of who spoke: their rest is not looked through. */
export const PARAGRAPH_MAX_LENGTH = 20_000

/** How a line begins that names people and nothing else, in the languages whose months are read. */
export const PEOPLE_LABEL =
  /^(?:with|by|guests?|(?:guest )?speakers?|presenters?|panel|hosts?|hosted by|to be given by|presented by|given by|led by|gast|gäste|referent(?:in|en|innen)?|moderation|sprecher(?:in|innen)?|mit|invitée?s?|intervenante?s?|avec|ponentes?|invitad[oa]s?|con|relator[ei]|relatric[ei]|ospit[ei]|orador(?:es|a|as)?|convidad[oa]s?|com|(?:gast)?sprekers?|met)(?=[\s:–—-])[\s:–—-]*(?:is|are|was|were)?\s*/iu
const LABEL_BEFORE =
  /\b(?:gast|gäste|referent(?:in|en|innen)?|sprecher(?:in|innen)?|invitée?s?|intervenante?s?|ponentes?|invitad[oa]s?|relator[ei]|relatric[ei]|ospit[ei]|orador(?:es|a|as)?|convidad[oa]s?|(?:gast)?sprekers?)\s?[:–—-]$/iu

/** What says before a name what somebody was there. The words end where the name, or a post before it, begins. */
const CUES: { pattern: RegExp; role: FoundPerson['role'] }[] = [
  {
    pattern:
      /\b(?:co-?)?(?:hosted|chaired|convened|compered|moderated|introduced|interviewed)(?: \w+){0,3} by(?: our(?: own)?)?$/iu,
    role: 'host',
  },
  {
    pattern:
      /\b(?:co-?)?(?:hosts?|chairs?|moderators?)(?: (?:this|that|for the) \w+)?(?: (?:were|was|are|is))?\s?[,:–—-]?$/iu,
    role: 'host',
  },
  { pattern: /\b(?:in conversation|talking) with (?:our |the )?(?:co-?)?(?:hosts?|chairs?)\s?[,:]?$/iu, role: 'host' },
  { pattern: /\b(?:co-?)?facilitated(?: \w+){0,2} by$/iu, role: 'facilitator' },
  { pattern: /\b(?:co-?)?facilitators?(?: (?:were|was|are|is))?\s?[,:–—-]?$/iu, role: 'facilitator' },
  {
    pattern:
      /\b(?:guests?(?: speakers?)?|(?:key ?note )?speakers?|presenters?|panel(?:lists?)?|contributors?|keynotes?|talkers?)(?: (?:this|that|for the|on the|in|for) \w+)?(?: (?:were|was|are|is|included|includes|including|will be|comprised|(?:was |were )?(?:made up|composed|consist(?:ed|ing|s)|formed)))?(?: (?:of|by|from|with))?\s?[,:–—-]?$/iu,
    role: 'speaker',
  },
  {
    pattern:
      /\b(?:joined|led|given|presented|delivered|opened|addressed|shared|headed|guided|co-led|brought to us|supported)(?: (?:in|this|off|for us|to us|\w+ly|online|remotely|again|also) ?\w*)? by(?: (?:our|own|the|special|guests?|speakers?|colleagues?),?)*$/iu,
    role: 'speaker',
  },
  {
    pattern:
      /\b(?:talks?|presentations?|reflections?|stor(?:y|ies)|contributions?|insights?|session|conversation|evening|lecture|keynote|address|workshop|discussion):? (?:was |is )?(?:by|from|with|led by)(?: (?:our|the|special|guests?|speakers?),?)*$/iu,
    role: 'speaker',
  },
  {
    pattern:
      /\b(?:hear|heard|hearing|learn|learned|learnt|learning)(?: \w+)? from(?: (?:our|the|special|guests?|speakers?|both|all),?)*$/iu,
    role: 'speaker',
  },
  {
    pattern:
      /\b(?:welcom(?:ed?|es|ing)|hosted|hosts|interview(?:ed|s|ing)|invited|featuring|features?d?|spoke (?:to|with)|met(?: with)?|presents?|introduc(?:ed|es|ing))(?: (?:to|back|both|our|the|special|guests?|speakers?|a (?:conversation|session|discussion|talk) with),?)*$/iu,
    role: 'speaker',
  },
  { pattern: LABEL_BEFORE, role: 'speaker' },
  {
    pattern:
      /\b(?:modera(?:tion|tor(?:in|[ei])?|d(?:or)?[ae]?s?|teur|trice)?|animat(?:eur|rice)|anfitri(?:ón|ona|ã|ão)|gastgeber(?:in)?|gespreksleid(?:er|ster))\s?[:–—-]$/iu,
    role: 'host',
  },
  {
    pattern:
      /\b(?:moderiert|animée?s?|présentée?s?|moderad[oa]s?|moderat[oaie]|gemodereerd|geleid) (?:von|par|por|da|door)$/iu,
    role: 'host',
  },
  { pattern: /(?:^|[.!?;]\s)(?:modera|moderan|modère|moderiert|anime|modereert)$/iu, role: 'host' },
  { pattern: /(?:^|[»”"“]\s?)(?:avec|par|con|por|com|met|door)$/iu, role: 'speaker' },
  {
    pattern:
      /\b(?:in (?:a )?conversation|interview|q ?& ?a|q and a|joining|alongside|together|session|evening|talk|conversation)s? with(?: (?:our|the|special|guests?|speakers?),?)*$/iu,
    role: 'speaker',
  },
]
/** Beside these a name that is surely one speaks; any other may be what the evening was about. */
const WEAK_CUE =
  /(?:^|[\s,(“"])(?:with|by|mit|von|avec|con|com|met|thanks to|thank you to|thank(?:ed|ing)?)(?: (?:our|the|special|guests?|speakers?|both),?)*$|[”’"]\s*[:,–—-]?$|(?:[:–—|]|\s-)$|\b(?:his|her|their|our) (?:\p{L}+ )?(?:colleagues?|friends?|team[ -]?mates?|partners?|co-\p{L}+),?$/iu
/** Who is named here did something else, somewhere else, or will. */
const MENTION =
  /\b(?:books?|films?|poems?|novels?|quot(?:es?|ed|ing|ations?)|words|works?|worked|working|writings?|wrote|written|research(?:ed)?|papers?|articles?|songs?|tribute|memory|memories|inspired|coined|founded|invented|developed|designed|created|named|models?|theor(?:y|ies)|methods?|legacy|life|death|son|daughter|wife|husband|mother|father|late|called|contact|e-?mail|write|campaign(?:er)?)(?: \w+){0,2} (?:by|of|to|from|after|with|for|on)$|\b(?:about|the late|contact|e-?mail|like|as|citing|cites|reading|read|quoting|see)$/iu
/** "Drawing on the words of", "Inspired by": a clause in front of what happened. */
const LEAD_IN = /(?:^|[.!?]\s+)\p{Lu}\p{L}+(?:ing|ed)\s(?:\p{Ll}+\s){0,6}(?:of|by|on|from|for|to)$/u
/** Somebody else's evening. */
const OTHER_TIME =
  /\bnext (?:guests?|speakers?)\b[^.!?]*$|\b(?:next|last|previous) (?:month|time|week|year|session|meeting|conversation)\b[^.!?]*$|\bcoming (?:up|soon)\b[^.!?]*$/iu
/** Behind the name: what somebody has, wrote or founded, and did not do here. */
const MENTIONED_BEHIND =
  /^ (?:who )?(?:once |famously |also |first )?(?:wrote|founded|coined|invented|developed|designed|created|died|was born|argues|says|will (?!speak|talk|present|lead|give|share|join|explore|be (?:speaking|talking|joining|our|in)))/u

/** In one list with somebody sure a name is surer. */
const RAISED = { sure: 'sure', likely: 'sure', possible: 'likely', doubtful: 'possible' } as const

type Mention = { name: NameInText; start: number; after: number; before: Post | null; post: string | null }
type Group = Mention[]

/**
 * Everybody whom a text names as taking part, in order of appearance, each once. `isLine` says that the text is a line of its
 * own (a heading, a line under it): what stands alone there is named as clearly as after "with". `lead` is a line above that
 * introduces a list: "Our guests were:". `isLearned` says that the page has its people in such a
 * line as a rule.
 */
export function findPeople(
  text: string,
  reader: NameReader,
  isLine = false,
  lead = '',
  isLearned = false,
): FoundPeople {
  const read = text.slice(0, PARAGRAPH_MAX_LENGTH)
  const found: FoundPeople = { people: [], perhaps: [] }
  const tagged = reader.read(read, namesFrom(read, isLine, lead))
  groupsOf(read, tagged, isLine).forEach((group, index) => {
    addGroup(group, read, tagged.verbs, isLine, found, index === 0 ? lead : '', isLearned)
  })
  for (const { name } of found.people) reader.remember(name)
  return { people: withoutRepetition(found.people), perhaps: [...new Set(found.perhaps)] }
}

/** Where a text begins to be a list of people, because a label or the line above says so; null when nothing does. */
function namesFrom(text: string, isLine: boolean, lead: string): number | null {
  if (!isLine) return null
  const label = PEOPLE_LABEL.exec(text)?.[0] ?? ''
  if (label !== '') return label.length
  return labelBefore(lead) === null ? null : 0
}

/** Names that stand in one list, with their posts: "A, post of A, B (post of B) and C". */
function groupsOf(text: string, { names, works, verbs }: ReturnType<NameReader['read']>, isLine: boolean): Group[] {
  const starts = new Map(names.map((name) => [name.start, name]))
  const groups: Group[] = []
  // Behind the name a title may stand, but not where the line says that it is about people.
  const mayHoldTitle = isLine && !PEOPLE_LABEL.test(text) && !/[.!]$/.test(text)
  let end = 0
  for (const [index, name] of names.entries()) {
    // A name in somebody's post: "founder of the Florence Nightingale Foundation".
    if (name.start < end) continue
    const next = names[index + 1]
    const before = postBefore(text, name.start, end, works)
    const { post, after } = postAfter(text, name.end, starts, next?.start ?? text.length, mayHoldTitle, verbs, works)
    const mention = {
      name,
      start: before?.start ?? name.start,
      after,
      before,
      post: bothPosts(before?.text ?? null, post),
    }
    const last = groups.at(-1)
    const joint = last === undefined ? null : text.slice(end, mention.start)
    const isJoined =
      last !== undefined &&
      joint !== null &&
      joints.test(joint) &&
      !isLeadIn(text, last, joint) &&
      !IN_ANOTHER_ROLE.test(text.slice(after, after + 40))
    if (isJoined) last.push(mention)
    else groups.push([mention])
    end = after
  }
  return groups
}

/** "A and B, with C as host": the last of the list did something else. */
const IN_ANOTHER_ROLE =
  /^,?\s+(?:as (?:our |the )?(?:co-?)?(?:hosts?|chairs?|facilitators?|moderators?)|in the chair|hosting|chairing|facilitating)\b/u

/** "Drawing on the words of A, B asked": whom a clause in front mentions is in no list with whoever follows. */
function isLeadIn(text: string, [first, ...others]: Group, joint: string): boolean {
  if (first === undefined || others.length > 0 || joint.trim() !== ',') return false
  const before = text.slice(Math.max(0, first.start - 120), first.start).trimEnd()
  return LEAD_IN.test(before) && !CUES.some(({ pattern }) => pattern.test(before))
}

function addGroup(
  group: Group,
  text: string,
  verbs: ReadonlySet<number>,
  isLine: boolean,
  found: FoundPeople,
  lead: string,
  isLearned: boolean,
): void {
  const [first] = group
  const last = group.at(-1)
  if (first === undefined || last === undefined) return
  shareLastPost(group, text)
  const own = text.slice(Math.max(0, first.start - 120), first.start).trimEnd()
  // "Gast: Lic. phil. A": abbreviations between a label and a name are titles.
  const before = (own === '' ? lead : own).replace(/(?<=[:–—])(?:\s\p{L}{2,5}\.){1,3}$/u, '')
  const behind = [text.slice(last.name.end, last.name.end + 200), text.slice(last.after, last.after + 200)]
  const role = roleOf(before, behind)
  const acts = [last.name.end, last.after].some((end) =>
    verbs.has(end + (/^,?\s+/u.exec(text.slice(end, end + 4))?.[0].length ?? 0)),
  )
  role.isWeak ||= acts
  const shared = group.length > 1 ? postBeforeList(before) : null
  if (shared !== null && group.every(({ post }) => post === null)) for (const mention of group) mention.post = shared
  if (OTHER_TIME.test(before)) {
    found.perhaps.push(...group.map(({ name }) => name.name))
    return
  }
  if (/^[’']s?\s/u.test(behind[0] ?? '')) {
    found.perhaps.push(...group.map(({ name }) => name.name))
    return
  }
  const isMention = MENTION.test(before) || LEAD_IN.test(before) || MENTIONED_BEHIND.test(behind[0] ?? '')
  const isWhole = isLine && own === '' && /^[\s.)]*$/.test(behind[1] ?? '')
  const isSure = group.some(({ name }) => name.certainty === 'sure')
  // "A Title – A B & Kit Harrow": in a line of nothing but names.
  const isLineOfNames = isWhole && isSure && group.length > 1
  const opensLine = isLine && own === ''
  function takesPart({ name, post }: Mention): boolean {
    if (isMention && !role.isSaid) return false
    const certainty = isSure && group.length > 1 ? RAISED[name.certainty] : name.certainty
    switch (certainty) {
      case 'sure':
        return role.isSaid || role.isWeak || isWhole || post !== null || name.honorific !== null
      case 'likely':
        return role.isSaid || role.isWeak || isWhole || isSure || hasWork(post)
      case 'possible':
        return (
          role.isSaid ||
          isLineOfNames ||
          (role.isWeak && hasWork(post)) ||
          (opensLine && (hasWork(post) || (isLearned && post !== null)))
        )
      case 'doubtful':
        return (role.isSaid || (isLearned && opensLine)) && post !== null
    }
  }
  // Who stands in one list took part in one way.
  const isList = group.some((mention) => mention.name.certainty !== 'doubtful' && takesPart(mention))
  for (const mention of group) {
    const { name, post } = mention
    if (takesPart(mention) || (isList && name.certainty !== 'doubtful')) {
      found.people.push({ name: name.name, honorific: name.honorific, role: role.role, affiliation: post })
    } else if (name.certainty === 'sure' || name.certainty === 'likely' || role.isSaid || role.isWeak || isWhole) {
      found.perhaps.push(name.name)
    }
  }
}

/** "A, a nurse": whoever is something by work is somebody. */
function hasWork(post: string | null): boolean {
  return post !== null && namesWork(post)
}

/** What the words around a list make of those in it. */
function roleOf(
  before: string,
  behind: string[],
): { role: FoundPerson['role']; isSaid: boolean; isWeak: boolean; isVerb: boolean } {
  const labelled = labelBefore(before)
  const cue = labelled === null ? CUES.find(({ pattern }) => pattern.test(before)) : { role: labelled }
  const isHost = behind.some((words) => SAYS_HOSTED.test(words))
  const isFacilitator = behind.some((words) => SAYS_FACILITATED.test(words))
  const isSpeaker = behind.some((words) => SAYS_SPOKE.test(words))
  const isVerb = isHost || isFacilitator || isSpeaker
  const isSaid = cue !== undefined || isVerb
  const isWeak = WEAK_CUE.test(before)
  if (cue !== undefined && cue.role !== 'speaker') return { role: cue.role, isSaid, isWeak, isVerb: true }
  const role = isHost ? 'host' : isFacilitator ? 'facilitator' : 'speaker'
  return { role, isSaid, isWeak, isVerb: isVerb || cue !== undefined }
}

/** "A, B and C from the movement", "A and B, intensivists at the hospital": one post behind a list belongs to all. */
function shareLastPost(group: Group, text: string): void {
  const last = group.at(-1)
  if (last === undefined || last.post === null || group.length < 2) return
  const others = group.slice(0, -1)
  const words = text.slice(last.name.end, last.after)
  const isFrom = /^\s*,?\s*(?:all |both )?(?:from|of|at)\s/u.test(words)
  const isPlural =
    /^\s*(?:[,(–—-]|(?:who )?(?:are|were)\s)\s*(?:\p{L}+\s+){0,5}?\p{L}+(?<!s)s\b(?:-in-|\s|,|\)|$)/u.test(words)
  if (!(isFrom || isPlural) || others.some(({ post }) => post !== null)) return
  last.post = ofOne(last.post)
  for (const mention of others) mention.post = last.post
}

/** The same name twice is one person; a later mention may say the post. */
export function withoutRepetition(people: FoundPerson[]): FoundPerson[] {
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
