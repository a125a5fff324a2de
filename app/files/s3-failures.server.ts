import { S3ServiceException } from '@aws-sdk/client-s3'

import { StoreAwayError } from './store.ts'

/** Where a store is, for what is said of it. */
export type StorePlace = { bucket: string; region: string; endpoint: string | undefined }

const WRONG_KEY = /^(InvalidAccessKeyId|SignatureDoesNotMatch|AccessDenied|Forbidden|ExpiredToken|InvalidToken)$/
const NO_CREDENTIALS = /^(CredentialsProviderError|TokenProviderError)$/
const WRONG_REGION = /^(PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException)$/

/** What an S3 store's answer, or its silence, means in words that name the settings; any other error as it is. */
export function explainS3(error: unknown, place: StorePlace): unknown {
  if (!(error instanceof Error) || error instanceof StoreAwayError) return error
  const sentence = sentenceFor(error, place)
  return sentence === null ? error : new StoreAwayError(sentence, { cause: error })
}

export function missingBucket({ bucket, endpoint }: StorePlace, cause: unknown): StoreAwayError {
  const sentence = `${storeAt(endpoint)} has no bucket "${bucket}": create it, or correct FILES_S3_BUCKET.`
  return new StoreAwayError(sentence, { cause })
}

function sentenceFor(error: Error, place: StorePlace): string | null {
  const { bucket, region, endpoint } = place
  const store = storeAt(endpoint)
  if (NO_CREDENTIALS.test(error.name)) {
    return 'There is no key for the store of files: set FILES_S3_ACCESS_KEY_ID and FILES_S3_SECRET_ACCESS_KEY.'
  }
  if (error instanceof S3ServiceException) {
    const status = error.$metadata.httpStatusCode ?? 0
    if (error.name === 'NoSuchBucket') return missingBucket(place, error).message
    if (WRONG_REGION.test(error.name) || status === 301) {
      return `${store} does not keep the bucket "${bucket}" in ${region}: correct FILES_S3_REGION.`
    }
    if (WRONG_KEY.test(error.name) || status === 401 || status === 403) {
      return `${store} refuses us the bucket "${bucket}": correct FILES_S3_ACCESS_KEY_ID and FILES_S3_SECRET_ACCESS_KEY, and let that key list the bucket, read it and write to it.`
    }
    // After all attempts: who answers cannot do it now.
    return status >= 500 || status === 429 ? `${store} answers with ${status} (${error.name}): look after it.` : null
  }
  return isSilence(error) ? `${store} does not answer: start it, or correct FILES_S3_ENDPOINT.` : null
}

/** Nobody is there, or says nothing. */
function isSilence(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return error.name === 'TimeoutError' || error.name === 'AbortError' || /^E(?!NO(ENT|SPC))[A-Z_]+$/.test(code)
}

function storeAt(endpoint: string | undefined): string {
  return endpoint === undefined ? 'The store of files' : `The store of files at ${endpoint}`
}
