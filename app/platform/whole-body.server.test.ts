import type { Writable } from 'node:stream'

import { expect, test } from 'vitest'

import { ownScriptsOf, pipedAnswer, wholeAnswer, wholeBodyOf } from './whole-body.server.ts'

const INIT = { status: 203, headers: { 'content-type': 'text/html' } }

/** Renders two pieces, and counts how often it was asked to. */
function rendering() {
  const counted = { times: 0 }
  const pipe = (to: Writable) => {
    counted.times++
    to.write('<p>a piece</p>')
    to.end('<p>and another</p>')
  }
  return { counted, pipe }
}

const shouted = (whole: Buffer<ArrayBuffer>) => ({
  body: Buffer.from(whole.toString().toUpperCase()),
  scripts: ['ours()'],
})

test('a rendered page is had in one piece, with the last hand put to it', async () => {
  const { counted, pipe } = rendering()
  const answer = pipedAnswer(pipe, shouted, INIT)
  expect(counted.times).toBe(0)
  expect(String(await wholeBodyOf(answer))).toBe('<P>A PIECE</P><P>AND ANOTHER</P>')
  expect([answer.status, answer.headers.get('content-type'), counted.times]).toEqual([203, 'text/html', 1])
  expect(ownScriptsOf(answer)).toEqual(['ours()'])
})

test('a server that knows of no whole pages gets the pieces as they are rendered, once it reads', async () => {
  const { counted, pipe } = rendering()
  const answer = pipedAnswer(pipe, shouted, INIT)
  expect(counted.times).toBe(0)
  const reader = answer.body!.getReader()
  const pieces: string[] = []
  for (let read = await reader.read(); !read.done; read = await reader.read())
    pieces.push(Buffer.from(read.value).toString())
  expect(pieces).toEqual(['<p>a piece</p>', '<p>and another</p>'])
  expect(counted.times).toBe(1)
})

test('the bytes of an answer that are at hand are given as they are, others are read', async () => {
  const bytes = new Uint8Array([1, 2, 3])
  expect(await wholeBodyOf(wholeAnswer(bytes, {}))).toBe(bytes)
  expect(await wholeBodyOf(new Response('read'))).toEqual(new Uint8Array(Buffer.from('read')))
})
