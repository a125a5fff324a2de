import { createHash } from 'node:crypto'

import type { Settings } from 'meilisearch'

import { DOCUMENTS_VERSION } from '#app/search/documents.server.ts'

/** Raised when `index-documents.ts` gives other documents for the same entry. */
const SHAPE_VERSION = 1

const EQUALITY = { equality: true, comparison: false }

/** How Meilisearch is told to index. What stands here is what the server must have: a difference builds a new index. */
export const SETTINGS = {
  // In the order in which a match counts for the candidates that are taken; the ranker decides after that.
  searchableAttributes: [
    'title',
    'names',
    'unspacedNames',
    'themeNames',
    'summary',
    'documents',
    'words',
    'unspaced',
    'context',
  ],
  displayedAttributes: ['key', 'entry', 'start', 'end', 'speakerName', 'text'],
  filterableAttributes: [
    {
      attributePatterns: ['key', 'entry', 'isEntry', 'kind', 'speaker', 'theme', 'has'],
      features: { facetSearch: false, filter: EQUALITY },
    },
    {
      attributePatterns: ['month'],
      features: { facetSearch: false, filter: { equality: true, comparison: true } },
    },
  ],
  sortableAttributes: ['date', 'kindOrder', 'name'],
  // Sorting comes first: it is asked for only where relevance is not.
  rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness'],
  // One result for an entry, wherever in it the match lies.
  distinctAttribute: 'entry',
  // Words that the archive does not know are put right before they are sent; these typos are for the others.
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 4, twoTypos: 9 },
    disableOnWords: [],
    // Codes of characters: one that differs is another character, not a typo.
    // In alphabetical order, as the server gives them back.
    disableOnAttributes: ['unspaced', 'unspacedNames'],
  },
  // Stop words are left out of queries, and stand in quoted phrases.
  stopWords: [],
  pagination: { maxTotalHits: 10_000_000 },
  // Which twenty are shown, and which hold a part of a name, is decided by us. In an archive with more names than that the
  // most frequent are counted.
  faceting: { maxValuesPerFacet: 50_000, sortFacetValuesBy: { '*': 'count' } },
  facetSearch: false,
} satisfies Settings

/** Changes when the settings or the documents change: an index with another version is built anew. */
export const INDEX_VERSION = createHash('sha256')
  .update(JSON.stringify([SHAPE_VERSION, DOCUMENTS_VERSION, SETTINGS]))
  .digest('hex')
  .slice(0, 16)
