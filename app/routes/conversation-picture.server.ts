import { createHash } from 'node:crypto'

import { cardsBySlug, newestConversations } from '#app/archive/conversations.server.ts'
import type { Database } from '#app/archive/database.server.ts'
import { mainSeries } from '#app/archive/series.server.ts'
import { dateInWords, monthOf } from '#app/domain/dates.ts'
import { LINK_PICTURE, PODCAST_PICTURE, type PictureShape, type PictureWords } from '#app/feeds/picture-shapes.ts'
import { createMade } from '#app/making/made.ts'
import { make } from '#app/making/make.server.ts'
import { singleton } from '#app/platform/singleton.ts'
import { coverColours, siteColour } from '#app/routes/cover-colours.ts'
import { feedChannel } from '#app/routes/feed-channel.server.ts'
import { SITE_NAME } from '#app/routes/page-meta.ts'

type Picture = Uint8Array<ArrayBuffer>
type Subject = { month: string; themes: string[]; words: PictureWords }

/** A picture has some 50 kB and takes about as many milliseconds. */
const PICTURES_KEPT = 200

/** The picture of a published conversation, to stand beside a link to it (PNG); null where there is none. */
export async function conversationPicture(db: Database, slug: string): Promise<Picture | null> {
  const [card, channel] = await Promise.all([cardsBySlug(db, [slug]), feedChannel(db)])
  const found = card.get(slug)
  if (found === undefined) return null
  return drawn(LINK_PICTURE, {
    month: monthOf(found.heldOn),
    themes: found.themes.map((theme) => theme.slug),
    words: { stamp: dateInWords(found.heldOn), title: found.title, foot: namesOf(channel.title) },
  })
}

/** The picture of the whole archive: the newest cover, and whose archive it is. Square as podcast players want it. */
export async function sitePicture(db: Database, shape: 'link' | 'podcast'): Promise<Picture> {
  const [series, { title, author }] = await Promise.all([mainSeries(db), feedChannel(db)])
  const [newest] = await newestConversations(db, 1, series === null ? {} : { seriesId: series.id })
  return drawn(shape === 'link' ? LINK_PICTURE : PODCAST_PICTURE, {
    month: newest === undefined ? new Date().toISOString().slice(0, 7) : monthOf(newest.heldOn),
    themes: newest?.themes.map(({ slug }) => slug) ?? [],
    words: { stamp: author === title ? '' : author, title, foot: SITE_NAME },
  })
}

function drawn(shape: PictureShape, subject: Subject): Promise<Picture> {
  const kept = singleton('cover-pictures', () => createMade<Picture>({ maxSize: PICTURES_KEPT }))
  const key = createHash('sha256')
    .update(JSON.stringify([shape, subject]))
    .digest('base64')
  return kept.get(key, () =>
    make('picture', {
      shape,
      ...subject,
      colours: {
        cover: coverColours(subject.month.slice(5)),
        page: {
          ...{ paper: siteColour('paper'), ink: siteColour('ink') },
          ...{ stamp: siteColour('stamp'), soft: siteColour('soft') },
        },
      },
    }),
  )
}

function namesOf(series: string): string {
  return series === SITE_NAME ? SITE_NAME : `${series}, ${SITE_NAME}`
}
