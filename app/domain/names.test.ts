import { expect, test } from 'vitest'

import { conversationTitle, displayName, nameKey, namesNobody, readPersonName, sortNameOf } from './names.ts'

test.each([
  ['Dr Robin Banerjee', 'Dr', 'Robin Banerjee'],
  ['Dr. Kate Pryde', 'Dr', 'Kate Pryde'],
  ['Prof Michael West CBE', 'Professor', 'Michael West'],
  ['Professor Dame Jane Dacre, DBE, FRCP', 'Professor Dame', 'Jane Dacre'],
  ['Emeritus Professor Paul Batalden', 'Emeritus Professor', 'Paul Batalden'],
  ['Dillon R. Gardner, PhD', null, 'Dillon R. Gardner'],
  ['Aaron Hall, MBA', null, 'Aaron Hall'],
  ['Jack MA', null, 'Jack MA'],
  ["Victoria  O'Brien", null, 'Victoria O’Brien'],
  ['Sir', null, 'Sir'],
  ['Dr Phil', 'Dr', 'Phil'],
  ['東京太郎', null, '東京太郎'],
])('"%s" is the title %s and the name %s', (written, honorific, name) => {
  expect(readPersonName(written)).toEqual({ honorific, name })
})

test.each([
  ['Robin Banerjee', 'Banerjee, Robin'],
  ['Guido van Rossum', 'van Rossum, Guido'],
  ['Luca de la Cruz', 'de la Cruz, Luca'],
  ['Richard D. Copeland Jr.', 'Copeland, Richard D. Jr.'],
  ['Glyph', 'Glyph'],
  ['Chu, Hua-Rong', 'Chu, Hua-Rong'],
  ['van Rossum', 'Rossum, van'],
])('"%s" is filed as "%s"', (name, sorted) => {
  expect(sortNameOf(name)).toBe(sorted)
})

test('a conversation without a title is called after its people', () => {
  const names = [
    { honorific: 'Dr', name: 'Robin Banerjee' },
    { honorific: null, name: 'Suzie Bailey' },
  ].map(displayName)
  expect(conversationTitle({ title: null, names })).toBe('Conversation with Dr Robin Banerjee and Suzie Bailey')
  expect(conversationTitle({ title: 'Kindness', names })).toBe('Kindness')
  expect(conversationTitle({ title: null, names: [] })).toBe('Conversation')
})

test('names that differ only in case and white space have one key', () => {
  expect(nameKey('Guido  Van Rossum')).toBe(nameKey('Guido van Rossum'))
  expect(nameKey('Johan\u00adna L\u200find')).toBe(nameKey('Johanna Lind'))
  expect(nameKey('علی\u200cرضا')).toBe(nameKey('علیرضا'))
  expect(nameKey('José García')).not.toBe(nameKey('Jose Garcia'))
})

test.each([
  ...['TODO', 'TBC', 'To be announced', 'Various artists', 'Organizers', '-', '?', 'None', 'nobody', 'Guest speaker'],
  ...[
    'n.a.',
    '(various)',
    'Various speakers.',
    'Missing Speaker',
    'N/A',
    'TBA',
    'tbd',
    'Speaker TBC',
    'Guest speakers',
  ],
  ...[
    'Various',
    'Anonymous',
    'unknown speaker',
    'Several presenters',
    'Multiple speakers',
    '—',
    '…',
    'To be confirmed',
  ],
  ...['Special guest', 'Invited speakers', 'The organisers', 'null', 'Speaker 1', 'xxx', 'Not yet announced', 'T.B.C.'],
])('"%s" names nobody', (written) => {
  expect(namesNobody(written)).toBe(true)
})

test.each([
  'Noel None',
  'Guest Mbeki',
  'Tobias',
  'Tba Okoro',
  'Todo Bem',
  'Glyph',
  'An',
  '李',
  'Various Marsh',
  'Nil Yalter',
  'Guido',
])('"%s" names somebody', (written) => {
  expect(namesNobody(written)).toBe(false)
})

test('marks of layout leave a name, joiners that change its letters stay', () => {
  expect(readPersonName('\u202aDr Johan\u00adna\u200b Lind\u202c\ufeff').name).toBe('Johanna Lind')
  expect(readPersonName('علی\u200cرضا').name).toBe('علی\u200cرضا')
})
