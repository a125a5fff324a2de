import type { Writes } from '#app/archive/records/write.server.ts'
import type { ArchiveItem } from '#app/domain/archive-item.ts'

import type { Catalogue } from './catalogue.ts'
import type { Plan } from './plan-conversation.ts'

/** Decides about an old address and where it leads; in the report its two paths stand as slug and title. */
export function planRedirect(item: ArchiveItem, catalogue: Catalogue, writes: Writes): Plan {
  if (item.kind !== 'redirect') throw new TypeError(`A batch holds items of one kind, not redirects and ${item.kind}`)
  const { from, to } = item
  const before = catalogue.redirects.get(from)
  const action = before === undefined ? 'added' : before === to ? 'unchanged' : 'changed'
  if (action !== 'unchanged') writes.redirects.push({ from, to })
  catalogue.journal.set(catalogue.redirects, from, to)
  const fields = action === 'changed' ? ['to'] : []
  return { action, slug: from, title: to, heldOn: null, speakers: [], fields, problems: [] }
}
