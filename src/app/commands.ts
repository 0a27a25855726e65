import type { GlobalOptions } from './cli.ts'

type Command = { usage: string; summary: string; run(args: string[], options: GlobalOptions): Promise<void> }

/** Commands that are no operation: they hold the machine, a file or the whole database. */
export const byHand: Record<string, Command> = {
  serve: {
    usage: 'serve [--port 4321] [--host 127.0.0.1]',
    summary: 'Serve the web app and the API',
    run: async args => (await import('./serve.ts')).serve(args),
  },
  demo: {
    usage: 'demo [--port 4321] [--today 2023-08-31]',
    summary: 'Load the company Capital Social and serve it',
    run: async args => (await import('./demo.ts')).demo(args),
  },
  'demo exchange': {
    usage: 'demo exchange [--port 4331] [--once] [--own-mail]',
    summary: 'Start two sites and a mail server, and show an order go from one to the other and its answers come back',
    run: async args => (await import('./demo-exchange.ts')).demoExchange(args),
  },
  file: {
    usage: 'file RUN [--format csv|txt | --profile NAME] > FILE',
    summary: 'Write the mailing file of a dispatch run, by its number, to standard output',
    run: async (args, options) => (await import('./mailing-file.ts')).mailingFile(args, options),
  },
  import: {
    usage: 'import KIND FILE [--dry-run] [--mapping …]',
    summary: 'Bring in a CSV or XLSX file of parties, products, invoices, purchases, runs or shipments',
    run: async (args, options) => (await import('./import-file.ts')).importFile(args, options),
  },
  'shop load': {
    usage: 'shop load NAME [--since DAY] [--again]',
    summary: 'Take all orders of a connected shop, from where a load before stopped',
    run: async (args, options) => (await import('./shop-load.ts')).shopLoad(args, options),
  },
  'shop take': {
    usage: 'shop take FILE… --shop NAME [--json]',
    summary:
      'Take orders, refunds and subscriptions of a shop from files of its REST documents, or CSV exports, each once',
    run: async (args, options) => (await import('./shop-file.ts')).shopTake(args, options),
  },
  journal: {
    usage: 'journal verify | journal archive --from DAY --to DAY [--papers] FILE',
    summary: 'Verify the sealed journal, or archive it so that anyone can check it without Facteur',
    run: async (args, options) => (await import('./sealed-journal.ts')).sealedJournal(args, options),
  },
  'books fec': {
    usage: 'books fec --year YEAR [--encoding iso-8859-15] > FILE',
    summary: 'Write the FEC of a fiscal year to standard output',
    run: async (args, options) => (await import('./fec-file.ts')).fecFile(args, options),
  },
  backup: {
    usage: 'backup FILE',
    summary: 'Write everything Facteur holds into one file',
    run: async args => (await import('./keeping.ts')).backupTo(args),
  },
  restore: {
    usage: 'restore FILE',
    summary: 'Fill an empty Facteur from a backup',
    run: async args => (await import('./keeping.ts')).restoreFrom(args),
  },
  help: {
    usage: 'help',
    summary: 'Show this',
    run: async () => console.log(await help()),
  },
}

async function help() {
  const { contract } = await import('./contract.ts')
  const width = 54
  const line = (usage: string, summary: string) => `  ${usage.padEnd(width)}${summary}`
  const operations = Object.entries(contract).flatMap(([noun, verbs]) =>
    Object.entries(verbs as Record<string, { '~orpc': { route: { summary?: string } } }>).map(([verb, operation]) =>
      line(`${kebab(noun)} ${kebab(verb)}`, operation['~orpc'].route.summary ?? ''),
    ),
  )
  return [
    'facteur COMMAND [--company SLUG] [--json]',
    '',
    ...Object.values(byHand).map(({ usage, summary }) => line(usage, summary)),
    '',
    'Operations (--help after any of them shows its options):',
    ...operations,
    '',
    'FACTEUR_URL and FACTEUR_API_KEY: work on a server elsewhere. DATABASE_URL: on this PostgreSQL. Else: on ./data (FACTEUR_DATA).',
  ].join('\n')
}

const kebab = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
