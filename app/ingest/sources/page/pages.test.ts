import { expect, test } from 'vitest'

import { readFixturePage as read, toldPage as told } from '#tests/support/told-page.ts'

import { readPage } from './read-page.ts'

/** Pages of several communities, each as its editor would have it. */

async function perhaps(name: string): Promise<string[]> {
  const { entries } = await read(name)
  return entries.flatMap(({ problems }) =>
    problems.map(({ line, text }) => `${line} ${text}`).filter((text) => text.includes('perhaps a speaker')),
  )
}

const IHI = 'President Emerita and Senior Fellow at the Institute for Healthcare Improvement'
const INTENSIVIST = 'paediatric intensivist at Evelina Children’s Hospital in London'
const CLEAN = 'Clean Language movement'

test('a page with a heading a month and a paragraph gives every month, title, person and post', async () => {
  expect(await told('conversations.html')).toEqual([
    `2024-02 | Using ‘Clean Language’ to achieve better and kinder conversations in healthcare | Dr Hesham Abdalla (${CLEAN}); Judy Rees (${CLEAN}); Steve McCann (${CLEAN})`,
    '2024-01 | Kindness in education | Dr Sanjiv Ahluwalia (Professor of Primary Care and Medical Education and Head of Anglia Ruskin School of Medicine)',
    '2023-12 | Compassion and kindness in leadership | Professor Michael West',
    '2023-11 | Kindness and psychological safety | Amy Edmondson (Novartis Professor of Leadership and Management at Harvard Business School)',
    '2023-10 | 36 months of conversations so far | -',
    '2023-09 | Kindness and our education systems | host James Mountford (founder of the London Interdisciplinary School); Ed Fidoe; James Handscombe',
    `2023-08 | Exploring the role of education and learning in building kindness | Bob Klaber; Maureen Bisognano (${IHI})`,
    `2023-07 | Detoxifying healthcare: leading practically with and for kindness | Gabrielle Matthews (member of the NHS Youth Forum and medical student at Imperial College School of Medicine); Maureen Bisognano (${IHI})`,
    '2023-06 | Listening to patients | Henrietta Hughes (first Patient Safety Commissioner for England)',
    '2023-05 | Whose story is it anyhow? Creating safe spaces for patient storytellers | Sue Robins (author and patient advocate)',
    `2023-03 | Kindness in the face of conflict | Miriam Fine Goulden (${INTENSIVIST}); Marilyn McDougall (${INTENSIVIST}); Shelley Riphagen (${INTENSIVIST})`,
    '2023-02 | Regulation in healthcare: exploring if and how this can be done with kindness | Victoria O’Brien (geriatrics registrar currently on secondment to the Care Quality Commission); Astrid Etherington (fellow at the General Medical Council in Wales); Nigel Acheson (Regional Medical Officer for the South Region at NHS England and formerly Deputy Chief Inspector at the Care Quality Commission)',
    '2023-01 | Kindness in Healthcare: Exploring the gap between what we want and what we have in healthcare | John Ballatt (author of Intelligent Kindness: Reforming the Culture of Healthcare); Dr Kate Pryde (consultant paediatrician); Paul Batalden (Emeritus Professor at The Dartmouth Institute)',
    '2022-12 | A Christmas Advent calendar: kindness efforts from our community | -',
    '2022-11 | Kindness: big and little acts to try | Maureen Bisognano (President Emerita and Senior Fellow of the Institute for Healthcare Improvement); Gabby Matthews (Youth Expert Adviser at NHS England)',
    '2022-10 | Gathering of Kindness | Cath Crock; Sue Robins (author and patient advocate); Nicki Macklin',
    '2022-09 | - | host Bob Klaber; host Suzie Bailey; Dr Robin Banerjee; Dr Gillian Sandstrom',
    '2022-08 | - | host Suzie Bailey; Dr Victor Montori; Dr Dominique Allwood',
    '2022-07 | - | Maureen Bisognano (Institute for Healthcare Improvement)',
  ])
})

test('the same evenings told otherwise have the same people', async () => {
  const names = (await told('conversations-in-short.html')).map((line) =>
    line
      .split(' | ')[2]
      ?.replace(/ \((?:[^()]|\([^()]*\))*\)/g, '')
      .replaceAll('host ', ''),
  )
  expect(names).toEqual([
    'Dr Hesham Abdalla; Judy Rees; Steve McCann',
    'Dr Sanjiv Ahluwalia',
    'Amy Edmondson',
    '-',
    'James Mountford; Ed Fidoe; James Handscombe',
    'Bob Klaber; Maureen Bisognano',
    'Gabby Matthews; Maureen Bisognano',
    'Henrietta Hughes',
    'Sue Robins',
    'Miriam Fine Goulden; Marilyn McDougall; Shelley Riphagen',
    'Victoria O’Brien; Astrid Etherington; Nigel Acheson',
    'John Ballatt; Dr Kate Pryde; Paul Batalden',
    'Maureen Bisognano; Gabby Matthews',
    'Cath Crock; Sue Robins; Nicki Macklin',
    'Bob Klaber; Suzie Bailey; Dr Robin Banerjee; Dr Gillian Sandstrom',
    'Dr Victor Montori; Dr Dominique Allwood; Suzie Bailey',
    'Maureen Bisognano',
  ])
})

test('titles, places, bodies and those who are only mentioned are no speakers', async () => {
  expect(await told('science-cafe.html')).toEqual([
    '2024-03 | Counting Trees from Space | Oluwaseun Adeyemi (remote sensing lead at the Northern Forest Institute)',
    '2024-04 | Bees in the City | Priya Nair; Thandiwe Mokoena',
    '2024-05 | What Florence Nightingale knew | Sanjiv Rao (Royal Free Hospital); host Helen Marsh',
    '2024-06 | Sleep and the Ward | Professor Ines Cordeiro',
    '2024-07 | Small Talk, Big Change | Tomasz Zielinski',
    '2024-08 | What the river says | Mary O’Donnell (poet from West Cork)',
    '2024-09 | - | -',
    '2024-10 | Learning from Excellence | Dr Adrian Plunkett (Consultant Intensivist, Birmingham Children’s Hospital); host Emma Plunkett',
    '2024-11 | - | Catherine Gray (nurse); Chris Pointon (founder of #hellomynameis); Professor Dame Jane Dacre; host Anna Rothery (Mayor)',
    '2024-12 | - | -',
    '2025-01 | Civility Saves Lives | Chris Turner (emergency consultant in Coventry); Penny Hurst (Civility Saves Lives)',
    '2025-02 | Gardens for Health | Joe Farmer (Head Gardener, Horatio’s Garden)',
    '2025-03 | Dementia and Music | Grace Meadows; Rebecca Atkinson',
    '2025-04 | - | -',
    '2025-05 | - | Li Wei; Fatima al-Fihri; José García Márquez; Bronwyn Rhys-Davies',
    '2025-06 | - | -',
  ])
  expect(await perhaps('science-cafe.html')).toEqual([
    '2 perhaps a speaker: Don Berwick',
    '5 perhaps a speaker: Matthew Walker',
    '5 perhaps a speaker: Maya Angelou',
    '10 perhaps a speaker: Kate Granger',
    '12 perhaps a speaker: Joe Farmer',
    '13 perhaps a speaker: Horatio Chapple',
    '14 perhaps a speaker: Vera Lynn',
    '17 perhaps a speaker: Studio Nord',
  ])
})

test('capitalised titles are titles, and two days of a month are two evenings', async () => {
  expect(await told('title-case-headings.html')).toEqual([
    '2024-01 | Moral Injury | -',
    '2024-02 | Quiet Rooms | -',
    '2024-03-12 | Hopper – The Unlikely Pioneer | Dr Petra Vance',
    '2024-03-26 | Second evening of the month | -',
  ])
})

test('names stand before, behind and in brackets beside a title', async () => {
  expect(await told('names-in-headings.html')).toEqual([
    '2023-09-12 | Can a brain be trained? | Professor Klara Ebers',
    '2023-10-10 | Counting trees from space | Dr Robin Willow',
    '2023-11-14 | Counting trees from space | Dr Robin Willow',
    '2023-12-12 | Counting trees from space | Dr Robin Willow',
  ])
})

test('times, zones and "online" beside a date are no titles', async () => {
  expect(await told('times-beside-dates.html')).toEqual([
    ...['2021-01-05', '2021-02-05', '2021-03-05', '2021-04-05', '2021-05-05', '2021-06-17', '2021-07-05'].map(
      (day) => `${day} | - | -`,
    ),
  ])
})

test('months of other languages are read, and those that are not are refused by name', async () => {
  expect((await told('german-months.html')).map((line) => line.split(' ')[0])).toEqual([
    ...['2023-01', '2023-02', '2023-03', '2023-04', '2023-05', '2023-10'],
  ])
  expect(await told('german-evenings.html')).toEqual([
    '2023-01-12 | Pflege mit Herz | Professor Dr Annegret Lohmann (Universität Passau)',
    '2023-03 | Die gute Visite | Jürgen Schmid (Oberarzt am Klinikum Rechts der Isar)',
    '“Styczeń 2023” has a year and no month that is understood',
  ])
})

test('a season with weekdays gives its years, and one date in numbers the order of the others', async () => {
  expect(await told('season.html')).toEqual([
    '2022-09-19 | A landscape | Marek Olliver',
    '2023-01-16 | My harbour | Ken Robins',
  ])
  expect(await told('table.html')).toEqual(['2019-10-08 | Climate | Marta Benis', '2019-11-15 | Fungi | Alix Coster'])
  expect(await told('bold-dates.html')).toEqual([
    '2023-09-12 | Hospital at Home: What Next? | Dr Aoife Brennan (St James’s Hospital Dublin); Sinéad Ní Bhriain (Advanced Nurse Practitioner)',
    '2023-10-13 | The Power of Small Things | Kwame Mensah (Accra Children’s Ward); Dr Lena Fischer; Wei-Ling Chen',
    '2023-11-08 | Team talk: "Being Human at Work" | facilitator Ruth Okoro',
  ])
})

test('"Read more" is no document, and a line alone may be a name', async () => {
  const { entries } = await read('read-more.txt')
  expect(await told('read-more.txt')).toEqual([
    '2019-05-13 | The Loss of the Aurora | Malcolm Fieldes',
    '2019-04-08 | Stone and light | Stella Ashby',
  ])
  expect(entries.map(({ candidate }) => candidate?.['documents'])).toEqual([undefined, undefined])
  expect(await told('book-group.txt')).toEqual([
    '2022-05-23 | Far from Morning | Willa Hensen',
    '2021-09 | The Two Winds | Kirsten Hanna',
  ])
  expect(await told('kindness-cafe.txt')).toEqual([
    '2024-01-18 | Nurses Who Write | Molly Case; Christie Watson',
    '2024-02-15 | Rest is Resistance? | Angela Chick (occupational therapist); Marie-Claire Dupont (occupational therapist)',
    '2024-03-14 | Spring Retreat, Hawkwood College, Stroud | facilitator Jenny Goodfellow; facilitator Sam Okonkwo',
    '“April/May” names two months',
    '2024-06 | - | Hannelore Weiss',
  ])
})

test('what makes a recording play is kept, and what stands beside its link', async () => {
  const { entries } = await read('embeds.html')
  expect(entries.flatMap(({ candidate }) => candidate?.['recordings'])).toEqual(
    [
      'https://vimeo.com/185774192/62f66b8437',
      'https://www.youtube.com/playlist?list=PLabcdefghijklmnop',
      'https://www.youtube.com/watch?v=21X5lGlDOfg',
      'https://youtu.be/21X5lGlDOfg',
      'https://us02web.zoom.us/rec/share/abc',
    ].map((address) => ({ availability: 'here', address })),
  )
  expect(String(entries[4]?.candidate?.['body'])).toContain('Passcode: 7hj!k')
  expect(entries.flatMap(({ problems }) => problems)).toEqual([])
})

test('parts that fold, forms around a page and links in headings hide nothing', async () => {
  const { entries } = await read('accordion.html')
  expect(await told('accordion.html')).toEqual([
    '2024-01-09 | Night shifts | Ahmed Hassan',
    '2024-02-13 | Whose Ward Is It? | Bee Wilson; Nia Parry-Jones',
    '2024-03-12 | Listening Rooms | Dr Farah Siddiqui',
    '2024-04-09 | - | -',
  ])
  expect(entries.map(({ candidate }) => candidate?.['recordings'])).toMatchObject([
    [{ address: 'https://www.youtube.com/watch?v=abcdefghijk&t=75s' }],
    [{ address: 'https://vimeo.com/123456789/abcdef1234' }],
    [{ address: 'https://www.youtube.com/watch?v=abcdefghij2' }],
    undefined,
  ])
  expect(String(entries[1]?.candidate?.['body'])).toContain('starts at 3:10 because of a fire alarm')
})

test('each line of a page is in a conversation or named as not used', async () => {
  const { remarks } = await read('conversations.html')
  expect(remarks.map(({ line, text }) => `${line} ${text}`)).toEqual([
    '5 not used (menu, footer or sidebar): “Home About”',
    '7 not used: “Past conversations”',
    '8 not used: “On the third Thursday of each month we meet at 6pm UK time. Anyone may come.”',
    '139 not used: “Join us”',
    '140 not used: “To come to the next conversation, fill in the contact form.”',
    '142 not used (menu, footer or sidebar): “© The community 2024”',
  ])
})

test('whom the archive knows is found by name or alias', async () => {
  const page = '## March 2024\nStone and Light\nAn evening with Ketut and Wise Old Owl.'
  const known = new Set(['Ketut', 'Wise Old Owl'])
  async function names(isKnown: (name: string) => boolean) {
    const people = []
    for await (const { candidate } of readPage(page, 'text', 'page', isKnown).entries)
      people.push(candidate?.['speakers'])
    return people
  }
  expect(await names(() => false)).toEqual([undefined])
  expect(await names((name) => known.has(name))).toMatchObject([
    [{ person: { name: 'Ketut' } }, { person: { name: 'Wise Old Owl' } }],
  ])
})
