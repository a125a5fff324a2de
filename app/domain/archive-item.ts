import { z } from 'zod'

import {
  AddressSchema,
  BodySchema,
  CountSchema,
  DateSchema,
  FileSchema,
  HeldOnSchema,
  IdSchema,
  InstantSchema,
  LanguageSchema,
  LineSchema,
  listOf,
  OffsetSchema,
  ReferenceSchema,
  SlugSchema,
  StatusSchema,
  TextSchema,
} from './archive-item-fields.ts'
import { dateInWords } from './dates.ts'
import { OfferingItemSchema } from './archive-item-offering.ts'
import { DocumentSchema, placeProblem } from './archive-item-document.ts'
import { readSitePath } from './site-path.ts'
import { areCues, type Cue } from './transcript.ts'
import { LONGEST_MEETING_MINUTES, readRecurrence } from './recurrence.ts'

/**
 * An item of the archive as every source gives it: the one shape that the import takes. What a source leaves out it does
 * not speak of: that stays as it is in the archive. `null`, an empty list or an empty text says that there is nothing.
 */

const AppearanceSchema = z.strictObject({
  person: ReferenceSchema,
  role: z
    .enum(['speaker', 'host', 'facilitator'], { error: 'must be speaker, host or facilitator' })
    .default('speaker'),
  affiliation: TextSchema.optional(),
})

const CaptionsSchema = z.strictObject({
  language: LanguageSchema.default('en'),
  label: LineSchema.optional(),
  /** Null when the file of captions could not be read: what the archive has of this language stays. */
  cues: z.custom<Cue[]>(areCues, { error: 'must be a file of captions' }).nullable(),
})

const RecordingSchema = z
  .strictObject({
    availability: z
      .enum(['here', 'elsewhere', 'unpublished'], { error: 'must be here, elsewhere or unpublished' })
      .optional(),
    kind: z.enum(['video', 'audio'], { error: 'must be video or audio' }).optional(),
    address: AddressSchema.optional(),
    file: FileSchema.optional(),
    poster: FileSchema.optional(),
    durationSeconds: z
      .number({ error: 'must be a number of seconds' })
      .refine((seconds) => seconds > 0 && Number.isFinite(seconds), { error: 'must be more than 0' })
      .optional(),
    chapters: listOf(z.strictObject({ start: OffsetSchema, title: LineSchema }))
      .refine((chapters) => new Set(chapters.map(({ start }) => start)).size === chapters.length, {
        error: 'must not have two chapters at the same time',
      })
      .optional(),
    captions: listOf(CaptionsSchema).optional(),
  })
  .superRefine(placeProblem)

const ConversationFieldsSchema = z.strictObject({
  kind: z.literal('conversation'),
  slug: SlugSchema.optional(),
  id: IdSchema.optional(),
  series: ReferenceSchema.optional(),
  title: LineSchema.nullable().optional(),
  heldOn: HeldOnSchema,
  startsAt: InstantSchema.nullable().optional(),
  language: LanguageSchema.nullable().optional(),
  status: StatusSchema.optional(),
  publishedAt: InstantSchema.nullable().optional(),
  speakers: listOf(AppearanceSchema).optional(),
  themes: listOf(ReferenceSchema).optional(),
  recordings: listOf(RecordingSchema).optional(),
  documents: listOf(DocumentSchema).optional(),
  /** The summary in Markdown. */
  body: BodySchema.optional(),
})

export const ConversationItemSchema = ConversationFieldsSchema.superRefine(({ heldOn, startsAt }, context) => {
  if (!startsAt || startsOn(startsAt, heldOn)) return
  context.addIssue({
    code: 'custom',
    path: ['startsAt'],
    message: `${startsAt} is not ${heldOn.length === 7 ? 'in' : 'on'} ${dateInWords(heldOn)}, when it was held`,
  })
})

const HOUR_MS = 3_600_000
/** Of the zones of the world, UTC-12 is the last and UTC+14 the first to begin a day. */
const ZONES_HOURS = [-12, 14] as const

/** Whether an instant is on the day (`2023-12-21`) or in the month (`2023-12`) of `heldOn` somewhere in the world. */
function startsOn(startsAt: string, heldOn: string): boolean {
  const [earliest, latest] = ZONES_HOURS.map((hours) =>
    new Date(Date.parse(startsAt) + hours * HOUR_MS).toISOString().slice(0, heldOn.length),
  )
  return (earliest ?? '') <= heldOn && heldOn <= (latest ?? '')
}

export const PersonItemSchema = z.strictObject({
  kind: z.literal('person'),
  slug: SlugSchema,
  id: IdSchema.optional(),
  name: LineSchema,
  sortName: LineSchema.optional(),
  honorific: LineSchema.nullable().optional(),
  aliases: listOf(LineSchema).optional(),
  body: BodySchema.optional(),
})

export const ThemeItemSchema = z.strictObject({
  kind: z.literal('theme'),
  slug: SlugSchema,
  name: LineSchema,
  aliases: listOf(LineSchema).optional(),
  body: BodySchema.optional(),
})

export const OrganisationItemSchema = z.strictObject({
  kind: z.literal('organisation'),
  slug: SlugSchema,
  id: IdSchema.optional(),
  name: LineSchema,
  parent: TextSchema.nullable().optional(),
  contact: TextSchema.nullable().optional(),
  address: TextSchema.nullable().optional(),
  body: BodySchema.optional(),
})

/** A rule is kept as it was written, in one line. */
const RecurrenceSchema = LineSchema.superRefine((rule, context) => {
  const { problem } = readRecurrence(rule)
  if (problem !== null) context.addIssue({ code: 'custom', message: problem })
})

export const SeriesItemSchema = z.strictObject({
  kind: z.literal('series'),
  slug: SlugSchema,
  name: LineSchema,
  organisation: SlugSchema.nullable().optional(),
  main: z.boolean({ error: 'must be true or false' }).optional(),
  recurrence: RecurrenceSchema.nullable().optional(),
  startTime: z
    .string({ error: 'must be a time in quotes: "18:00"' })
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time: "18:00"' })
    .nullable()
    .optional(),
  timeZone: z
    .string({ error: 'must be a time zone' })
    .refine(isTimeZone, { error: 'must be a time zone: Europe/London' })
    .optional(),
  durationMinutes: CountSchema.refine((minutes) => minutes <= LONGEST_MEETING_MINUTES, {
    error: `must be a week at most: ${LONGEST_MEETING_MINUTES.toLocaleString('en-GB')} minutes`,
  })
    .nullable()
    .optional(),
  body: BodySchema.optional(),
})

export const NewsItemSchema = z.strictObject({
  kind: z.literal('news'),
  slug: SlugSchema,
  id: IdSchema.optional(),
  organisation: SlugSchema.nullable().optional(),
  title: LineSchema,
  datedOn: DateSchema,
  address: AddressSchema.nullable().optional(),
  status: StatusSchema.optional(),
  body: BodySchema.optional(),
})

const SitePathSchema = z
  .string({ error: 'must be a path of this site' })
  .refine((text) => readSitePath(text) !== null, { error: 'must be a path of this site: /people/ada-byron' })

export const RedirectItemSchema = z
  .strictObject({ kind: z.literal('redirect'), from: SitePathSchema, to: SitePathSchema })
  .refine(({ from, to }) => from !== to && from !== '/', { error: 'must lead from one page to another' })

export const ArchiveItemSchema = z.discriminatedUnion('kind', [
  ConversationItemSchema,
  PersonItemSchema,
  ThemeItemSchema,
  OrganisationItemSchema,
  SeriesItemSchema,
  OfferingItemSchema,
  NewsItemSchema,
  RedirectItemSchema,
])

export type ArchiveItem = z.infer<typeof ArchiveItemSchema>
export type ItemKind = ArchiveItem['kind']
export type ItemOf<Kind extends ItemKind> = Extract<ArchiveItem, { kind: Kind }>
export type ConversationItem = z.infer<typeof ConversationItemSchema>
export type RecordingItem = z.infer<typeof RecordingSchema>
export type DocumentItem = z.infer<typeof DocumentSchema>
/** What a source hands over before it has been checked. */
export type ItemCandidate = { kind: ItemKind } & Record<string, unknown>

/** With what was given, to tell a missing field from a wrong one. */
const REPORTED = { reportInput: true }

export type FieldIssue = { path: PropertyKey[]; message: string }

/**
 * Checks a candidate. Keys that nobody knows are left out and reported beside the item; any other fault refuses it.
 */
export function readItem(
  candidate: ItemCandidate,
): { item: ArchiveItem; notices: FieldIssue[] } | { item: null; issues: FieldIssue[] } {
  const given = withEmptyLists(candidate)
  const first = ArchiveItemSchema.safeParse(given, REPORTED)
  if (first.success) return { item: first.data, notices: [] }
  const unknown = first.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key], message: 'is not known here' }))
      : [],
  )
  const faults = first.error.issues.filter((issue) => issue.code !== 'unrecognized_keys')
  if (faults.length > 0) return { item: null, issues: [...faults.flatMap(asFieldIssues), ...unknown] }
  const known = withoutPaths(
    given,
    unknown.map(({ path }) => path),
  )
  const second = ArchiveItemSchema.safeParse(known, REPORTED)
  if (second.success) return { item: second.data, notices: unknown }
  return { item: null, issues: [...second.error.issues.flatMap(asFieldIssues), ...unknown] }
}

const LISTS = new Set(
  (
    'speakers themes recordings documents chapters captions aliases audience requirements components commitments sessions ' +
    'facilitators'
  ).split(' '),
)

/** A list that is `null`, as an empty line of front matter is read, is one without entries. */
function withEmptyLists<T extends object>(fields: T): T {
  const entries = Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    if (!LISTS.has(name)) return []
    if (value === null) return [[name, []]]
    if (name !== 'recordings' || !Array.isArray(value)) return []
    return [[name, value.map((one: unknown) => (typeof one === 'object' && one !== null ? withEmptyLists(one) : one))]]
  })
  return entries.length === 0 ? fields : { ...fields, ...Object.fromEntries(entries) }
}

function asFieldIssues(issue: z.core.$ZodIssue): FieldIssue[] {
  const isMissing = issue.code !== 'custom' && issue.input === undefined
  if (isMissing) return [{ path: issue.path, message: 'is missing' }]
  // Of what may be one thing or another, the faults of the one that it is are meant.
  const meant =
    issue.code === 'invalid_union' ? issue.errors.find(([first]) => (first?.path.length ?? 0) > 0) : undefined
  if (meant === undefined) return [{ path: issue.path, message: issue.message }]
  return meant.map(({ path, message }) => ({ path: [...issue.path, ...path], message }))
}

type PathTree = Map<string, PathTree | null>

/** A copy of a value without what stands at the paths. They are put into a tree first: there may be thousands of each. */
function withoutPaths(value: unknown, paths: PropertyKey[][]): unknown {
  const tree: PathTree = new Map()
  for (const path of paths) {
    let branch = tree
    for (const key of path.slice(0, -1).map(String)) {
      const next = branch.get(key)
      const inner: PathTree = next ?? new Map()
      if (next !== null) branch.set(key, inner)
      branch = inner
    }
    branch.set(String(path.at(-1)), null)
  }
  return withoutBranches(value, tree)
}

function withoutBranches(value: unknown, tree: PathTree): unknown {
  if (typeof value !== 'object' || value === null) return value
  const within = (key: string, inner: unknown): unknown => {
    const branch = tree.get(key)
    return branch === undefined || branch === null ? inner : withoutBranches(inner, branch)
  }
  if (Array.isArray(value)) return value.map((element, index) => within(String(index), element))
  const kept = Object.entries(value).filter(([key]) => tree.get(key) !== null)
  return Object.fromEntries(kept.map(([key, inner]) => [key, within(key, inner)]))
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
