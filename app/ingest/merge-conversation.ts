import type {
  CaptionsRecord,
  ConversationRecord,
  RecordingRecord,
  DocumentRecord,
  AppearanceRecord,
} from '#app/domain/archive-record.ts'
import { datesAgree } from '#app/domain/month.ts'

/**
 * What a conversation is to be: what its source says laid over what the archive has. What the source does not speak of
 * stays. Pure: others are named by slugs, files by keys already.
 */

/** `captions` and the like replace what is there when they are given. */
export type GivenRecording = Partial<Omit<RecordingRecord, 'captions'>> & { captions?: GivenCaptions[] }
/** Without cues where their file could not be read. */
type GivenCaptions = Omit<CaptionsRecord, 'cues'> & { cues: CaptionsRecord['cues'] | null }
export type GivenDocument = Pick<DocumentRecord, 'kind' | 'title'> & Partial<DocumentRecord>
export type GivenAppearance = Pick<AppearanceRecord, 'person' | 'role'> & { affiliation?: string | undefined }

type Scalars = 'sourceId' | 'title' | 'startsAt' | 'summary' | 'language' | 'status' | 'publishedAt'
export type GivenConversation = { slug: string; series: string; heldOn: string } & Partial<
  Pick<ConversationRecord, Scalars | 'themes'>
> & {
    speakers?: GivenAppearance[]
    recordings?: GivenRecording[]
    documents?: GivenDocument[]
  }

export function mergeConversation(
  stored: ConversationRecord | null,
  given: GivenConversation,
  lists: 'whole' | 'mentioned',
): ConversationRecord {
  const base = stored ?? EMPTY
  const whole = lists === 'whole'
  return {
    slug: given.slug,
    series: given.series,
    heldOn: moreExact(stored?.heldOn, given.heldOn),
    sourceId: given.sourceId ?? base.sourceId,
    title: said(given.title, base.title),
    startsAt: said(given.startsAt, base.startsAt),
    summary: given.summary ?? base.summary,
    summaryHtml: base.summaryHtml,
    language: said(given.language, base.language),
    status: given.status ?? base.status,
    publishedAt: said(given.publishedAt, base.publishedAt),
    speakers: given.speakers === undefined ? base.speakers : mergeSpeakers(base.speakers, given.speakers, whole),
    themes: given.themes === undefined ? base.themes : mergeThemes(base.themes, given.themes, whole),
    recordings:
      given.recordings === undefined ? base.recordings : mergeRecordings(base.recordings, given.recordings, whole),
    documents: given.documents === undefined ? base.documents : mergeDocuments(base.documents, given.documents, whole),
  }
}

const EMPTY = {
  sourceId: null,
  title: null,
  startsAt: null,
  summary: '',
  summaryHtml: '',
  language: null,
  status: 'published',
  publishedAt: null,
  speakers: [],
  themes: [],
  recordings: [],
  documents: [],
} satisfies Partial<ConversationRecord>

/** What was said, null included, else what was there. */
export function said<T>(given: T | undefined, before: T): T {
  return given === undefined ? before : given
}

/** A source that knows only the month does not take the day away. */
function moreExact(stored: string | undefined, given: string): string {
  return stored !== undefined && datesAgree(stored, given) && stored.length > given.length ? stored : given
}

function mergeSpeakers(stored: AppearanceRecord[], given: GivenAppearance[], whole: boolean): AppearanceRecord[] {
  const distinct = given.filter((one, index) => given.findIndex((other) => isSameRole(one, other)) === index)
  if (whole) {
    return distinct.map((one) => ({
      person: one.person,
      role: one.role,
      affiliation: one.affiliation ?? stored.find((other) => isSameRole(one, other))?.affiliation ?? '',
    }))
  }
  // An editor may have made a host of a speaker, or written the post better: what is there is not touched.
  const filled = stored.map((one) => {
    const mention = distinct.find((other) => isSameRole(one, other))
    return one.affiliation === '' ? { ...one, affiliation: mention?.affiliation ?? '' } : one
  })
  const missing = distinct.filter(({ person }) => !stored.some((other) => other.person === person))
  return [
    ...filled,
    ...missing.map(({ person, role, affiliation }) => ({ person, role, affiliation: affiliation ?? '' })),
  ]
}

function isSameRole(one: GivenAppearance, other: GivenAppearance): boolean {
  return one.person === other.person && one.role === other.role
}

function mergeThemes(stored: string[], given: string[], whole: boolean): string[] {
  return [...new Set(whole ? given : [...stored, ...given])]
}

function mergeRecordings(stored: RecordingRecord[], given: GivenRecording[], whole: boolean): RecordingRecord[] {
  if (!whole) return addMentioned(stored, given, () => true, toRecording)
  const left = new Set(stored)
  return given.map((one, index) => {
    const twin = takeFirst(left, (other) => isSamePlace(one, other)) ?? unplaced(stored[index], one)
    return toRecording(twin, one)
  })
}

/** In a list, what has no place of its own is known by its turn; a recording with another address is another recording. */
function unplaced(stored: RecordingRecord | undefined, given: GivenRecording): RecordingRecord | null {
  if (stored === undefined) return null
  return hasPlace(given) || hasPlace(stored) ? null : stored
}

function toRecording(stored: RecordingRecord | null, given: GivenRecording): RecordingRecord {
  const { address, file, availability } = placeOf(stored, given)
  return {
    availability,
    kind: given.kind ?? stored?.kind ?? 'video',
    address,
    file,
    posterKey: said(given.posterKey, stored?.posterKey ?? null),
    durationSeconds: said(given.durationSeconds, stored?.durationSeconds ?? null),
    chapters:
      given.chapters === undefined ? (stored?.chapters ?? []) : [...given.chapters].sort((a, b) => a.start - b.start),
    captions:
      given.captions === undefined
        ? (stored?.captions ?? [])
        : given.captions.flatMap((track) => captionsOf(stored?.captions ?? [], track)),
  }
}

/** Captions whose file could not be read are those that there are already in their language. */
function captionsOf(stored: CaptionsRecord[], { language, label, cues }: GivenCaptions): CaptionsRecord[] {
  return cues === null ? stored.filter((track) => track.language === language) : [{ language, label, cues }]
}

export function mergeDocuments(stored: DocumentRecord[], given: GivenDocument[], whole: boolean): DocumentRecord[] {
  if (!whole) return addMentioned(stored, given, (one, other) => one.kind === other.kind, toDocument)
  const left = new Set(stored)
  return given.map((one) => {
    const twin =
      takeFirst(left, (other) => other.kind === one.kind && isSamePlace(one, other)) ??
      takeFirst(left, (other) => other.kind === one.kind && other.title === one.title)
    return toDocument(twin, one)
  })
}

function toDocument(stored: DocumentRecord | null, given: GivenDocument): DocumentRecord {
  const { address, file, availability } = placeOf(stored, given)
  const isSameFile = file?.key === stored?.file?.key && availability === 'here'
  const before = isSameFile ? stored : null
  return {
    kind: given.kind,
    title: given.title,
    availability: given.html === undefined || given.html === null ? availability : 'here',
    address,
    file,
    language: said(given.language, stored?.language ?? null),
    pages: said(given.pages, before?.pages ?? null),
    html: said(given.html, before?.html ?? null),
    text: said(given.text, before?.text ?? null),
  }
}

/** What was found once is not found again: two entries of a list may look alike. */
function takeFirst<T>(left: Set<T>, isIt: (element: T) => boolean): T | null {
  for (const element of left) {
    if (!isIt(element)) continue
    left.delete(element)
    return element
  }
  return null
}

type Placed = Pick<RecordingRecord, 'availability' | 'address' | 'file'>

/** Where a thing can be had. What is said to be elsewhere has no place here any more; a new place replaces the old one. */
function placeOf(stored: Placed | null, given: Partial<Placed>): Placed {
  if (given.availability !== undefined && given.availability !== 'here') {
    return { availability: given.availability, address: null, file: null }
  }
  const kept = stored !== null && (!hasPlace(given) || isSamePlace(given, stored)) ? stored : null
  const address = given.address ?? kept?.address ?? null
  const file = given.file ?? kept?.file ?? null
  return {
    availability: address !== null || file !== null ? 'here' : (kept?.availability ?? 'elsewhere'),
    address,
    file,
  }
}

function hasPlace({ address, file }: Partial<Placed>): boolean {
  return (address ?? file ?? null) !== null
}

function isSamePlace(one: Partial<Placed>, other: Placed): boolean {
  if (typeof one.address === 'string' && one.address === other.address) return true
  return one.file !== undefined && one.file !== null && one.file.key === other.file?.key
}

/**
 * What a page mentions: a place that is not known yet fills the first entry of its sort that has none, or is added;
 * a mention without a place is news only when there is nothing of the sort.
 */
function addMentioned<Stored extends Placed, Given extends Partial<Placed>>(
  stored: Stored[],
  given: Given[],
  isSameSort: (one: Given, other: Stored) => boolean,
  toStored: (stored: Stored | null, given: Given) => Stored,
): Stored[] {
  const merged = [...stored]
  for (const one of given) {
    const sameSort = merged.filter((other) => isSameSort(one, other))
    if (hasPlace(one) ? sameSort.some((other) => isSamePlace(one, other)) : sameSort.length > 0) continue
    const index = hasPlace(one)
      ? merged.findIndex((other) => isSameSort(one, other) && other.availability === 'elsewhere')
      : -1
    const added = toStored(merged[index] ?? null, one)
    if (index === -1) merged.push(added)
    else merged[index] = added
  }
  return merged
}
