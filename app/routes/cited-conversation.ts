import type { Conversation } from '#app/archive/conversation.server.ts'
import type { CitedConversation } from '#app/domain/citation.ts'

/** What a citation of a conversation is made of: its speakers are the authors. */
export function citedConversation({ people, title, heldOn, series }: Conversation): CitedConversation {
  return {
    authors: people.filter(({ role }) => role === 'speaker').map(({ sortName }) => sortName),
    title,
    heldOn,
    series: series.name,
    organisation: series.organisation,
  }
}
