// @ts-check
import path from 'node:path'
import { parseArgs } from 'node:util'

import { COMMANDS } from './commands.mjs'
import { StepError } from './failure.mjs'

/** An option that is further from every known one was not mistyped. */
const FURTHEST_TYPING_ERROR = 3

/**
 * What was typed after a command.
 *
 * @typedef {object} CommandLine
 * @property {(option: string) => boolean} has
 * @property {(option: string) => string | undefined} value
 * @property {string} operand the one thing that the command takes; empty where it takes none
 */

/**
 * Reads what was typed after a command. Prints the help and gives null when that was asked for. Needs nothing that has to
 * be installed, and touches nothing. Throws a StepError that says what is wrong and names the nearest option.
 *
 * @param {keyof typeof COMMANDS} name
 * @param {string[]} args
 * @returns {CommandLine | null}
 */
export function openCommandLine(name, args) {
  /** @type {import('./commands.mjs').Command} */
  const command = COMMANDS[name]
  const read = readCommandLine(command, args)
  if (read === null) process.stdout.write(helpOf(command))
  return read
}

/**
 * @param {import('./commands.mjs').Command} command
 * @param {string[]} args
 * @returns {CommandLine | null} null when help was asked for
 */
export function readCommandLine(command, args) {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { value }]) => [
      name,
      { type: /** @type {'string' | 'boolean'} */ (value === undefined ? 'boolean' : 'string') },
    ]),
  )
  const { tokens } = parseArgs({ args, options, allowPositionals: true, strict: false, tokens: true })
  const typed = tokens.filter((token) => token.kind === 'option')
  if (typed.some(({ rawName }) => rawName === '--help' || rawName === '-h')) return null

  /** @type {Map<string, string | undefined>} */
  const given = new Map()
  for (const { name, rawName, value, inlineValue } of typed) {
    const option = rawName.startsWith('--') ? command.options[name] : undefined
    if (option === undefined) throw new StepError(unknownOption(command, rawName))
    const isMissing = value === undefined || value === '' || (!inlineValue && value.startsWith('-'))
    if (option.value !== undefined && isMissing)
      throw new StepError(`The option --${name} needs a value: --${name} ${option.value}.`)
    if (option.value === undefined && value !== undefined)
      throw new StepError(`The option --${name} takes no value. ${tellsMore(command)}`)
    given.set(name, value)
  }
  const operands = tokens.filter((token) => token.kind === 'positional').map(({ value }) => value)
  return {
    has: (option) => given.has(option),
    value: (option) => given.get(option),
    operand: operandOf(command, operands),
  }
}

/**
 * @param {import('./commands.mjs').Command} command
 * @param {string[]} operands
 */
function operandOf(command, operands) {
  const [operand, another] = operands
  if (command.operand === undefined) {
    if (operand === undefined) return ''
    throw new StepError(`“${operand}” is not understood: ${command.call} takes options only. ${tellsMore(command)}`)
  }
  if (operand === undefined || operand === '')
    throw new StepError(`Name ${command.operand.says}: ${usageOf(command)}. ${tellsMore(command)}`)
  if (another !== undefined)
    throw new StepError(`“${another}” is one thing too many: ${usageOf(command)}. ${tellsMore(command)}`)
  return operand
}

/**
 * What is printed for `--help`.
 *
 * @param {import('./commands.mjs').Command} command
 */
export function helpOf(command) {
  const rows = [
    ...(command.operand === undefined ? [] : [[command.operand.name, command.operand.says]]),
    ...Object.entries(command.options).map(([name, { value, says }]) => [optionOf(name, value), says]),
    ['--help', 'print this'],
  ]
  const width = Math.max(...rows.map(([left]) => String(left).length))
  const lines = rows.map(([left, says]) => `  ${String(left).padEnd(width)}  ${says}`)
  return `${command.purpose}\n\n  ${usageOf(command)}\n\n${lines.join('\n')}\n`
}

/**
 * The path that the operator means: npm runs a program at the top of the checkout, whoever types stands elsewhere.
 *
 * @param {string} typed
 */
export function pathOf(typed) {
  return path.resolve(process.env['INIT_CWD'] ?? process.cwd(), typed)
}

/** @param {import('./commands.mjs').Command} command */
function usageOf({ call, operand, options }) {
  const parts = [
    ...(operand === undefined ? [] : [operand.name]),
    ...Object.entries(options).map(([name, { value }]) => `[${optionOf(name, value)}]`),
  ]
  return parts.length === 0 ? call : `${call} -- ${parts.join(' ')}`
}

/**
 * @param {string} name
 * @param {string | undefined} value
 */
function optionOf(name, value) {
  return value === undefined ? `--${name}` : `--${name} ${value}`
}

/**
 * @param {import('./commands.mjs').Command} command
 * @param {string} typed
 */
function unknownOption(command, typed) {
  const known = [...Object.keys(command.options), 'help'].map((name) => `--${name}`)
  const [nearest] = known
    .map((name) => ({ name, distance: name.startsWith(typed) ? 0 : distanceOf(typed, name) }))
    .sort((a, b) => a.distance - b.distance)
  const remedy =
    nearest !== undefined && nearest.distance <= FURTHEST_TYPING_ERROR
      ? `did you mean ${nearest.name}?`
      : `${command.call} knows ${known.join(', ')}.`
  return `There is no option ${typed}: ${remedy} ${tellsMore(command)}`
}

/** @param {import('./commands.mjs').Command} command */
function tellsMore({ call }) {
  return `${call} -- --help tells more.`
}

/**
 * How many letters have to be put in, taken out or exchanged to make one text of the other (Levenshtein).
 *
 * @param {string} one
 * @param {string} other
 */
function distanceOf(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1]
    for (let at = 1; at <= other.length; at += 1) {
      const exchange = (row[at - 1] ?? 0) + (letter === other[at - 1] ? 0 : 1)
      next.push(Math.min(exchange, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
