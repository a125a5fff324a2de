import type { SearchDocument } from '#app/search/engine.ts'

import { documentOf } from './search-documents.ts'

/**
 * An archive of our own making in which every conversation can be told from all others by some of its words: what the
 * judged queries are made of. Always the same.
 */

const OPENINGS = (
  'Listening to|Caring for|Learning from|Walking with|Making space for|Speaking up for|Working beside|Looking after|' +
  'Rethinking|In praise of|The quiet strength of|A letter to|Standing by|What we owe|Finding hours for|Designing for|' +
  'Thirty years with|Recovery among|Trusting|Welcoming'
).split('|')
const PEOPLE = (
  'night porters|student midwives|hospital cleaners|ward clerks|young carers|community pharmacists|ambulance crews|' +
  'bereaved parents|stroke survivors|hospice volunteers|junior doctors|school nurses|refugee families|dental teams|' +
  'travelling radiographers|kidney patients|sign interpreters|front receptionists|island paramedics|foster siblings|' +
  'health visitors|theatre staff|dementia friends|renal dietitians|prison chaplains|rural practices|laundry workers|' +
  'speech therapists|organ donors|burns surgeons'
).split('|')
const PLACES = (
  'at the bedside|after a hard winter|in a market town|on the last shift|across the estuary|between appointments|' +
  'when the lift breaks|behind the curtain|in the waiting room|under pressure|without a diagnosis|over breakfast|' +
  'by telephone|in several languages|before discharge|on the maternity unit|through the holidays|beyond the clinic|' +
  'during the heatwave|around the kitchen table'
).split('|')
const DETAILS = (
  'kettle rota corridor handover umbrella notebook lanyard bicycle teaspoon window ledger whistle postcard blanket ' +
  'staircase orchard trolley garden mirror compass candle envelope jigsaw harmonica doorbell bench lantern thermometer ' +
  'sandwich raincoat piano almanac feather magnet saucer wristband drawer scarf bookshelf torch slipper balcony ' +
  'calendar ribbon puddle basket anchor crossword geranium photograph hammock spectacles pantry microphone canteen ' +
  'bandstand meadow wheelbarrow tapestry'
).split(' ')
/** For what is said: words that stand nowhere else. */
const QUALITIES =
  'rusty velvet crooked hollow amber frozen borrowed paper silver mossy painted folded striped marble copper woollen floating dusty hidden wooden'.split(
    ' ',
  )
const THINGS =
  'harbour chimney anvil ladder parasol compost weathervane gramophone lighthouse sundial carousel greenhouse fountain telegraph accordion barometer hourglass signpost drawbridge windmill'.split(
    ' ',
  )
const FIRST_NAMES =
  'Niamh Olu Priya Tomás Ingrid Malik Hana Piotr Leila Marek Aoife Yusuf Beatriz Kwame Zoë Günter Agnès Søren Ximena Dafydd'.split(
    ' ',
  )
const SURNAMES = (
  'Müller Fernández Lindqvist Okonkwo Kowalczyk Håkansson Delacroix Çelikoğlu Ndlovu Whitcombe Ashgrove Featherstone ' +
  'Ramanathan Vandenberg Castellanos Blackwood Thistlewood Hargreaves Schröder Abernathy Quintanilla Söderberg ' +
  'Montgomery Oyelaran Pettigrew Winterbourne Carmichael'
).split(' ')
const THEMES = 'Belonging|Grief|Joy at work|Fairness|Teams|Touch|Silence|Training|Trust|Courage|Food|Sleep'.split('|')
const JAPANESE_SUBJECTS = '看護師 患者 家族 夜勤 病棟'.split(' ')
const JAPANESE_ENDINGS = 'との対話 を支える仕組み の休息時間 と聴く力'.split(' ')
const JAPANESE_SPEAKERS = '田中さくら 佐藤健一 山本由美子'.split(' ')

const VARIATIONS = 10

export type Talk = {
  document: SearchDocument
  /** What its title is made of: who it is about, and where or when. */
  people: string
  place: string
  /** Words that stand in its summary, in this order. */
  details: string[]
  /** Words that stand in its transcript, side by side. */
  said: string
  surname: string
}

export type JudgedArchive = {
  documents: SearchDocument[]
  talks: Talk[]
  /** Conversations with titles in Japanese. */
  japanese: SearchDocument[]
}

/** Three hundred conversations, a few in Japanese, the people who spoke and the themes. */
export function judgedArchive(): JudgedArchive {
  const talks = PEOPLE.flatMap((people, group) =>
    Array.from({ length: VARIATIONS }, (_, variation) => talkOf(people, group, variation)),
  )
  const japanese = JAPANESE_SUBJECTS.flatMap((subject, at) =>
    JAPANESE_ENDINGS.map((ending, other) =>
      documentOf({
        key: `japanese-${at}-${other}`,
        title: subject + ending,
        speakers: [pick(JAPANESE_SPEAKERS, at + other)],
        summary: `${subject}について話しました。`,
      }),
    ),
  )
  const names = new Set(talks.flatMap(({ document }) => document.speakers.map(({ name }) => name)))
  const persons = [...names].map((name) => documentOf({ key: `person-${name}`, kind: 'person', title: name }))
  const themes = THEMES.map((name) => documentOf({ key: `theme-${name}`, kind: 'theme', title: name }))
  return { documents: [...talks.map(({ document }) => document), ...japanese, ...persons, ...themes], talks, japanese }
}

function talkOf(people: string, group: number, variation: number): Talk {
  const number = group * VARIATIONS + variation
  // For one kind of people no place comes twice.
  const place = pick(PLACES, group * 3 + variation * 2)
  const details = [number, number * 7 + 3, number * 13 + Math.floor(number / DETAILS.length) + 5].map((at) =>
    pick(DETAILS, at),
  )
  const surname = pick(SURNAMES, number * 5 + group)
  const said = `${pick(QUALITIES, number)} ${pick(THINGS, number + Math.floor(number / QUALITIES.length))}`
  const [first = '', second = '', third = ''] = details
  const document = documentOf({
    key: `talk-${number}`,
    title: `${pick(OPENINGS, group + variation * 3)} ${people} ${place}`,
    heldOn: `${2016 + (number % 9)}-${String(1 + (number % 12)).padStart(2, '0')}`,
    speakers: [`${pick(FIRST_NAMES, number * 3 + group)} ${surname}`],
    themes: [pick(THEMES, number), pick(THEMES, number * 5 + 1)],
    summary:
      `An evening that began with a ${first} and a question nobody had asked aloud. Somebody remembered a ${second}, ` +
      `others what a ${third} can mean to those who wait, and we ended with small promises.`,
    passages: [
      { start: 0, end: 40, speaker: null, text: 'Good evening, and thank you all for coming after such a long day.' },
      { start: 40, end: 90, speaker: null, text: `What I kept is the ${said}, and I have never told anyone why.` },
    ],
  })
  return { document, people, place, details, said, surname }
}

function pick(words: readonly string[], at: number): string {
  return words[at % words.length] ?? ''
}
