import { expect, test } from 'vitest'

import { helpOf, readCommandLine } from './command-line.mjs'
import { COMMANDS, commandOf } from './commands.mjs'

const IMPORT = COMMANDS.import

test('what was typed after a command is read: options, values and the one thing that it takes', () => {
  const given = readCommandLine(IMPORT, ['--dry-run', 'talks.jsonl', '--series', 'evenings'])
  expect(given?.operand).toBe('talks.jsonl')
  expect([given?.has('dry-run'), given?.has('json'), given?.value('series')]).toEqual([true, false, 'evenings'])
  expect(readCommandLine(IMPORT, ['--series=evenings', '--', '--odd'])?.operand).toBe('--odd')
})

test('help is asked for in either way, whatever stands beside it', () => {
  expect(readCommandLine(IMPORT, ['--help'])).toBeNull()
  expect(readCommandLine(IMPORT, ['-h', 'a', 'b', '--unknown'])).toBeNull()
})

test.each([
  ['import', ['talks', '--dryrun'], 'There is no option --dryrun: did you mean --dry-run?'],
  ['import', ['talks', '--ser', 'x'], 'There is no option --ser: did you mean --series?'],
  ['restore', ['copy', '--replac'], 'did you mean --replace?'],
  ['restore', ['copy', '--force'], 'There is no option --force: npm run restore knows --replace, --help.'],
  ['backup', ['-f', 'copy'], 'There is no option -f: npm run backup knows --help.'],
  ['import', ['talks', '--series'], 'The option --series needs a value: --series SLUG.'],
  ['import', ['talks', '--series', '--json'], 'The option --series needs a value'],
  ['import', ['talks', '--json=yes'], 'The option --json takes no value.'],
  ['import', [], 'Name the folder or file to import: npm run import -- PATH [--dry-run] [--json] [--series SLUG].'],
  ['export', ['one', 'two'], '“two” is one thing too many: npm run export -- FOLDER.'],
  ['check', ['all'], '“all” is not understood: npm run check takes options only.'],
  ['test', ['--watch'], 'There is no option --watch'],
] as const)('npm run %s %j is refused in a sentence', (name, args, sentence) => {
  expect(() => readCommandLine(COMMANDS[name], [...args])).toThrow(sentence)
})

test('the help of every command says what it is for, how it is typed and every option', () => {
  for (const command of Object.values(COMMANDS)) {
    const help = helpOf(command)
    expect(help).toContain(command.purpose)
    expect(help).toContain(`\n  ${command.call}`)
    for (const option of [...Object.keys(command.options), 'help']) expect(help).toContain(`--${option}`)
  }
})

test('a program is known by its file', () => {
  expect(commandOf('scripts/bench/main.ts')).toBe('bench')
  expect(commandOf('scripts/nothing.ts')).toBeUndefined()
})
