import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

import { expect, test } from 'vitest'

import { workerFile } from './worker-file.server.ts'

/** In place of the first word of a worker that its time begins: whether it had loaded a package by then. */
const WATCH = `
const { parentPort, workerData } = require('node:worker_threads')
const post = parentPort.postMessage.bind(parentPort)
parentPort.postMessage = () => {
  post(Object.keys(require('node:module')._cache).some((file) => file.includes(workerData.needs)))
}
import(workerData.file).then(({ work }) => work({ id: 1, task: workerData.task, input: {} })).catch(() => undefined)
`

// A busy machine loads for longer than a reader's file may take.
test.each([
  ['picture', '@resvg/resvg-js/'],
  // What unpacks the fonts of a PDF.
  ['summaryPdf', '/tiny-inflate/'],
])('the time of a task (%s) begins when all that it needs is loaded', async (task, needs) => {
  const worker = new Worker(WATCH, { eval: true, workerData: { file: await workerFile(), task, needs } })
  const [isLoaded] = (await once(worker, 'message')) as [boolean]
  await worker.terminate()
  expect(isLoaded).toBe(true)
})
