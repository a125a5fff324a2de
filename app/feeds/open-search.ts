import { toXml } from './xml.ts'

/** How a browser searches here from its address bar (OpenSearch 1.1). `name` has 16 letters at most. */
export function openSearchDescription(siteUrl: string, name: string, description: string): string {
  return toXml({
    OpenSearchDescription: {
      '@xmlns': 'http://a9.com/-/spec/opensearch/1.1/',
      ShortName: name,
      Description: description,
      InputEncoding: 'UTF-8',
      Image: { '@width': '16', '@height': '16', '@type': 'image/svg+xml', '#text': `${siteUrl}/favicon.svg` },
      Url: [
        { '@type': 'text/html', '@method': 'get', '@template': `${siteUrl}/search?q={searchTerms}` },
        {
          '@type': 'application/opensearchdescription+xml',
          '@rel': 'self',
          '@template': `${siteUrl}/opensearch.xml`,
        },
      ],
    },
  })
}
