import { personAddress } from '#app/domain/conversation.ts'
import type { Named } from '#app/domain/search.ts'

/** People in a sentence, each a link: "A, B and C". */
export function NameLinks({ people }: { people: readonly Named[] }) {
  return people.map(({ slug, name }, index) => (
    <span key={slug}>
      {index === 0 ? null : index === people.length - 1 ? ' and ' : ', '}
      <a href={personAddress(slug)}>{name}</a>
    </span>
  ))
}
