import type { ListedDocument } from '#app/archive/documents.server.ts'
import type { Row } from '#app/components/rows.tsx'
import { conversationAddress, fileAddress } from '#app/domain/conversation.ts'
import { dateInWords } from '#app/domain/dates.ts'
import { mediaTypeInWords } from '#app/domain/media-words.ts'
import { counted, sizeInWords } from '#app/domain/words.ts'

/** A document: what it belongs to leads to where it is read; the file stands beside it. */
export function documentRow(
  { id, title, address, file, pages, readable, conversation }: ListedDocument,
  siteUrl: string,
): Row {
  const path = `${conversationAddress(conversation.slug)}#${readable ? 'insights' : 'download'}`
  return {
    key: String(id),
    main: (
      <>
        <span className="stamp">{dateInWords(conversation.heldOn)}</span>
        <br />
        <a href={path} data-printed={siteUrl + path}>
          {title}: {conversation.title}
        </a>
      </>
    ),
    also:
      file !== null ? (
        <a href={fileAddress(file.key, file.name)}>
          {[mediaTypeInWords(file.mediaType), pages === null ? null : counted(pages, 'page'), sizeInWords(file.bytes)]
            .filter((word) => word !== null)
            .join(', ')}
          <span className="hide">
            : {title}: {conversation.title}
          </span>
        </a>
      ) : address !== null ? (
        <a href={address}>on {new URL(address).host}</a>
      ) : (
        'on the page of the conversation'
      ),
  }
}
