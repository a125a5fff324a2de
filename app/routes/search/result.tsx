import type { ResultHoldings } from '#app/archive/holdings.server.ts'
import { Holdings } from '#app/components/conversation-entry.tsx'
import { Plate, ThreadPlate } from '#app/components/cover.tsx'
import { dateInWords, monthOf } from '#app/domain/dates.ts'
import { foreignLanguage } from '#app/domain/language.ts'
import { listInWords } from '#app/domain/words.ts'
import type { EntryKind, Highlight, HighlightField, SearchResult } from '#app/domain/search.ts'

import { Marked } from '#app/components/marked.tsx'
import { Passages } from './passages.tsx'
import styles from './search.module.css'

const KIND_NAMES: Record<EntryKind, string> = {
  conversation: 'Conversation',
  person: 'Person',
  theme: 'Theme',
  offering: 'Learning',
  news: 'News',
}

/** One result: what it is, where the words were found, and the moments at which they were said. */
export function Result({ result, extras: known }: { result: SearchResult; extras: Record<string, ResultHoldings> }) {
  const { kind, slug, url, title, heldOn, speakers, summary, passages } = result
  // Other kinds have slugs of their own, which may be those of a conversation; every object has a "constructor".
  const extras = kind === 'conversation' && Object.hasOwn(known, slug) ? (known[slug] ?? null) : null
  const found = (field: HighlightField) => result.highlights.find((highlight) => highlight.field === field)
  const picture = pictureOf(result)
  return (
    <article className={picture === null ? undefined : styles.entry}>
      {picture}
      <div className={styles.words}>
        {heldOn === null ? (
          <p className="small soft">{KIND_NAMES[kind]}</p>
        ) : (
          <p className="stamp">{dateInWords(heldOn)}</p>
        )}
        <h3>
          <a href={url} lang={foreignLanguage(extras?.titleLanguage ?? null)}>
            <MarkedOr highlight={found('title')} text={title} />
          </a>
        </h3>
        <Speakers names={extras?.namesInTitle ? [] : speakers.map(({ name }) => name)} highlight={found('speakers')} />
        {summary === '' && !found('summary') ? null : (
          <p className="soft" lang={foreignLanguage(extras?.language ?? null)}>
            <MarkedOr highlight={found('summary')} text={summary} />
          </p>
        )}
        <FoundInDocument url={url} extras={extras} highlight={found('document')} />
        <FoundIn where="Themes" highlight={found('themes')} />
        <FoundPlaces result={result} />
        {extras !== null && passages.length === 0 ? <Holdings card={{ ...extras, slug, title }} /> : null}
      </div>
      {passages.length === 0 ? null : (
        <div className={styles.wide}>
          <Passages result={result} extras={extras} />
        </div>
      )}
    </article>
  )
}

/** A conversation has its cover, a theme its thread; the others are words. */
function pictureOf({ kind, slug, heldOn, themes }: SearchResult): React.ReactNode {
  if (kind === 'theme') return <ThreadPlate theme={slug} />
  if (kind !== 'conversation' || heldOn === null) return null
  return <Plate month={monthOf(heldOn)} themes={themes.map((theme) => theme.slug)} />
}

function MarkedOr({ highlight, text }: { highlight: Highlight | undefined; text: string }) {
  return highlight ? <Marked {...highlight} /> : text
}

function Speakers({ names, highlight }: { names: string[]; highlight: Highlight | undefined }) {
  if (highlight)
    return (
      <p className={styles.by}>
        <Marked {...highlight} />
      </p>
    )
  return names.length === 0 ? null : <p className={styles.by}>{listInWords(names)}</p>
}

/** In a document of the conversation: where there is one to read, its title says whose words they are. */
function FoundInDocument({
  url,
  extras,
  highlight,
}: {
  url: string
  extras: ResultHoldings | null
  highlight: Highlight | undefined
}) {
  const [first, second] = extras?.insights.filter(({ availability }) => availability === 'here') ?? []
  const title = first === undefined || second !== undefined ? '' : `, “${first.title}”`
  return <FoundIn where={<a href={`${url}#insights`}>In the insights{title}</a>} highlight={highlight} />
}

const PLACES: Record<HighlightField, string> = {
  title: 'the title',
  speakers: 'the speakers',
  themes: 'the themes',
  summary: 'the summary',
  document: 'the insights',
}

/** Marks are seen and not heard: for a screen reader the places are named. */
function FoundPlaces({ result: { highlights, passages } }: { result: SearchResult }) {
  const places = [...highlights.map(({ field }) => PLACES[field]), ...(passages.length > 0 ? ['the transcript'] : [])]
  return places.length === 0 ? null : <p className="hide">Found in {listInWords(places)}.</p>
}

function FoundIn({ where, highlight }: { where: React.ReactNode; highlight: Highlight | undefined }) {
  if (!highlight) return null
  return (
    <p className={styles.found}>
      <b>{where}:</b> <Marked {...highlight} lineBreak=" · " />
    </p>
  )
}
