export const DOCUMENT_KINDS = ['insights', 'slides', 'transcript', 'handout'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

export const KIND_NAMES: Record<DocumentKind, string> = {
  insights: 'Insights and summaries',
  slides: 'Presentations',
  transcript: 'Transcripts',
  handout: 'Handouts',
}
