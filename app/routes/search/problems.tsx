export type Problem = { field: string; message: string }

/** Fields of the page that a problem can lead to; the others stand in the address only. */
const FIELDS_SHOWN = ['q', 'from', 'to']

/** What is wrong with the question, each leading to its field. */
export function Problems({ problems }: { problems: Problem[] }) {
  return (
    <div className="errors after-title" role="alert">
      <p>
        <b>
          {problems.length === 1
            ? 'One part of the search needs another look'
            : 'Parts of the search need another look'}
        </b>
      </p>
      <ul role="list">
        {problems.map(({ field, message }) => (
          <li key={field}>{FIELDS_SHOWN.includes(field) ? <a href={`#${field}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  )
}
