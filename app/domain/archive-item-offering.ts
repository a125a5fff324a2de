import { z } from 'zod'

import { DocumentSchema } from './archive-item-document.ts'
import {
  AmountSchema,
  BodySchema,
  CountSchema,
  DaySchema,
  IdSchema,
  InstantSchema,
  LineSchema,
  listOf,
  ReferenceSchema,
  SlugSchema,
  StatusSchema,
  TextSchema,
} from './archive-item-fields.ts'

/** A course, a workshop and the like, as a source gives it. */

const PriceSchema = z.strictObject({
  amount: AmountSchema.optional(),
  standard: AmountSchema.optional(),
  block: z.strictObject({ places: CountSchema, amount: AmountSchema }).optional(),
  currency: z.string({ error: 'must be a currency' }).regex(/^[A-Z]{3}$/, { error: 'must be a currency: GBP' }),
})

const SessionSchema = z
  .strictObject({
    heldOn: DaySchema,
    startsAt: InstantSchema.optional(),
    endsAt: InstantSchema.optional(),
    mode: z.enum(['online', 'in_person', 'hybrid'], { error: 'must be online, in_person or hybrid' }).optional(),
    place: TextSchema.optional(),
    problem: TextSchema.optional(),
  })
  .refine(({ startsAt, endsAt }) => endsAt === undefined || (startsAt !== undefined && endsAt > startsAt), {
    error: 'must end after it starts',
    path: ['endsAt'],
  })

const BookingSchema = z
  .strictObject({
    kind: z.enum(['none', 'link', 'email', 'enquiry'], { error: 'must be none, link, email or enquiry' }),
    address: LineSchema.optional(),
  })
  .refine(({ kind, address }) => (kind === 'link' || kind === 'email') === (address !== undefined), {
    error: 'has an address when it is a link or an email, and only then',
    path: ['address'],
  })

export const OfferingItemSchema = z.strictObject({
  kind: z.literal('offering'),
  slug: SlugSchema,
  id: IdSchema.optional(),
  organisation: SlugSchema,
  /** `kind` of the format; renamed because it says here what an item is. */
  offeringKind: z.enum(['course', 'workshop', 'webinar_series', 'symposium', 'programme', 'bespoke'], {
    error: 'must be course, workshop, webinar_series, symposium, programme or bespoke',
  }),
  title: LineSchema,
  audience: listOf(TextSchema).optional(),
  price: PriceSchema.nullable().optional(),
  cpdHours: AmountSchema.refine((hours) => hours > 0 && hours < 1000, { error: 'must be more than 0' })
    .nullable()
    .optional(),
  certificate: TextSchema.nullable().optional(),
  requirements: listOf(TextSchema).optional(),
  components: listOf(TextSchema).optional(),
  commitments: listOf(TextSchema).optional(),
  booking: BookingSchema.optional(),
  status: StatusSchema.optional(),
  sessions: listOf(SessionSchema).optional(),
  facilitators: listOf(z.strictObject({ person: ReferenceSchema, role: TextSchema.optional() })).optional(),
  themes: listOf(ReferenceSchema).optional(),
  documents: listOf(DocumentSchema).optional(),
  body: BodySchema.optional(),
})
