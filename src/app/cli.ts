import { parseArgs } from 'node:util'
import { BackupRefused } from '../platform/backup/refused.ts'
import { EmbeddedRefused } from '../platform/db/embedded/embedded.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { byHand } from './commands.ts'

const GLOBAL = { json: { type: 'boolean' }, company: { type: 'string' } } as const

/** `facteur …`: the commands written by hand, then every operation by its name. */
async function main(argv: string[]) {
  const { values, rest } = globalOptions(argv)
  const [first = 'help', ...args] = rest
  const name = ['--help', '-h'].includes(first) ? 'help' : first
  const ofTwoWords = byHand[`${name} ${args[0]}`]
  if (ofTwoWords) return ofTwoWords.run(args.slice(1), values)
  const command = byHand[name]
  if (command) return command.run(args, values)
  const { runOperation } = await import('./cli-operations.ts')
  return runOperation(rest, values)
}

export type GlobalOptions = { json?: boolean; company?: string }

/** Takes `--json` and `--company` out of the words, wherever they stand. */
function globalOptions(argv: string[]): { values: GlobalOptions; rest: string[] } {
  const { tokens, values } = parseArgs({ args: argv, options: GLOBAL, strict: false, tokens: true })
  const taken = new Set(
    tokens.flatMap(token =>
      token.kind === 'option' && token.name in GLOBAL
        ? [token.index, ...(token.value !== undefined && !token.inlineValue ? [token.index + 1] : [])]
        : [],
    ),
  )
  return { values: values as GlobalOptions, rest: argv.filter((_word, at) => !taken.has(at)) }
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  const { ORPCError } = await import('@orpc/client')
  const expected = [EmbeddedRefused, BackupRefused, Refusal, ORPCError].some(kind => error instanceof kind)
  if (!(error instanceof Error && expected)) throw error
  console.error(error.message)
  process.exitCode = 1
}
