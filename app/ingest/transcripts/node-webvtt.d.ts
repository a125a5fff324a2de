/** The part that the tests use: another reader to compare ours with. */
declare module 'node-webvtt' {
  export function parse(
    input: string,
    options: { strict: boolean },
  ): { cues: { start: number; end: number; text: string }[] }
}
