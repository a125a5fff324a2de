import { expect, test } from 'vitest'

import { readFixturePage, toldPage } from '#tests/support/told-page.ts'

import { findPeople } from './people.ts'
import { NameReader } from './person-names.ts'

/** What a page does as a rule decides how its harder lines are read. The answers were written before the importer read them. */

test('a column says who presented, and the one beside it where they belong', async () => {
  expect(await toldPage('rounds-in-columns.html')).toEqual([
    '2023-09-06 | Diuretic Resistance in Heart Failure | Rose Field (Division of Cardiology, Harborview Valley Hospital)',
    '2023-10-04 | The Long Shadow of Hepatitis C | Nguyen Thi Minh Khai (Mercer School of Medicine)',
    '2023-11-01 | Bias in the Chart: Words That Follow Patients | Anita Blackwood-Reyes (Nursing Education, Harborview Valley Hospital); Tunde Adebayo (Department of Medicine, Lakeland University)',
    '2023-12-06 | No Grand Rounds – Holiday Reception | -',
    '2024-01-10 | What Sepsis Taught Us | Grant Park (Chief Resident)',
    '2024-02-07 | Kindness as a Clinical Skill | J. K. Rowe (Visiting Professor, University of Otago)',
  ])
})

test('talks of one evening make one conversation, called after all of them', async () => {
  expect(await toldPage('two-talks-a-month.html')).toEqual([
    '2023-10-10 | Signals without the hype; Accessible forms from day one | Rich Bell; Chidinma Okafor (Senior Engineer at Tidewater)',
    '2023-11-14 | My first compiler; Talking to strangers | Jörg Kästner; Summer Hayes (Developer Advocate at Nimbus)',
    '2023-12-12 | - | -',
    '2024-01-09 | Async all the way down; Maps that load | Đặng Quốc Bảo',
  ])
})

test('a room between the time and the title is no part of the title', async () => {
  expect(await toldPage('rooms-in-headings.html')).toEqual([
    '2023-03-16 | Nets, knots and Naples | Dr Isotta Bellavista (Curator of Textiles, Wharfside Museum)',
    '2023-04-20 | The last of the lightermen | Jack Waters; Penny Lane (oral historian)',
    '2023-05-18 | Whose anchor is it? | Professor Nana Yaw Boateng (University of Ghana); June Carpenter (Head of Collections)',
    '2023-06-15 | Tea, trade and tar | Archie Bird-Whitlock',
    '2023-07-20 | CANCELLED | -',
    '2023-09-21 | A harbour in watercolours | Violet Banks (author of A Harbour in Watercolours); Hugo Steele (author of A Harbour in Watercolours)',
  ])
})

test('on a German page the second line has the people, with their work and their titles', async () => {
  expect(await toldPage('monatstreffen.txt')).toEqual([
    '2023-01-10 | Mit Schmerzen leben | Dr Friederike Hollerbach (Oberärztin für Rheumatologie am Klinikum Garmisch)',
    '2023-02-14 | Bewegung tut gut | Lukas Brandstätter (Physiotherapeut); Waltraud Huber (Übungsleiterin)',
    '2023-03-14 | Was steht mir zu? Rechte von Schwerbehinderten | Dr Sevgi Yıldırım (Rechtsanwältin)',
    '2023-04-11 | Offener Abend | -',
    '2023-05-09 | Ernährung bei Rheuma | Kathrin von der Heide (Diätassistentin)',
    '2023-06-13 | Trost und Hoffnung | Pfarrer Johannes Leitner; Sr Benedicta Maurer (Klinikseelsorge)',
  ])
})

test('titles of the clergy and letters after a name are no part of it', async () => {
  expect(await toldPage('faith-and-ethics.txt')).toEqual([
    '2023-01 | Forgiveness after harm | Revd Dr Simon Peverell (Dean of Wexcombe); Sr Mary Bernadette Quigley',
    '2023-02 | Assisted dying: listening across the divide | Rabbi Naomi Feldstein; Imam Yusuf Karolia; Baroness Hilary Thorne (crossbench peer); host Canon Philip Wardle',
    '2023-03 | What hospitals owe the poor | Fr Emeka Onwubiko (hospital chaplain)',
    '2023-04 | Silence | Br Anselm Frost',
    '2023-05 | Nursing as vocation | Patience Mensah (matron at the Royal Wexcombe Hospital)',
    '2023-06 | Conscience in the clinic | Mr Edward Quill (consultant surgeon); host Sir Geoffrey Lumb',
  ])
})

test('a post stands on the line below its name', async () => {
  expect(await toldPage('posts-below-names.txt')).toEqual([
    "2023-01-11 | Breathlessness without panic | Dr Catriona Muirhead (Consultant in Palliative Medicine, St Columba's Hospice)",
    '2023-02-08 | Talking to teenagers about dying | Jay Fountain (Play Specialist, Little Havens)',
    '2023-03-08 | Chaplaincy for everybody | Revd Sunniva Thorsen (Lead Chaplain, Princess Alice Hospice)',
    '2023-04-12 | Compassionate neighbours | Parveen Akhtar (Community Development Manager, Saint Francis Hospice)',
    '2023-05-10 | What volunteers see | Rowan Fields (Volunteer Coordinator, Dorothy House)',
    '2023-06-14 | Estimating time | Dr Chukwuemeka Ibe (GP and Clinical Lead for End of Life Care, NHS Lothian)',
  ])
})

test('on a page of cards the title stands above the date', async () => {
  expect(await toldPage('cards.html')).toEqual([
    '2023-03-14 | The art of the apology | Marisol Quintanilla (ombudsman, Bayview Health)',
    '2023-04-11 | Story medicine | Dr Skye Hunter (storyteller-in-residence); Woodrow Banks (storyteller-in-residence)',
    '2023-05-09 | When the interpreter is the patient’s child | Phuong Anh Tran (language access manager)',
    '2023-06-13 | The quiet leader | Dr Kwabena Asante-Frimpong (chief medical officer, Delta Regional)',
  ])
})

test('what is set in italics beside names is the title', async () => {
  expect(await toldPage('titles-in-italics.txt')).toEqual([
    '2022-01-20 | Is pain private? | Hanna Lindgren-Okoro (Uppsala)',
    '2022-02-17 | Trust and testimony at the bedside | Rob Wells (Leeds); Iris Chambers (Durham)',
    '2022-03-17 | The good enough doctor | Pádraig Mac Giolla Bhríde (Galway)',
    '2022-04-21 | No seminar (Easter) | -',
    '2022-05-19 | Dignity: one word too many? | Ikram Ben Salah (Tunis)',
    '2023-01-19 | Kindness as a virtue | Dale Woods (Toronto)',
    '2023-02-16 | What do we owe the angry patient? | Noor van Dijk (Groningen); Peter Small (Keele)',
  ])
})

test('the number of a session is no day, and names of Asia and the Pacific are whole', async () => {
  expect(await toldPage('numbered-sessions.txt')).toEqual([
    '2024-01-18 | Compassion at scale | Professor Tan Wei Ming (National University of Singapore); host Siti Nurhaliza binti Rahman',
    '2024-02-15 | Elders first | Aroha Te Rangi (Kaumatua, Te Whatu Ora); Kim Soo-jin (geriatric nurse, Seoul); Noelani Kealoha (Honolulu); host Siti Nurhaliza binti Rahman',
    '2024-03-21 | When the cyclone came | Sione Tupou-Fifita (Director, Tonga Red Cross); host Grace Li',
    '2024-04-18 | Touch, consent, culture | Dr S. Meenakshi Sundaram; Ms Lakshmi Priya R.; host Grace Li',
  ])
})

test('a room that is left out of a title is named', async () => {
  const { entries } = await readFixturePage('rooms-in-headings.html')
  expect(entries[0]?.problems.map(({ text }) => text)).toEqual([
    '“Lecture Theatre” beside the date is taken for the place: not used',
  ])
})

function inWords(text: string, isEnglish = true): string[] {
  return findPeople(text, new NameReader(() => false, isEnglish), text.length < 200).people.map(
    ({ name, role, affiliation }) => [role, name, affiliation ?? ''].join(' | '),
  )
}

test('names of two English words are names behind a label, with work or beside somebody sure', () => {
  expect(inWords('Speaker: Rose Field')).toEqual(['speaker | Rose Field | '])
  expect(
    inWords('The panel was made up of Kit Harrow, a ward clerk on Elm Ward, and staff nurse Hope Rivers.'),
  ).toEqual(['speaker | Kit Harrow | ward clerk on Elm Ward', 'speaker | Hope Rivers | staff nurse'])
  expect(inWords('Jack Waters in conversation with Penny Lane, oral historian')).toEqual([
    'speaker | Jack Waters | ',
    'speaker | Penny Lane | oral historian',
  ])
})

test.each([
  'Speaker: Open Mic',
  'Guests: Local Heroes',
  'Speakers: Patient Voices',
  'Speaker: Human Resources',
  'We walked through Green Park and read Quiet Minds.',
  'Speaker: Youth Council',
])('“%s” names nobody', (text) => {
  expect(inWords(text)).toEqual([])
})

test('the post of the next in a list is none of the one before', () => {
  expect(
    inWords('We heard from foundation doctor Bethan Prys-Jones, porter Dwayne Lewis and radiographer Mei Ling Ho.'),
  ).toEqual([
    'speaker | Bethan Prys-Jones | foundation doctor',
    'speaker | Dwayne Lewis | porter',
    'speaker | Mei Ling Ho | radiographer',
  ])
})

test('a body behind a post belongs to the post, and what happened does not', () => {
  expect(inWords('Speaker: Marisol Quintanilla, ombudsman, Bayview Health')).toEqual([
    'speaker | Marisol Quintanilla | ombudsman, Bayview Health',
  ])
  expect(
    inWords('The discussion, led by our Medical Director, Professor Clive Ashdown, went well beyond the hour.'),
  ).toEqual(['speaker | Clive Ashdown | Medical Director'])
})

test('two surnames that a small word joins are one person’s, two whole names two people’s', () => {
  expect(inWords('Ponente: Joan-Lluís Ferrer i Puig, profesor', false)).toEqual([
    'speaker | Joan-Lluís Ferrer i Puig | profesor',
  ])
  expect(inWords('Ponentes: Andrés Villalobos y Pilar Núñez Feijóo', false)).toHaveLength(2)
})
