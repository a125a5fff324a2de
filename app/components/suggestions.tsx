import { dateInWords } from '#app/domain/dates.ts'
import type { EntryKind, Suggestion } from '#app/domain/search.ts'
import { counted } from '#app/domain/words.ts'

import { Marked } from './marked.tsx'
import styles from './suggestions.module.css'

/** A suggestion, with the number of conversations of a person or a theme. */
export type Suggested = Suggestion & { conversations: number | null }

type SuggestionsProps = {
  id: string
  suggestions: readonly Suggested[]
  isOpen: boolean
  /** The number of the one that Enter would open. */
  active: number | null
  onChoose: (suggestion: Suggested) => void
}

const KINDS: Record<EntryKind, string> = {
  conversation: 'conversation',
  person: 'person',
  theme: 'theme',
  offering: 'learning',
  news: 'news',
}

/** The list below a search box (WAI-ARIA 1.2, listbox): where the words that were typed may lead, each with its kind. */
export function Suggestions({ id, suggestions, isOpen, active, onChoose }: SuggestionsProps) {
  return (
    <div className={styles.list} id={id} role="listbox" aria-label="Suggestions" hidden={!isOpen}>
      {suggestions.map((suggestion, number) => (
        <div
          key={suggestion.url}
          id={optionId(id, number)}
          role="option"
          tabIndex={-1}
          aria-selected={number === active}
          aria-label={`${suggestion.title}, ${noteOf(suggestion)}`}
          // The focus stays in the field; leaving it would close the list before the click.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(suggestion)}
          onKeyDown={({ key }) => {
            if (key === 'Enter') onChoose(suggestion)
          }}
        >
          <span>
            <Marked text={suggestion.title} ranges={suggestion.ranges} />
          </span>
          <span className={styles.note}>{noteOf(suggestion)}</span>
        </div>
      ))}
    </div>
  )
}

export function optionId(listId: string, number: number): string {
  return `${listId}-${number}`
}

function noteOf({ kind, heldOn, conversations }: Suggested): string {
  const what = heldOn === null ? null : dateInWords(heldOn)
  const count = conversations === null ? null : counted(conversations, 'conversation')
  return [KINDS[kind], what, count].filter((part) => part !== null).join(', ')
}
