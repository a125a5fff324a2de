// @ts-check
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import zlib from 'node:zlib'

// node scripts/steps/compress.mjs: puts `NAME.br` and `NAME.gz` beside each file of the client's build that they make
// smaller. Once, at the build, hard; the server only sends them.
const FOLDER = 'build/client'
const SHRINKS = /\.(js|mjs|css|svg|json|txt|xml|webmanifest|map)$/
/** Below this the headers cost more than is won. */
const FROM_BYTES = 1024

const brotli = promisify(zlib.brotliCompress)
const gzip = promisify(zlib.gzip)

const files = fs
  .readdirSync(FOLDER, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && SHRINKS.test(entry.name) && !entry.parentPath.includes('.vite'))
  .map((entry) => path.join(entry.parentPath, entry.name))

await Promise.all(
  files.map(async (file) => {
    const body = fs.readFileSync(file)
    if (body.byteLength < FROM_BYTES) return
    const params = {
      [zlib.constants.BROTLI_PARAM_QUALITY]: 11,
      [zlib.constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
    }
    const made = await Promise.all([brotli(body, { params }), gzip(body, { level: 9 })])
    for (const [index, ending] of ['br', 'gz'].entries()) {
      const smaller = made[index]
      if (smaller && smaller.byteLength < body.byteLength) fs.writeFileSync(`${file}.${ending}`, smaller)
    }
  }),
)
