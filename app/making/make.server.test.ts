import { afterAll, expect, test } from 'vitest'

import { MARKDOWN_MAX_AMOUNT } from '#app/domain/markdown-limits.ts'
import { renderMarkdown as renderHere } from '#app/domain/markdown.ts'

import { make, restartMaking, stopMaking } from './make.server.ts'
import { renderBody, renderMarkdown } from './render.server.ts'

afterAll(restartMaking)

test('a worker gives what the same work gives here', async () => {
  const markdown = '# A\n\nOf *kindness*[^a] and https://example.org.\n\n[^a]: Often.'
  expect(await renderMarkdown(markdown, { idPrefix: 'd-' })).toEqual(renderHere(markdown, { idPrefix: 'd-' }))
  expect(await make('html', '<p onclick="x()">a</p><script>b</script>')).toBe('<p>a</p>')
})

test('what costs too much is refused with its line', async () => {
  const table = `|a|\n|-|\n${'|x|x|x|x|\n'.repeat(MARKDOWN_MAX_AMOUNT)}`
  await expect(renderMarkdown(table)).rejects.toMatchObject({ name: 'NotMadeError', reason: 'size' })
  await expect(renderMarkdown(`a *b*\n\n${'> '.repeat(50)}a`)).rejects.toMatchObject({
    ...{ reason: 'size', line: 3, message: expect.not.stringContaining('line') },
  })
})

test('a text without markup needs no worker', async () => {
  await stopMaking()
  expect(await renderBody('One.\n\nTwo <https://example.org>.')).toBe(
    '<p>One.</p>\n<p>Two <a href="https://example.org">https://example.org</a>.</p>',
  )
  await expect(renderBody('*three*')).rejects.toMatchObject({ reason: 'stopped' })
})
