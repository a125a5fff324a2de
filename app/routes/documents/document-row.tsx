import type { ListedDocument } from '#app/archive/documents.server.ts'
import type { Row } from '#app/components/rows.tsx'
import { conversationAddress, fileAddress } from '#app/domain/conversation.ts'
import { dateInWords } from '#app/domain/dates.ts'
import { foreignLanguage } from '#app/domain/language.ts'
import { mediaTypeInWords } from '#app/domain/media-words.ts'
import { counted, sizeInWords } from '#app/domain/words.ts'

/** A document: the conversation it belongs to leads to where it is read; what it is and its file stand beside it. */
export function documentRow(document: ListedDocument, siteUrl: string): Row {
  const { id, title, language, readable, conversation } = document
  const path = `${conversationAddress(conversation.slug)}#${readable ? 'insights' : 'download'}`
  return {
    key: String(id),
    main: (
      <>
        <span className="stamp">{dateInWords(conversation.heldOn)}</span>
        <br />
        <a href={path} data-printed={siteUrl + path}>
          <span lang={foreignLanguage(conversation.titleLanguage)}>{conversation.title}</span>
          <span className="hide">
            : <span lang={foreignLanguage(language)}>{title}</span>
          </span>
        </a>
      </>
    ),
    also: (
      <>
        <span lang={foreignLanguage(language)}>{title}</span> · <Place document={document} siteUrl={siteUrl} />
      </>
    ),
  }
}

/** Where the document can be had: the file with its type, pages and size, or whose address it has. */
function Place({ document, siteUrl }: { document: ListedDocument; siteUrl: string }) {
  const { title, language, address, file, pages, conversation } = document
  if (file !== null) {
    const words = [mediaTypeInWords(file.mediaType), pages && counted(pages, 'page'), sizeInWords(file.bytes)]
    const path = fileAddress(file.key, file.name)
    return (
      <a href={path} data-printed={siteUrl + path}>
        {words.filter(Boolean).join(', ')}
        <span className="hide">
          : <span lang={foreignLanguage(language)}>{title}</span>:{' '}
          <span lang={foreignLanguage(conversation.titleLanguage)}>{conversation.title}</span>
        </span>
      </a>
    )
  }
  if (address !== null) return <a href={address}>on {new URL(address).host}</a>
  return <>on the page of the conversation</>
}
