import fs from 'node:fs'
import path from 'node:path'

import { toWebVtt, type Cue } from '#app/domain/transcript.ts'

import { SyntheticArchive } from './synthetic.ts'

/** A conversation of two hours at 150 words a minute, cut as its page shows it: about 700 turns. */
export const LONG_TALK = { address: '/conversations/a-talk-of-two-hours', turns: 700, words: 18_200, seconds: 7200 }

const SPEAKERS = ['Ama Adeyemi', 'Björn Lindqvist', 'Chiara Conti', 'Dr Dev Desai']

/** Film and poster, whose length does not matter here. */
const TOUR = 'prisma/seed/conversations/a-tour-of-the-archive'

/** Writes an archive folder that holds the long conversation and nothing else. */
export function writeLongTalk(folder: string): void {
  const talk = path.join(folder, LONG_TALK.address)
  fs.mkdirSync(talk, { recursive: true })
  fs.mkdirSync(path.join(folder, 'series'), { recursive: true })
  fs.writeFileSync(path.join(folder, 'archive.md'), '---\nformat: 1\ntitle: Long talks\n---\n')
  fs.writeFileSync(path.join(folder, 'series', 'talks.md'), '---\nname: Talks\nmain: true\n---\n')
  fs.copyFileSync(path.join(TOUR, 'tour.mp4'), path.join(talk, 'talk.mp4'))
  fs.copyFileSync(path.join(TOUR, 'poster.jpg'), path.join(talk, 'poster.jpg'))
  fs.writeFileSync(path.join(talk, 'talk.vtt'), toWebVtt(longTranscript()))
  fs.writeFileSync(
    path.join(talk, 'conversation.md'),
    `---
series: talks
title: A talk of two hours
heldOn: "2026-01"
language: en
recordings:
  - kind: video
    file: talk.mp4
    poster: poster.jpg
    durationSeconds: ${LONG_TALK.seconds}
    captions:
      - file: talk.vtt
        language: en
        label: English
---

A talk of two hours, with words that are made up.
`,
  )
}

/** One cue a turn, each by another speaker. The words are made up and shrink half as well as those of a language. */
function longTranscript(): Cue[] {
  const archive = new SyntheticArchive()
  const [each, words] = [LONG_TALK.seconds / LONG_TALK.turns, Math.round(LONG_TALK.words / LONG_TALK.turns)]
  return Array.from({ length: LONG_TALK.turns }, (_, index) => ({
    start: index * each,
    end: (index + 1) * each - 0.2,
    speaker: SPEAKERS[index % SPEAKERS.length] ?? null,
    text: `${archive.text(words)}.`,
  }))
}
