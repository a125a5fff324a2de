import { meetingDay, nextMeeting, rhythmInWords, zoneInWords, type MeetingRule } from '#app/domain/schedule.ts'
import { capitalised } from '#app/domain/words.ts'

import type { MeetingFacts } from './meetings.tsx'

/** What the first page says of the meetings, put into words here: the calendar's libraries stay out of the browser. */
export function meetingFacts(rule: MeetingRule | null, now: Date): MeetingFacts {
  if (rule === null) return { rhythm: null, next: null }
  const rhythm = rhythmInWords(rule.recurrenceRule)
  const meeting = nextMeeting(rule, now)
  const zone = zoneInWords(rule.timeZone)
  return {
    rhythm:
      rhythm && `${capitalised(rhythm.startsWith('every') ? rhythm : `the ${rhythm}`)}, ${rule.startTime} ${zone}.`,
    next: meeting && {
      startsAt: meeting.startsAt,
      day: meetingDay(meeting),
      hours: `${meeting.startTime}${meeting.endTime === null ? '' : ` to ${meeting.endTime}`} ${zone}`,
    },
  }
}
