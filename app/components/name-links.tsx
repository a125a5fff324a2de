import { personAddress } from '#app/domain/conversation.ts'
import type { Named } from '#app/domain/search.ts'

import { ListedLinks } from './listed-links.tsx'

/** People in a sentence, each a link. */
export function NameLinks({ people }: { people: readonly Named[] }) {
  return <ListedLinks links={people.map(({ slug, name }) => ({ url: personAddress(slug), title: name }))} />
}
