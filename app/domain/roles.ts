/** How a person was described on one evening. */
export type RoleThen = { heldOn: string; affiliation: string }

/** The same description on one evening or on several that follow each other. */
export type RoleRun = { from: string; to: string; count: number; affiliation: string }

/**
 * A person's affiliations over time, oldest first, runs of the same one folded into one. An evening that names none
 * neither shows nor parts a run.
 */
export function roleRuns(roles: readonly RoleThen[]): RoleRun[] {
  const runs: RoleRun[] = []
  const inTime = [...roles].sort((a, b) => (a.heldOn < b.heldOn ? -1 : 1))
  for (const { heldOn, affiliation } of inTime) {
    if (affiliation === '') continue
    const last = runs.at(-1)
    if (last?.affiliation === affiliation) {
      last.to = heldOn
      last.count += 1
    } else runs.push({ from: heldOn, to: heldOn, count: 1, affiliation })
  }
  return runs
}
