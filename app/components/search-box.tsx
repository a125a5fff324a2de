import { type FormEvent, useEffect, useRef } from 'react'

import { QUERY_MAX_LENGTH } from '#app/domain/search.ts'
import { counted } from '#app/domain/words.ts'

import { useLive } from './use-live.ts'
import styles from './search-box.module.css'
import { SearchIcon } from './search-icon.tsx'
import { optionId, Suggestions } from './suggestions.tsx'
import { useSettled } from './use-settled.ts'
import { openSuggestion, useSuggestions } from './use-suggestions.ts'

type SearchBoxProps = {
  /** Unique on the page. */
  id: string
  /** Of the landmark; two boxes on one page need two names. */
  name?: string
  label: string
  /** What was asked. */
  value?: string
  /** In the header: small, the label hidden, an icon on the button. */
  compact?: boolean
  /** Choices that a new search keeps, as hidden fields. */
  kept?: readonly (readonly [name: string, value: string])[]
  /** Where results follow typing: gets what is typed, and says in words what has come of it. */
  following?: {
    type: (text: string) => void
    /** Enter or the button. False leaves it to the browser, which asks for a page. */
    submit: (text: string, by: 'key' | 'button') => boolean
    /** Announced once typing and answers have settled; null as long as an answer is due. */
    words: string | null
    /** Words that were not typed and take the place of those that were; another object each time. */
    given: { text: string } | null
  }
}

/** The search box: an ordinary form that asks with GET, so it needs no script. With script it suggests where to go. */
export function SearchBox({
  id,
  name = 'Search the archive',
  label,
  value = '',
  compact = false,
  kept = [],
  following,
}: SearchBoxProps) {
  const live = useLive()
  const field = useRef<HTMLInputElement>(null)
  const { suggestions, isOpen, active, suggest, takeKey, close } = useSuggestions()
  const listId = `${id}-suggestions`
  const settled = useSettled(following?.words ?? '')
  const offered = useSettled(isOpen ? `${counted(suggestions.length, 'suggestion')}, with the down arrow.` : '')

  const given = following?.given ?? null
  useEffect(() => {
    if (field.current !== null && given !== null) field.current.value = given.text
  }, [given])

  function typed(text: string): void {
    suggest(text)
    following?.type(text)
  }

  function submitted(event: FormEvent): void {
    close()
    if (following === undefined || field.current === null) return
    const by = document.activeElement === field.current ? 'key' : 'button'
    if (following.submit(field.current.value, by)) event.preventDefault()
  }

  return (
    <form
      className={compact ? styles.compact : styles.big}
      role="search"
      action="/search"
      aria-label={name}
      onSubmit={submitted}
    >
      <label className={compact ? 'hide' : styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.row}>
        <input
          ref={field}
          className={`input ${styles.input}`}
          id={id}
          name="q"
          type="text"
          inputMode="search"
          defaultValue={value}
          placeholder={compact ? 'Search' : undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={QUERY_MAX_LENGTH}
          enterKeyHint="search"
          {...(live
            ? {
                role: 'combobox',
                'aria-autocomplete': 'list' as const,
                'aria-expanded': isOpen,
                'aria-controls': listId,
                'aria-activedescendant': active === null ? undefined : optionId(listId, active),
              }
            : { role: 'searchbox' })}
          onInput={({ currentTarget, nativeEvent }) => {
            // What an input method is still putting together is no word yet.
            if (!('isComposing' in nativeEvent && nativeEvent.isComposing)) typed(currentTarget.value)
          }}
          onCompositionEnd={({ currentTarget }) => typed(currentTarget.value)}
          onKeyDown={(event) => {
            if (!event.nativeEvent.isComposing && takeKey(event)) event.preventDefault()
          }}
          onBlur={close}
        />
        <button className={`button ${styles.button}`}>
          {compact ? (
            <>
              <SearchIcon />
              <span className="hide">Search</span>
            </>
          ) : (
            'Search'
          )}
        </button>
        {live ? (
          <Suggestions
            id={listId}
            suggestions={suggestions}
            isOpen={isOpen}
            active={active}
            onChoose={openSuggestion}
          />
        ) : null}
      </div>
      {kept.map(([name, keptValue]) => (
        <input key={`${name}=${keptValue}`} type="hidden" name={name} value={keptValue} />
      ))}
      <p className="hide" aria-live="polite" aria-atomic="true">
        {settled}
      </p>
      <p className="hide" aria-live="polite" aria-atomic="true">
        {isOpen ? offered : ''}
      </p>
    </form>
  )
}
