/** The words of a recording. Times are seconds from its start. */
export type Cue = { start: number; end: number; speaker: string | null; text: string }
