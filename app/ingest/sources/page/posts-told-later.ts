import type { FoundPerson } from './people.ts'
import { postAfter } from './posts.ts'
import { namesWork } from './work-words.ts'

/** Posts that a clause of its own tells: "A and B spoke. A is Director of Learning; B is a student.", "She is a nurse." */

/** Whoever is the subject of "is" or "was" at the beginning of a clause. */
const SUBJECT =
  /(?:^|[.!?;]\s+|\b(?:and|while)\s+)((?:\p{Lu}[\p{L}’'-]*\.?\s){1,5})(?=(?:is|was)\s(?:now\s|currently\s)?(?:(?:an?|the|one of)\s)?(.{3,80}))/gu
const PRONOUN = /^(?:She|He) $/u

/**
 * Gives those without a post the one that a later clause of `text` tells, by their name, by their first name if nobody else
 * has it, or by a pronoun where the text names nobody else.
 */
export function addPostsToldLater(people: FoundPerson[], text: string): void {
  const lacking = people.filter(({ affiliation }) => affiliation === null)
  if (lacking.length === 0) return
  const [only, ...others] = people.filter(({ name }) => text.includes(name))
  for (const { 0: whole, 1: subject = '', 2: told = '', index } of text.matchAll(SUBJECT)) {
    if (!namesWork(told)) continue
    const named = people.filter(({ name }) => isCalled(name, subject.trim()))
    const who = PRONOUN.test(subject)
      ? others.length === 0
        ? only
        : undefined
      : named.length === 1
        ? named[0]
        : undefined
    if (who === undefined || who.affiliation !== null) continue
    who.affiliation = postAfter(text, index + whole.length - 1, new Map(), text.length, false).post
  }
}

/** Whether somebody is called by the end of a subject: "A", "A B", "Dr A B". */
function isCalled(name: string, subject: string): boolean {
  return subject === name || subject === name.split(' ')[0] || subject.endsWith(` ${name}`)
}
