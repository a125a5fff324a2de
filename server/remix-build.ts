import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { createRequestHandler, type ServerBuild } from '@remix-run/node'

export const CLIENT_FOLDER = 'build/client'
const SERVER_BUNDLE = 'build/server/index.js'

export type RequestHandler = (request: Request) => Promise<Response>

/** The site as `remix vite:build` has built it. */
export async function loadRemixBuild(): Promise<RequestHandler> {
  const build = (await import(pathToFileURL(path.resolve(SERVER_BUNDLE)).href)) as ServerBuild
  return createRequestHandler(build, 'production')
}
