import type { LoaderFunctionArgs } from '@remix-run/node'

import { missing } from '#app/routes/missing.server.ts'

/** Every address that no other route knows. */
export async function loader({ request }: LoaderFunctionArgs) {
  throw await missing(request)
}

/** Never shown, but with a page of its own Remix answers errors with the error page and not with bare text. */
export default function Elsewhere() {
  return null
}
