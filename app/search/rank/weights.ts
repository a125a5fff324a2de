/**
 * What an entry gets for each thing that speaks for it, times how far it holds (mostly a share from 0 to 1). Round
 * figures, learnt from a few thousand known-item queries made from the talks and checked on others; docs/decisions tells
 * how. Nothing here knows a single query.
 */
export const WEIGHTS = {
  /** The logarithm of the score with which the entry was retrieved. */
  retrieved: 3.25,
  /** How well the words asked are found, rare ones counting more. */
  foundRare: 1.75,
  /** How well the least well found of them is. */
  weakest: 3.5,
  /** The share of words found exactly as asked, and of those so found in themes, summary or documents. */
  exact: 2.25,
  exactInText: 1.25,
  /** How well the words are found in title or speakers, and whether all are at all. */
  named: 1.5,
  allNamed: 2.75,
  /** The share of words found better in the text than in title or speakers. */
  onlyInText: -1.75,
  /** Words in the order asked, and near each other, in the title. */
  titleOrder: 2,
  titleNear: 1.25,
  /** The share of the title that was asked for. */
  titleShare: 1,
  /** A speaker's whole name is in the query; the query is a speaker's name. */
  speakerNamed: 1.75,
  speakerIsQuery: 3,
  /** A quoted phrase stands in the title. */
  titlePhrase: 2,
  /** The share of words whose accents are exactly those typed. */
  accents: 1,
} as const

export type Feature = keyof typeof WEIGHTS
