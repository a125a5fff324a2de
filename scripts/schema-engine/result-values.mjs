// @ts-check
import { ColumnTypeEnum as Kind } from '@prisma/driver-adapter-utils'
import pg from 'pg'

/**
 * How the schema engine wants what Postgres sends as text: the kind of a column and its values. The catalogue uses types
 * that Prisma's own adapter refuses ("char", name, oid, int2vector), and the engine tells "char" from text.
 *
 * @typedef {{ kind: import('@prisma/driver-adapter-utils').ColumnType, parse: (text: string) => unknown }} ValueType
 */

/** @type {(text: string) => string[]} */
const parseArray = pg.types.getTypeParser(/** @type {never} */ (1009)) // text[]
const asIs = (/** @type {string} */ text) => text
/** `2026-11-22 12:00:00.5+00`, as a session in UTC writes it, to `2026-11-22T12:00:00.5+00:00`. */
const parseTimestamp = (/** @type {string} */ text) => text.replace(' ', 'T').replace(/\+00$/, '+00:00')

/** @type {ValueType} */
const TEXT = { kind: Kind.Text, parse: asIs }
/** @type {ValueType} */
const INT = { kind: Kind.Int32, parse: Number }
/** @type {ValueType} */
const BIG_INT = { kind: Kind.Int64, parse: asIs }
/** @type {ValueType} */
const TEXTS = { kind: Kind.TextArray, parse: parseArray }
/** @type {ValueType} */
const INTS = { kind: Kind.Int32Array, parse: (text) => parseArray(text).map(Number) }
/** @type {ValueType} */
const CHARACTERS = { kind: Kind.CharacterArray, parse: parseArray }

/** By the type's oid: https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/catalog/pg_type.dat */
/** @type {Record<number, ValueType>} */
const BY_OID = {
  16: { kind: Kind.Boolean, parse: (text) => text === 't' },
  18: { kind: Kind.Character, parse: asIs },
  20: BIG_INT,
  21: INT,
  23: INT,
  26: BIG_INT,
  28: BIG_INT,
  22: { kind: Kind.Int32Array, parse: (text) => text.split(' ').filter(Boolean).map(Number) },
  700: { kind: Kind.Float, parse: Number },
  701: { kind: Kind.Double, parse: Number },
  1002: CHARACTERS,
  1003: TEXTS,
  1005: INTS,
  1007: INTS,
  1009: TEXTS,
  1015: TEXTS,
  1028: { kind: Kind.Int64Array, parse: parseArray },
  1114: { kind: Kind.DateTime, parse: parseTimestamp },
  1184: { kind: Kind.DateTime, parse: parseTimestamp },
}

/**
 * @param {number} oid
 * @returns {ValueType}
 */
export function valueType(oid) {
  return BY_OID[oid] ?? TEXT
}
