import fc from 'fast-check'
import { expect, test } from 'vitest'

import { cleanBody } from '#app/domain/archive-item-fields.ts'

import { readFrontMatter, writeFrontMatter } from './front-matter.ts'

test('fields, body and the lines of both are found', () => {
  const file = '---\ntitle: Kindness\nspeakers:\n  - person: ada\n  - person: bo\n    role: host\n---\n\nA text.\n'
  const { fields, body, textLine, lineOf } = readFrontMatter(file)
  expect(fields).toEqual({ title: 'Kindness', speakers: [{ person: 'ada' }, { person: 'bo', role: 'host' }] })
  expect(cleanBody(body)).toBe('A text.')
  expect(lineOf(['title'])).toBe(2)
  expect(lineOf(['speakers', 1, 'role'])).toBe(6)
  expect(lineOf(['speakers', 1, 'missing'])).toBe(5)
  expect(lineOf(['body'])).toBe(8)
  expect(textLine).toBe(9)
})

test.each([
  ['title: x', 'line 1: the file does not begin with a line of ---'],
  ['---\ntitle: x\n', 'line 1: the second line of --- is missing'],
  ['---\n- a\n---\n', 'line 2: between the lines of --- stand no fields (name: value)'],
  ['---\ntitle: x\ntitle: y\n---\n', 'line 3: Map keys must be unique'],
  ['---\na: 1\ntitle: "x\n---\n', 'line 4: Missing closing "quote'],
])('%j is refused with its line', (file, message) => {
  expect(() => readFrontMatter(file)).toThrow(message)
})

test('anchors that multiply are refused', () => {
  const levels = Array.from({ length: 9 }, (_, level) => `l${level}: &l${level} [${`*l${level - 1},`.repeat(9)}]`)
  const file = `---\n${['l0: &l0 [x]', ...levels.slice(1)].join('\n')}\n---\n`
  expect(() => readFrontMatter(file)).toThrow('Excessive alias count')
})

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    ...[
      '---',
      '--- ',
      'null',
      'yes',
      '2023',
      '2023-12',
      '18:00',
      '- a',
      '# no',
      '*x',
      '&x',
      '!x',
      'a: b',
      '"',
      "'",
      '|',
      '>',
    ],
    ...[
      'a\nb',
      'a\n---\nb',
      ' x ',
      '\ttab',
      '{}',
      '[]',
      '%',
      '@',
      '`',
      '🙂',
      'ключ: значение',
      '\u2028',
      '1e3',
      '0x1F',
      '~',
    ],
  ),
)

test('whatever the fields and the body, they come back the same', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), text), text, (fields, body) => {
      const clean = cleanBody(body)
      const read = readFrontMatter(writeFrontMatter(fields, clean))
      expect({ ...read.fields }).toEqual({ ...fields })
      expect(cleanBody(read.body)).toBe(clean)
    }),
  )
})
