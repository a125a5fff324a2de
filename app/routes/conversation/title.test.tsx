import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import type { ConversationPerson } from '#app/archive/conversation.server.ts'
import { htmlToText } from '#app/domain/markdown.ts'

import type { ConversationData } from './load-conversation.server.ts'
import { Title } from './title.tsx'

const CONVERSATION: ConversationData['conversation'] = {
  id: 1,
  slug: 'kindness',
  title: 'Kindness',
  titleLanguage: null,
  namesInTitle: false,
  heldOn: '2023-12',
  language: null,
  publishedAt: null,
  series: { id: 1, slug: 'talks', name: 'Talks', organisation: null },
  people: [],
  themes: [],
  recordings: [],
  documents: [],
  hasTranscript: false,
}

function person(name: string, role: ConversationPerson['role']): ConversationPerson {
  return { slug: name.toLowerCase(), name, sortName: name, role, affiliation: '' }
}

/** What the head says of who was there; null where it says nothing. */
function whoWasThere(people: ConversationPerson[], namesInTitle = false): string | null {
  const html = renderToStaticMarkup(<Title conversation={{ ...CONVERSATION, people, namesInTitle }} reading={null} />)
  const [, words] = /<p class="lead">(.*?)<\/p>/.exec(html) ?? []
  return words === undefined ? null : htmlToText(words)
}

test('everybody is named by what they did', () => {
  const [speakers, host] = [[person('Ann', 'speaker'), person('Bo', 'speaker')], person('Cy', 'host')]
  const facilitators = [person('Di', 'facilitator'), person('Ed', 'facilitator')]
  expect(whoWasThere([...speakers, host, ...facilitators])).toBe(
    'with Ann and Bo; hosted by Cy; facilitated by Di and Ed',
  )
  expect(whoWasThere([...facilitators, ...speakers])).toBe('with Ann and Bo; facilitated by Di and Ed')
  expect(whoWasThere(facilitators)).toBe('facilitated by Di and Ed')
  expect(whoWasThere([host])).toBe('hosted by Cy')
})

test('speakers whom the title names are not named again', () => {
  expect(whoWasThere([person('Ann', 'speaker')], true)).toBeNull()
  expect(whoWasThere([person('Ann', 'speaker'), person('Di', 'facilitator')], true)).toBe('facilitated by Di')
  expect(whoWasThere([])).toBeNull()
})
