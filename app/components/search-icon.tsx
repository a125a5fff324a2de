/** A magnifying glass; what it is for stands beside it in words. */
export function SearchIcon() {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle cx="10" cy="10" r="6.5" />
      <path d="m15 15 6.5 6.5" />
    </svg>
  )
}
