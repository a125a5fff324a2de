import { expect, test } from 'vitest'

import { Findings, MOST_TOLD } from './finding.ts'

test('what is wrong stands before what is for a person’s eye; all are counted, a hundred of each are told', () => {
  const findings = new Findings()
  expect(findings.lines()).toEqual([])
  findings.add({ weight: 'look', sentence: 'Two names are alike.' })
  for (let number = 0; number < MOST_TOLD + 1234; number += 1) {
    findings.add({ weight: 'wrong', sentence: `File ${number} is missing.` })
  }
  const lines = findings.lines()
  expect(lines.slice(0, 2)).toEqual(['  Wrong:', '    File 0 is missing.'])
  expect(lines.slice(-3)).toEqual(['    and 1,234 more', '  For a person’s eye:', '    Two names are alike.'])
  expect(lines).toHaveLength(MOST_TOLD + 4)
  expect(findings.counts).toEqual({ wrong: MOST_TOLD + 1234, look: 1 })
})
