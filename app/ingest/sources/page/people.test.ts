import { expect, test } from 'vitest'

import { findPeople } from './people.ts'
import { NameReader } from './person-names.ts'

function inWords(text: string): string[] {
  return findPeople(text, new NameReader(() => false, true)).people.map(({ honorific, name, role, affiliation }) =>
    [role, [honorific, name].filter(Boolean).join(' '), affiliation ?? ''].join(' | '),
  )
}

test('a name with a title is a person wherever it stands', () => {
  expect(inWords('A good evening, thanks to Professor Michael West.')).toEqual(['speaker | Professor Michael West | '])
})

test('two speakers in one sentence are two people', () => {
  expect(inWords('In August we heard from Bob Klaber and Maureen Bisognano.')).toEqual([
    'speaker | Bob Klaber | ',
    'speaker | Maureen Bisognano | ',
  ])
})

test('posts after commas, in brackets and behind semicolons belong to the name before them', () => {
  const text =
    'We were delighted to welcome Victoria O’Brien, registrar on secondment to the Care Quality Commission; Astrid Etherington (fellow, General Medical Council in Wales); and Nigel Acheson, Regional Medical Officer, NHS England.'
  expect(inWords(text)).toEqual([
    'speaker | Victoria O’Brien | registrar on secondment to the Care Quality Commission',
    'speaker | Astrid Etherington | fellow, General Medical Council in Wales',
    'speaker | Nigel Acheson | Regional Medical Officer, NHS England',
  ])
})

test('a post behind a whole list belongs to all who are in it', () => {
  expect(
    inWords('We were joined by Dr Hesham Abdalla, Judy Rees and Steve McCann from the Clean Language movement.'),
  ).toEqual([
    'speaker | Dr Hesham Abdalla | Clean Language movement',
    'speaker | Judy Rees | Clean Language movement',
    'speaker | Steve McCann | Clean Language movement',
  ])
})

test('hosts and facilitators are told from speakers', () => {
  const text =
    'A conversation with Ed Fidoe and James Handscombe, hosted by James Mountford, founder of the London Interdisciplinary School. Bob Klaber and Suzie Bailey facilitated.'
  expect(inWords(text)).toEqual([
    'speaker | Ed Fidoe | ',
    'speaker | James Handscombe | ',
    'host | James Mountford | founder of the London Interdisciplinary School',
    'facilitator | Bob Klaber | ',
    'facilitator | Suzie Bailey | ',
  ])
})

test('a sentence that begins with a name and says what they did names a speaker, and the post ends at the verb', () => {
  expect(
    inWords(
      'Maureen Bisognano, Senior Fellow at the Institute for Healthcare Improvement, introduced us to eudaimonia.',
    ),
  ).toEqual(['speaker | Maureen Bisognano | Senior Fellow at the Institute for Healthcare Improvement'])
})

test('letters after a name, a nickname and a second mention add nobody', () => {
  const text =
    'Dr Cath Crock AM, Sue Robins and Gabrielle (Gabby) Matthews talked about music. Sue Robins also read from her book.'
  expect(inWords(text)).toEqual([
    'speaker | Dr Cath Crock | ',
    'speaker | Sue Robins | ',
    'speaker | Gabrielle Matthews | ',
  ])
})

test('names of bodies, events, places and months are no people', () => {
  const texts = [
    'A Gathering of Kindness with the Care Quality Commission and NHS England.',
    'In October London School members met with friends from Evelina Children’s Hospital.',
    'Members of Kindness in Healthcare joined with Imperial College Healthcare.',
    'Eight groups gave presentations of two to three minutes.',
  ]
  expect(texts.flatMap(inWords)).toEqual([])
})

test('names with particles, hyphens, initials and accents are whole', () => {
  expect(
    inWords('Our speakers were Guido van Rossum, Zoë Müller-Lüdenscheidt, J. Smith and Ngũgĩ wa Thiong’o.'),
  ).toEqual([
    'speaker | Guido van Rossum | ',
    'speaker | Zoë Müller-Lüdenscheidt | ',
    'speaker | J. Smith | ',
    'speaker | Ngũgĩ wa Thiong’o | ',
  ])
})

test('a post before its name belongs to it', () => {
  expect(
    inWords('We were joined by author and patient advocate Sue Robins and consultant paediatrician Dr Kate Pryde.'),
  ).toEqual([
    'speaker | Sue Robins | author and patient advocate',
    'speaker | Dr Kate Pryde | consultant paediatrician',
  ])
  expect(inWords('We heard from Patient Safety Commissioner Henrietta Hughes.')).toEqual([
    'speaker | Henrietta Hughes | Patient Safety Commissioner',
  ])
  expect(inWords('We were joined by members from New Zealand and friends in South Africa.')).toEqual([])
})

test('a title at the beginning of a list makes people of all who are in it', () => {
  expect(inWords('Dr Hesham Abdalla, Judy Rees and Steve McCann of the Clean Language movement led us.')).toEqual([
    'speaker | Dr Hesham Abdalla | Clean Language movement',
    'speaker | Judy Rees | Clean Language movement',
    'speaker | Steve McCann | Clean Language movement',
  ])
})

test('people in conversation with their host are told apart', () => {
  expect(inWords('Ed Fidoe and James Handscombe were in conversation with our host James Mountford.')).toEqual([
    'speaker | Ed Fidoe | ',
    'speaker | James Handscombe | ',
    'host | James Mountford | ',
  ])
})

test('who stands behind a title in quotes speaks', () => {
  expect(inWords('“Whose story is it anyhow?”: Sue Robins, author.')).toEqual(['speaker | Sue Robins | author'])
})
