// The part of citation-js that is used here; the packages bring no types. CSL-JSON is the format of their input
// (https://docs.citationstyles.org, "CSL-JSON").
declare module '@citation-js/core' {
  type CslName = { family: string; given: string } | { literal: string }
  type CslItem = {
    id: string
    type: string
    title: string
    author: CslName[]
    issued: { 'date-parts': [number[]] }
    publisher?: string
    note?: string
    genre?: string
    language?: string
    URL: string
  }
  export class Cite {
    constructor(items: CslItem[])
    format(format: 'bibtex' | 'ris'): string
  }
  export const plugins: {
    config: { get: (plugin: '@bibtex') => { format: { asciiOnly: boolean; useIdAsLabel: boolean } } }
  }
}
declare module '@citation-js/plugin-bibtex'
declare module '@citation-js/plugin-ris'
