type ListedLinksProps = { links: readonly { url: string; title: string }[] }

/** Links in a sentence: "A, B and C". */
export function ListedLinks({ links }: ListedLinksProps) {
  return links.map(({ url, title }, index) => (
    <span key={url}>
      {index === 0 ? null : index === links.length - 1 ? ' and ' : ', '}
      <a href={url}>{title}</a>
    </span>
  ))
}
