import type { ItemOf } from '#app/domain/archive-item.ts'
import type {
  NewsRecord,
  OfferingRecord,
  OrganisationRecord,
  PersonRecord,
  SeriesRecord,
  ThemeRecord,
} from '#app/domain/archive-record.ts'
import { sortNameOf } from '#app/domain/names.ts'

import { mergeDocuments, said, type GivenDocument } from './merge-conversation.ts'

/** As `mergeConversation`, for the other kinds: what an item says laid over what the archive has. HTML is made later. */

export function mergePerson(stored: PersonRecord | null, item: ItemOf<'person'>, slug: string): PersonRecord {
  const isSameName = stored !== null && stored.name === item.name
  return {
    slug,
    sourceId: item.id ?? stored?.sourceId ?? null,
    name: item.name,
    sortName: item.sortName ?? (isSameName ? stored.sortName : sortNameOf(item.name)),
    honorific: said(item.honorific, stored?.honorific ?? null),
    aliases: item.aliases ?? stored?.aliases ?? [],
    bio: item.body ?? stored?.bio ?? '',
    bioHtml: stored?.bioHtml ?? '',
  }
}

export function mergeTheme(stored: ThemeRecord | null, item: ItemOf<'theme'>, slug: string): ThemeRecord {
  return {
    slug,
    name: item.name,
    aliases: item.aliases ?? stored?.aliases ?? [],
    description: item.body ?? stored?.description ?? '',
    descriptionHtml: stored?.descriptionHtml ?? '',
  }
}

export function mergeOrganisation(
  stored: OrganisationRecord | null,
  item: ItemOf<'organisation'>,
  slug: string,
): OrganisationRecord {
  return {
    slug,
    sourceId: item.id ?? stored?.sourceId ?? null,
    name: item.name,
    parent: said(item.parent, stored?.parent ?? null),
    contact: said(item.contact, stored?.contact ?? null),
    address: said(item.address, stored?.address ?? null),
    description: item.body ?? stored?.description ?? '',
    descriptionHtml: stored?.descriptionHtml ?? '',
  }
}

export function mergeSeries(
  stored: SeriesRecord | null,
  item: ItemOf<'series'>,
  slug: string,
  organisation: string | null | undefined,
): SeriesRecord {
  return {
    slug,
    name: item.name,
    description: item.body ?? stored?.description ?? '',
    descriptionHtml: stored?.descriptionHtml ?? '',
    main: item.main ?? stored?.main ?? false,
    recurrence: said(item.recurrence, stored?.recurrence ?? null),
    startTime: said(item.startTime, stored?.startTime ?? null),
    timeZone: item.timeZone ?? stored?.timeZone ?? 'Europe/London',
    durationMinutes: said(item.durationMinutes, stored?.durationMinutes ?? null),
    organisation: said(organisation, stored?.organisation ?? null),
  }
}

export function mergeNews(
  stored: NewsRecord | null,
  item: ItemOf<'news'>,
  slug: string,
  organisation: string | null | undefined,
): NewsRecord {
  return {
    slug,
    sourceId: item.id ?? stored?.sourceId ?? null,
    organisation: said(organisation, stored?.organisation ?? null),
    title: item.title,
    body: item.body ?? stored?.body ?? '',
    bodyHtml: stored?.bodyHtml ?? '',
    address: said(item.address, stored?.address ?? null),
    datedOn: item.datedOn,
    status: item.status ?? stored?.status ?? 'published',
  }
}

/** What an offering names, by slug; `undefined` where it does not speak of them. */
export type OfferingParts = {
  organisation: string
  facilitators: OfferingRecord['facilitators'] | undefined
  themes: string[] | undefined
  documents: GivenDocument[] | undefined
}

export function mergeOffering(
  stored: OfferingRecord | null,
  item: ItemOf<'offering'>,
  slug: string,
  { organisation, facilitators, themes, documents }: OfferingParts,
): OfferingRecord {
  const price = item.price === undefined ? (stored ?? NO_PRICE) : priceOf(item.price)
  return {
    slug,
    sourceId: item.id ?? stored?.sourceId ?? null,
    organisation,
    offeringKind: item.offeringKind,
    title: item.title,
    summary: item.body ?? stored?.summary ?? '',
    summaryHtml: stored?.summaryHtml ?? '',
    audience: item.audience ?? stored?.audience ?? [],
    priceAmount: price.priceAmount,
    priceCurrency: price.priceCurrency,
    standardAmount: price.standardAmount,
    blockPlaces: price.blockPlaces,
    blockAmount: price.blockAmount,
    cpdHours: said(item.cpdHours, stored?.cpdHours ?? null),
    certificate: said(item.certificate, stored?.certificate ?? null),
    requirements: item.requirements ?? stored?.requirements ?? [],
    components: item.components ?? stored?.components ?? [],
    commitments: item.commitments ?? stored?.commitments ?? [],
    bookingKind: item.booking?.kind ?? stored?.bookingKind ?? 'none',
    bookingAddress: item.booking === undefined ? (stored?.bookingAddress ?? null) : (item.booking.address ?? null),
    status: item.status ?? stored?.status ?? 'published',
    sessions: item.sessions?.map(toSession) ?? stored?.sessions ?? [],
    facilitators: facilitators ?? stored?.facilitators ?? [],
    themes: themes ?? stored?.themes ?? [],
    documents:
      documents === undefined ? (stored?.documents ?? []) : mergeDocuments(stored?.documents ?? [], documents, true),
  }
}

type Price = Pick<OfferingRecord, 'priceAmount' | 'priceCurrency' | 'standardAmount' | 'blockPlaces' | 'blockAmount'>

const NO_PRICE: Price = {
  priceAmount: null,
  priceCurrency: null,
  standardAmount: null,
  blockPlaces: null,
  blockAmount: null,
}

function priceOf(price: NonNullable<ItemOf<'offering'>['price']> | null): Price {
  if (price === null) return NO_PRICE
  return {
    priceAmount: price.amount ?? null,
    priceCurrency: price.currency,
    standardAmount: price.standard ?? null,
    blockPlaces: price.block?.places ?? null,
    blockAmount: price.block?.amount ?? null,
  }
}

function toSession(session: NonNullable<ItemOf<'offering'>['sessions']>[number]): OfferingRecord['sessions'][number] {
  return {
    heldOn: session.heldOn,
    startsAt: session.startsAt ?? null,
    endsAt: session.endsAt ?? null,
    mode: session.mode ?? null,
    place: session.place ?? null,
    problem: session.problem ?? null,
  }
}
