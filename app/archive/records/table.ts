/**
 * SQL made from a description of a table, so that a field is named once for reading and writing. Rows travel as one JSON
 * value: a statement for hundreds of them, arrays and nulls included. Everything here is constant; no value is in it.
 */

export type Column<R> = {
  /** The column and its type; the type is what a value is read as from JSON. */
  name: string
  type: string
  /** The value of a record; by default that of the field. */
  value?: (record: R) => unknown
  /** Over the JSON row `r`, where a value names something else (a slug that becomes an id). */
  write?: string
}

export type Field<R> = {
  name: keyof R & string
  /** An expression over the row of that alias; null for what is only written. */
  read: ((row: string) => string) | null
  /** None for what is only read. */
  columns: Column<R>[]
}

export type Table<R> = { name: string; fields: Field<R>[] }

/** A field in a column of its own; `cast` is what it is read as. */
export function field<R>(name: keyof R & string, column: string, type: string, cast = ''): Field<R> {
  return { name, read: (row) => `${row}.${column}${cast}`, columns: [{ name: column, type }] }
}

/** A field that names another item by its slug. */
export function reference<R>(name: keyof R & string, column: string, table: string): Field<R> {
  return {
    name,
    read: (row) => `(SELECT slug FROM ${table} WHERE id = ${row}.${column})`,
    columns: [{ name: column, type: 'text', write: `(SELECT id FROM ${table} WHERE slug = r.${column})` }],
  }
}

/** An instant, read as `Date.toISOString` writes it. */
export function instant<R>(name: keyof R & string, column: string): Field<R> {
  return {
    name,
    read: (row) => `to_char(${row}.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    columns: [{ name: column, type: 'timestamptz' }],
  }
}

/** Children, which are written apart. */
export function children<R>(name: keyof R & string, read: (row: string) => string): Field<R> {
  return { name, read, columns: [] }
}

/** `SELECT` of whole records, by the slugs in $1. */
export function selectSql<R>({ name, fields }: Table<R>): string {
  const list = fields.flatMap(({ name, read }) => (read === null ? [] : [`${read('item')} AS "${name}"`]))
  return `SELECT ${list.join(', ')} FROM ${name} AS item WHERE item.slug = ANY($1) ORDER BY item.slug`
}

/** The children of a row as a JSON list of objects. */
export function jsonList<R>(
  { name, fields }: Table<R>,
  ownerColumn: string,
  order = 'position',
): (row: string) => string {
  const pairs = fields.flatMap(({ name, read }) => (read === null ? [] : [`'${name}', ${read('child')}`]))
  const list = `coalesce(json_agg(json_build_object(${pairs.join(', ')}) ORDER BY child.${order}), '[]')`
  return (row) => `(SELECT ${list} FROM ${name} AS child WHERE child.${ownerColumn} = ${row}.id)`
}

/** `INSERT` of the rows in $1 (JSON, made by `rowsOf`). */
export function insertSql<R>({ name, fields }: Table<R>): string {
  const columns = fields.flatMap((field) => field.columns)
  const names = columns.map((column) => column.name).join(', ')
  const values = columns.map((column) => column.write ?? `r.${column.name}`).join(', ')
  return `INSERT INTO ${name} (${names}) SELECT ${values} FROM ${rowSource(columns)}`
}

/** `UPDATE` of every column, by slug, of the rows in $1. */
export function updateSql<R>({ name, fields }: Table<R>): string {
  const columns = fields.flatMap((field) => field.columns)
  const changed = columns.filter((column) => column.name !== 'slug')
  const assignments = changed.map((column) => `${column.name} = ${column.write ?? `r.${column.name}`}`)
  return (
    `UPDATE ${name} AS item SET ${assignments.join(', ')}, updated_at = now() ` +
    `FROM ${rowSource(columns)} WHERE item.slug = r.slug`
  )
}

/** Records as the JSON that `insertSql` and `updateSql` take. */
export function rowsOf<R>({ fields }: Table<R>, records: readonly R[]): string {
  const columns = fields.flatMap((field) =>
    field.columns.map((column) => ({
      name: column.name,
      value: column.value ?? ((record: R) => record[field.name]),
    })),
  )
  return JSON.stringify(
    records.map((record) => Object.fromEntries(columns.map(({ name, value }) => [name, value(record)]))),
  )
}

function rowSource<R>(columns: Column<R>[]): string {
  return `json_to_recordset($1::json) AS r(${columns.map(({ name, type }) => `${name} ${type}`).join(', ')})`
}
