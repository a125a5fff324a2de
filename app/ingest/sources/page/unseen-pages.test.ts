import { expect, test } from 'vitest'

import { readFixturePage, toldPage } from '#tests/support/told-page.ts'

import { findPeople } from './people.ts'
import { NameReader } from './person-names.ts'
import { readPage } from './read-page.ts'

/** Pages whose right answers were written down before the importer had read them. */

function inWords(text: string, isEnglish = true): string[] {
  return findPeople(text, new NameReader(() => false, isEnglish)).people.map(({ name, role, affiliation }) =>
    [role, name, affiliation ?? ''].join(' | '),
  )
}

test('names of many peoples have their posts, and whom a clause only mentions is not one of them', async () => {
  expect(await toldPage('warmth-at-work.html')).toEqual([
    '2024-03 | Small courtesies in large hospitals | Dr Oluwaseun Adeyemi (consultant anaesthetist at Royal Victoria Infirmary, Newcastle); Siobhán Ní Dhomhnaill (Director of Nursing, Beaumont Hospital)',
    '2024-02 | Leading with an open door | Professor Dame Margaret Ashworth-Cole (Chair of Marie Curie); Lars Söderqvist (chief executive of Region Jönköping County)',
    '2024-01 | 24 hours on a ward | Priya Raghunathan (healthcare assistant, St Christopher’s Hospice); Tom Brightwell (porter)',
    '2023-12 | What our community gave and got | -',
    '2023-11 | Saying sorry well | Yusuf Al-Khatib (Patient Safety Lead, Mercy Deaconess Medical Center); Ceri Llewellyn; host Anneke van der Berg (Head of Improvement at The King’s Fund)',
    '2023-10 | - | Dr Wei-Ling Zhang; Dr Kwame Boateng-Mensah',
    '2023-09 | Grief, grace and the night shift | Revd Hannah Osei (lead chaplain at Guy’s and St Thomas’ NHS Foundation Trust)',
    '2023-07 | You matter because you are you | Dr Rhys ap Gwilym (GP and honorary senior lecturer, Bangor University)',
  ])
})

test('posts stand before a list, behind it, and in a sentence of their own', async () => {
  const nurse = 'intensive care nurse from Great Ormond Street Hospital'
  expect(await toldPage('kind-care-circles.html')).toEqual([
    '2023-05 | Whose ward is it? | Catriona MacAulay-Jones (author and patient advocate)',
    '2023-04 | Regulation, rules and room to breathe | Ngozi Achebe-Williams (paediatric registrar on secondment to NHS Resolution); Gethin Pryce (Fellow of the General Medical Council in Wales); Dr Helena Vandenbroucke (Deputy Chief Inspector of Hospitals, Care Quality Commission, formerly Medical Director at Barts Health)',
    `2023-03 | Teams that mend | Shanice Campbell (${nurse}); Eilidh Robertson (${nurse}); Mei Chen Tan (${nurse})`,
    '2023-02 | A conversation about conversations | Bronwen Hughes-Evans (Director of Learning at the Institute of Health Visiting); Paul Thackeray (medical student at Queen’s University Belfast)',
    '2023-01 | New year, old habits | Maureen O’Donoghue (President Emerita, Institute for Gentle Improvement); Zainab Hussain (member of the NHS Youth Forum and medical student at Keele)',
    '2022-12 | A calendar of kindness | -',
    '2022-11 | Measuring what matters | Jan-Willem de Vries; Dr Adaeze Nwosu (Associate Professor of Primary Care, University of Lagos)',
    '2022-10 | - | Dr Michael Oyelaran; host Sian Bowen',
  ])
})

test('the heads of a table say what its columns hold', async () => {
  expect(await toldPage('talks-in-columns.html')).toEqual([
    '2022-10-13 | The Secret Life of Mudflats | Dr Penelope Garside',
    '2022-11-10 | Barnacle Geese in Winter | Gareth Ellis-Moore',
    '2022-12-08 | Mince pies and photographs | -',
    '2023-01-12 | Seagrass, Carbon and Hope | Xiaoyan Liu; Bartholomew Finch',
    '2023-02-09 | - | -',
  ])
})

test('a season without weekdays has its years where its months pass the end of one', async () => {
  expect(await toldPage('colloquium.html')).toEqual([
    '2022-10-06 | Glaciers as archives | Helga Thorvaldsdottir (Reykjavik)',
    '2022-11-03 | Rain, rumour and river gauges | Amadou Ba (Dakar)',
    '2022-12-01 | Two coasts, one sea level | Ming-Hua Lee (Taipei); Ruth Feldman (Haifa)',
    '2023-02-02 | The last winter flood | José Antonio Pérez y Gómez (Seville)',
    '2023-03-02 | - | -',
  ])
})

test('French and Swiss pages have their quotes, titles before names and words for who led', async () => {
  expect(await toldPage('cafe-des-soignants.html')).toEqual([
    '2023-02-14 | Écouter avant de soigner | Mme Hélène Marchand-Leroy (cadre de santé au CHU de Nantes)',
    '2023-03-14 | La douceur a-t-elle un prix ? | Pr Jean-Baptiste Delacroix (chef du service de gériatrie, hôpital Bichat); Aïssatou Diallo (aide-soignante)',
    '2023-04-11 | Annoncer sans blesser | Dr Nguyễn Thị Lan (oncologue); host Olivier Fontaine',
    '2023-06-01 | Soigner ceux qui soignent | Maryam Rahimi (psychologue du travail)',
  ])
  const swiss = await toldPage('ethik-cafe.html')
  expect([swiss[0], swiss[2], swiss[3]]).toEqual([
    '2023-09-12 | Darf Pflege müde sein? | Regula Zürcher-Amstutz (Ethikerin, Universitätsspital Zürich); host Beat Niederhauser',
    '2023-11-14 | Lügen am Krankenbett | Professor Dr Giovanni Maio-Keller (Chefarzt Geriatrie, Kantonsspital Baden)',
    '2023-12-05 | Offener Abend | -',
  ])
})

test('a line of a list is date, title, names and posts, and a link in brackets is a material', async () => {
  expect(await toldPage('grand-rounds.html')).toEqual([
    '2022-01-20 | Humility at the Bedside | Dr Charlotte Beaumont-Okeke (Chief of Medicine, Lakeshore Hospital)',
    '2022-02-17 | The Quiet Epidemic | Dr Vikram Chandrasekaran; Patricia Dunleavy (Nurse Educator)',
    '2022-03-17 | Rounds cancelled | -',
    '2022-04-21 | What the Cleaner Knows | Roberto Esposito (environmental services)',
    '2021-10-21 | Listening in Haste | Dr Ebony Washington',
    '2021-11-18 | Thank You, Next | Dr Saoirse Kinsella (resident); Dr Ben Adler-Katz (resident)',
  ])
  const { entries } = await readFixturePage('grand-rounds.html')
  expect(entries[0]?.candidate?.['recordings']).toEqual([
    { availability: 'here', address: 'https://rounds.example.edu/v/1' },
  ])
  expect(entries[3]?.candidate?.['documents']).toMatchObject([{ kind: 'slides' }])
})

test('another preposition before the next of a list begins no post', () => {
  expect(
    inWords(
      'We heard three stories: from Imelda Fitz, a midwife of forty years; from Harpreet Singh Gill, a paramedic; and from Oksana Kovalenko, who nurses in Lviv.',
    ),
  ).toEqual([
    'speaker | Imelda Fitz | midwife of forty years',
    'speaker | Harpreet Singh Gill | paramedic',
    'speaker | Oksana Kovalenko | ',
  ])
})

test('a post may open the sentence, or stand before and behind its name', () => {
  expect(
    inWords('Founder of the Sunrise School, Edmund Fiddler, and headteacher James Hanscombe were in conversation.'),
  ).toEqual(['speaker | Edmund Fiddler | Founder of the Sunrise School', 'speaker | James Hanscombe | headteacher'])
  expect(inWords('We were joined online by the translator, Annika Bergqvist.')).toEqual([
    'speaker | Annika Bergqvist | translator',
  ])
  expect(inWords('With Nurse Consultant Olivia Tremblay, Montreal General Hospital.')).toEqual([
    'speaker | Olivia Tremblay | Nurse Consultant, Montreal General Hospital',
  ])
  expect(inWords('Aoife Brennan, PhD candidate, University of Galway, spoke.')).toEqual([
    'speaker | Aoife Brennan | PhD candidate, University of Galway',
  ])
})

test('the last of a list may be its host', () => {
  expect(inWords('Dr Vito Montanari (endocrinologist) and Dr Ada Good with Susie Bayley as host.')).toEqual([
    'speaker | Vito Montanari | endocrinologist',
    'speaker | Ada Good | ',
    'host | Susie Bayley | ',
  ])
})

test('what stands in brackets or behind a dash does not make another thing of the name before it', () => {
  expect(inWords('Presenters: Nomvula Dlamini (community health worker, Durban); Björn Þorsteinsson (GP)')).toEqual([
    'speaker | Nomvula Dlamini | community health worker, Durban',
    'speaker | Björn Þorsteinsson | GP',
  ])
})

test('words that are surnames too are names behind one first name, and things elsewhere', () => {
  expect(inWords('Speakers: Marcus Oyelowo and Hye-jin Park. With Dr Helen Ward.')).toEqual([
    'speaker | Marcus Oyelowo | ',
    'speaker | Hye-jin Park | ',
    'speaker | Helen Ward | ',
  ])
  expect(inWords('We met with friends at Victoria Park, Marie Curie Ward and the Royal Albert Hall.')).toEqual([])
})

test('in another language two people are told apart, and a post with capitals is none of them', () => {
  expect(inWords('Ponentes: Joaquín Etxeberria y Lucía Fernández-Amaya, mediadora intercultural', false)).toEqual([
    'speaker | Joaquín Etxeberria | ',
    'speaker | Lucía Fernández-Amaya | mediadora intercultural',
  ])
  expect(inWords('Referentin: Dr. med. Annegret Schöllhorn, Fachärztin für Allgemeinmedizin', false)).toEqual([
    'speaker | Annegret Schöllhorn | Fachärztin für Allgemeinmedizin',
  ])
})

test.each([
  ['January 20253 habits for a kinder year', '2025-01 | 3 habits for a kinder year'],
  ['Third Thursday of May 2024 – Night-time noise', '2024-05 | Night-time noise'],
  ['#31 | Tue 14 Nov 2023, 18:30 GMT | Counting Hedgehogs', '2023-11-14 | Counting Hedgehogs'],
  ['Giovedì 16 marzo 2023, ore 18', '2023-03-16 | -'],
  ['<time datetime="2023-02-16">16 <span>Feb</span></time>', '2023-02-16 | -'],
  ['November 2024 | Familie aan tafel | Spreker volgt', '2024-11 | Familie aan tafel'],
  ['November 2024 | Belonging | Community', '2024-11 | Belonging | Community'],
])('the heading “%s” is %s', async (heading, expected) => {
  const page = `<html><body><h2>${heading}</h2><p>We broke with tradition and went for a walk.</p></body></html>`
  const told = []
  for await (const { candidate } of readPage(page, 'html', 'page').entries)
    told.push(`${String(candidate?.['heldOn'])} | ${String(candidate?.['title'] ?? '-')}`)
  expect(told).toEqual([expected])
})

test('a post ends at a comma before a verb, and an offer in brackets is none', () => {
  expect(inWords('Guest speaker Baroness Usha Chaudhary, crossbench peer and lawyer, took questions.')).toEqual([
    'speaker | Usha Chaudhary | crossbench peer and lawyer',
  ])
  expect(inWords('Speakers: Ngozi Iweala (slides) and Freya Lindholm (nurse)')).toEqual([
    'speaker | Ngozi Iweala | ',
    'speaker | Freya Lindholm | nurse',
  ])
})

test('whatever stands between two titles is a title', () => {
  expect(inWords('With the Revd Canon Dr Philippa Askew.')).toEqual(['speaker | Philippa Askew | '])
})

test('a list below a line that introduces it names those who took part', async () => {
  const page = `<html lang="en"><body><h2>February 2023: Can regulators be kind?</h2><p>Our guests were:</p><ul>
    <li>Astri Etheridge – fellow, General Dental Council in Wales</li>
    <li>Nia Harrow-Field – registrar, on secondment to the Care Inspectorate</li></ul></body></html>`
  const speakers = []
  for await (const { candidate } of readPage(page, 'html', 'page').entries) speakers.push(candidate?.['speakers'])
  expect(speakers).toMatchObject([
    [
      { person: { name: 'Astri Etheridge' }, affiliation: 'fellow, General Dental Council in Wales' },
      { person: { name: 'Nia Harrow-Field' }, affiliation: 'registrar, on secondment to the Care Inspectorate' },
    ],
  ])
})

test('whom an evening was about, who was drawn on and who comes next did not speak', () => {
  const texts = [
    'The session was about Florence Nightingale, Mary Seacole and Edith Cavell.',
    'Building on the ideas of Carl Rogers, the group practised listening.',
    'Our next speaker is Tom Wells.',
  ]
  expect(texts.flatMap((text) => inWords(text))).toEqual([])
  expect(inWords('Led by Gwen Foster, Tom Wells and Ana Gomes.')).toHaveLength(3)
  expect(inWords('Mit Offenen Ohren und Großem Herzen', false)).toEqual([])
})
