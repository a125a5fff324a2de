import { expect, test } from 'vitest'

import { roleRuns } from './roles.ts'

test('evenings with the same role fold into one line', () => {
  const fellow = 'Senior Fellow'
  expect(
    roleRuns([
      { heldOn: '2023-08', affiliation: fellow },
      { heldOn: '2022-07', affiliation: fellow },
      { heldOn: '2022-11', affiliation: fellow },
    ]),
  ).toEqual([{ from: '2022-07', to: '2023-08', count: 3, affiliation: fellow }])
})

test('a role that changed is listed by its times, a role taken up again once more', () => {
  const runs = roleRuns([
    { heldOn: '2022-11', affiliation: 'adviser' },
    { heldOn: '2023-07', affiliation: 'student' },
    { heldOn: '2024-01', affiliation: 'adviser' },
  ])
  expect(runs.map(({ from, affiliation }) => [from, affiliation])).toEqual([
    ['2022-11', 'adviser'],
    ['2023-07', 'student'],
    ['2024-01', 'adviser'],
  ])
})

test('an evening that names no role neither shows nor parts a run', () => {
  expect(
    roleRuns([
      { heldOn: '2022-11', affiliation: 'adviser' },
      { heldOn: '2023-01', affiliation: '' },
      { heldOn: '2023-07', affiliation: 'adviser' },
    ]),
  ).toEqual([{ from: '2022-11', to: '2023-07', count: 2, affiliation: 'adviser' }])
  expect(roleRuns([{ heldOn: '2022-11', affiliation: '' }])).toEqual([])
})
