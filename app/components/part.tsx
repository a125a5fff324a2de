type PartProps = {
  /** Also the fragment of its address. */
  id: string
  title: string
  /** What stands under the heading in the margin. */
  note?: React.ReactNode
  /** One of many short ones. */
  tight?: boolean
  children: React.ReactNode
}

/** A part of a page under a side head. Holds one child. */
export function Part({ id, title, note, tight = false, children }: PartProps) {
  return (
    <section className={tight ? 'part tight' : 'part'} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {note}
      </header>
      {children}
    </section>
  )
}

/** A short remark under a side head. */
export function PartNote({ children }: { children: React.ReactNode }) {
  return <p className="small soft">{children}</p>
}
