type PartProps = {
  /** Also the fragment of its address. */
  id: string
  title: string
  /** Of the title, where it is not the page's. */
  language?: string | undefined
  /** What stands under the heading in the margin. */
  note?: React.ReactNode
  /** One of many short ones. */
  tight?: boolean
  children: React.ReactNode
}

/** A part of a page under a side head. Holds one child. */
export function Part({ id, title, language, note, tight = false, children }: PartProps) {
  return (
    <section className={tight ? 'part tight' : 'part'} aria-labelledby={id}>
      <header>
        <h2 id={id} lang={language}>
          {title}
        </h2>
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
