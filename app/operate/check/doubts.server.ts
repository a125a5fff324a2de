import type { Database } from '#app/archive/database.server.ts'
import { readKnownNames, type KnownEntry } from '#app/archive/records/known.server.ts'
import { dateInWords } from '#app/domain/dates.ts'
import { nextMeeting } from '#app/domain/schedule.ts'
import { foldText } from '#app/domain/slug.ts'
import { NameIndex } from '#app/ingest/name-index.ts'

import { ofAll, type CheckOptions, type Tell } from './finding.ts'

/** What may be right and may be wrong: nobody but a person can tell. Nothing of it makes a check fail. */

/** Each statement gives whole sentences. Titles are left to the slug, which is never missing and leads to the page. */
const SENTENCES = [
  // Dates
  `SELECT format('The conversation %s is dated %s, which is to come, and yet it has a recording.', c.slug, c.held_on)
   FROM conversation c WHERE c.held_on > current_date + 1 AND c.status = 'published' AND EXISTS (
     SELECT FROM recording r WHERE r.conversation_id = c.id AND r.availability = 'here')`,
  `SELECT format('The conversation %s is dated %s, but it starts at %s on the clock of %s.', c.slug, c.held_on,
     to_char(c.starts_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD HH24:MI'), s.time_zone)
   FROM conversation c JOIN series s ON s.id = c.series_id
   WHERE date_trunc(c.held_on_precision::text, c.starts_at AT TIME ZONE s.time_zone) <> c.held_on`,
  `SELECT format('The conversation %s is still scheduled, for %s.', slug, held_on)
   FROM conversation WHERE status = 'scheduled' AND held_on + interval '1 month' < current_date`,
  // Contradictions
  `SELECT format('A recording of %s is %s s long, and has a chapter that starts at %s s.', c.slug,
     r.duration_seconds, max(h.start_seconds))
   FROM chapter h JOIN recording r ON r.id = h.recording_id JOIN conversation c ON c.id = r.conversation_id
   WHERE h.start_seconds >= r.duration_seconds GROUP BY r.id, c.slug`,
  `SELECT format('A recording of %s is %s s long, and has a caption that ends at %s s.', c.slug,
     r.duration_seconds, round(max(q.end_seconds)::numeric, 1))
   FROM cue q JOIN caption_track t ON t.id = q.track_id JOIN recording r ON r.id = t.recording_id
     JOIN conversation c ON c.id = r.conversation_id
   WHERE q.end_seconds > r.duration_seconds + 60 GROUP BY r.id, c.slug`,
  `SELECT format('The old address %s leads to itself over %s.', a.from_path, a.to_path)
   FROM redirect a JOIN redirect b ON b.from_path = a.to_path AND b.to_path = a.from_path WHERE a.from_path < b.from_path`,
  `SELECT format('The person %s has the alias “%s”, which is the name of %s.', p.slug, alias, other.slug)
   FROM person p CROSS JOIN unnest(p.aliases) AS alias JOIN person other ON other.name = alias AND other.id <> p.id`,
  // What is there twice
  `SELECT format('The conversations %s and %s have one title, “%s”, and are one month apart at most.', a.slug, b.slug, a.title)
   FROM conversation a JOIN conversation b ON lower(b.title) = lower(a.title) AND b.id > a.id
   WHERE abs(a.held_on - b.held_on) <= 31 AND a.series_id = b.series_id`,
  `SELECT format('The recording %s is that of %s.', address, string_agg(DISTINCT c.slug, ' and of '))
   FROM recording r JOIN conversation c ON c.id = r.conversation_id
   WHERE address IS NOT NULL GROUP BY address HAVING count(DISTINCT c.id) BETWEEN 2 AND 3`,
]

export async function checkDoubts(db: Database, { tell, update, signal }: CheckOptions): Promise<void> {
  for (const [index, sql] of SENTENCES.entries()) {
    signal?.throwIfAborted()
    update(ofAll(index + 1, SENTENCES.length))
    const { rows } = await db.pool.query<{ format: string }>(`${sql} ORDER BY 1`)
    for (const { format } of rows) tell({ weight: 'look', sentence: format })
  }
  await tellOddDays(db, tell)
  const names = await readKnownNames(db)
  tellNamesAlike('people', names.people, tell)
  tellSameWords('themes', names.themes, tell)
  await tellTitlesAlike(db, tell)
}

/** Days on which the series does not meet by its own rule. */
async function tellOddDays(db: Database, tell: Tell): Promise<void> {
  const { rows } = await db.pool.query<{ slug: string; day: string; rule: string; time: string; zone: string }>(
    `SELECT c.slug, c.held_on::text AS day, s.recurrence_rule AS rule, s.start_time AS time, s.time_zone AS zone
     FROM conversation c JOIN series s ON s.id = c.series_id
     WHERE s.recurrence_rule IS NOT NULL AND s.start_time IS NOT NULL AND c.held_on_precision = 'day' ORDER BY c.held_on`,
  )
  for (const { slug, day, rule, time, zone } of rows) {
    const meeting = nextMeeting(
      { recurrenceRule: rule, startTime: time, timeZone: zone, durationMinutes: null },
      new Date(Date.parse(`${day}T00:00:00Z`) - 12 * 3_600_000),
    )
    if (meeting === null || meeting.date === day) continue
    const sentence = `The conversation ${slug} is dated ${dateInWords(day)}, on which its series does not meet; the next time was ${dateInWords(meeting.date)}.`
    tell({ weight: 'look', sentence })
  }
}

function tellNamesAlike(kind: string, entries: readonly KnownEntry[], tell: Tell): void {
  const index = new NameIndex(entries)
  for (const { slug, name } of entries) {
    for (const other of index.alike(name)) {
      if (other.slug <= slug) continue
      const sentence = `Of ${kind}, ${name} (${slug}) and ${other.name} (${other.slug}) may be one: ${other.reason}.`
      tell({ weight: 'look', sentence })
    }
  }
}

function tellSameWords(kind: string, entries: readonly KnownEntry[], tell: Tell): void {
  for (const [first, ...others] of groups(entries, ({ name }) => name)) {
    for (const other of others) {
      const sentence = `Of ${kind}, “${first?.name}” (${first?.slug}) and “${other.name}” (${other.slug}) have the same words.`
      tell({ weight: 'look', sentence })
    }
  }
}

/** Titles that differ in nothing but case, accents, punctuation or the order of words, of one year. */
async function tellTitlesAlike(db: Database, tell: Tell): Promise<void> {
  const { rows } = await db.pool.query<{ slug: string; title: string; year: string }>(
    `SELECT slug, title, left(held_on::text, 4) AS year FROM conversation WHERE title IS NOT NULL ORDER BY held_on, id`,
  )
  for (const [first, ...others] of groups(rows, ({ title, year }) => `${year} ${title}`)) {
    for (const other of others) {
      if (first === undefined || other.title.toLowerCase() === first.title.toLowerCase()) continue
      const sentence = `The conversations ${first.slug} and ${other.slug} have nearly one title: “${first.title}”, “${other.title}”.`
      tell({ weight: 'look', sentence })
    }
  }
}

/** What has the same words, whatever their order. */
function groups<T>(all: readonly T[], textOf: (one: T) => string): T[][] {
  const found = new Map<string, T[]>()
  for (const one of all) {
    const words = foldText(textOf(one)).split(/[^\p{L}\p{N}\p{M}]+/u)
    const key = words
      .filter((word) => word !== '')
      .sort()
      .join(' ')
    found.set(key, [...(found.get(key) ?? []), one])
  }
  return [...found.values()].filter((group) => group.length > 1)
}
