// @ts-check
import fs from 'node:fs'
import http from 'node:http'

// node bare-server.mjs PORT FILE: the least that Node can do, for comparison: always the same headers and bytes. FILE holds
// them as JSON: { headers: [name, value, …], body: base64 }.
const [port, file] = process.argv.slice(2)
const { headers, body } = JSON.parse(fs.readFileSync(file ?? '', 'utf8'))
const bytes = Buffer.from(body, 'base64')
http
  .createServer((_request, response) => {
    response.writeHead(200, headers)
    response.end(bytes)
  })
  .listen(Number(port), '127.0.0.1')
