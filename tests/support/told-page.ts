import fs from 'node:fs'

import { readPage } from '#app/ingest/sources/page/read-page.ts'

/** Pages of `tests/fixtures/import/pages`, read and told in lines as a test wants to compare them. */

type Speaker = { person: { name: string; honorific?: string }; role: string; affiliation?: string }

export async function readFixturePage(name: string, isKnown?: (name: string) => boolean) {
  const content = fs.readFileSync(`tests/fixtures/import/pages/${name}`, 'utf8')
  const source = readPage(content, name.endsWith('.txt') ? 'text' : 'html', name, isKnown)
  const entries = []
  for await (const entry of source.entries) entries.push(entry)
  return { entries, remarks: source.remarks ?? [] }
}

/** A conversation a line: its date, title and people as "role Honorific Name (post)"; what was not taken with its reason. */
export async function toldPage(name: string): Promise<string[]> {
  const { entries } = await readFixturePage(name)
  return entries.map(({ candidate, problems }) => {
    if (candidate === null) return problems[0]?.text ?? ''
    const speakers = (candidate['speakers'] ?? []) as Speaker[]
    const people = speakers.map(({ person, role, affiliation }) => {
      const named = [person.honorific, person.name].filter(Boolean).join(' ')
      return `${role === 'speaker' ? '' : `${role} `}${named}${affiliation === undefined ? '' : ` (${affiliation})`}`
    })
    return [candidate['heldOn'], candidate['title'] ?? '-', people.join('; ') || '-'].map(String).join(' | ')
  })
}
