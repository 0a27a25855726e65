import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The slices in their order: each may use those before it. */
const SLICES = [
  'accounts',
  'long-work',
  'parties',
  'catalog',
  'messaging',
  'journal',
  'invoicing',
  'payments',
  'debits',
  'subscriptions',
  'renewals',
  'contracts',
  'dispatch',
  'returns',
  'orders',
  'tracking',
  'exchange',
  'books',
  'shops',
  'imports',
  'retention',
]
const TIERS = ['values', 'platform', 'domain', 'app']
/** What another slice may import. */
const PUBLIC = ['tables', 'contract', 'rules', 'queries', 'actions']
/** What a screen may import of a slice, its own included. */
const FOR_SCREENS = ['contract', 'rules', 'labels', 'pages']
/** The closed vocabulary of a slice; accounts alone has doors, messaging a post office, long work and tracking streams of events, tracking a page without session, shops their clients. */
const VOCABULARY = [
  'README.md',
  'tables',
  'contract',
  'rules',
  'queries',
  'actions',
  'operations',
  'jobs',
  'formats',
  'downloads',
  'printouts',
  'labels',
  'pages',
  'factory',
]
const OWN: Record<string, string[]> = {
  accounts: ['auth', 'auth-route', 'gate', 'attempts', 'passwords'],
  messaging: ['sending', 'settings'],
  'long-work': ['events-route'],
  shops: ['clients'],
  tracking: ['events-route', 'public-route'],
}

const files = globSync('src/**/*.{ts,tsx}')
  .map(file => file.replaceAll('\\', '/'))
  .sort()
const text = new Map(files.map(file => [file, readFileSync(file, 'utf8')]))
const importsOf = (file: string) =>
  [...text.get(file)!.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path]) =>
    normalize(join(dirname(file), path!)).replaceAll('\\', '/'),
  )
const isTest = (file: string) => file.endsWith('.test.ts') || file.endsWith('.test.tsx') || file.includes('/testing/')
const tierOf = (file: string) => TIERS.indexOf(file.split('/')[1]!)
const sliceOf = (file: string) => (file.startsWith('src/domain/') ? file.split('/')[2]! : undefined)
const partOf = (file: string) => file.split('/')[3]!.replace(/\.(test\.)?tsx?$/, '')
const arrows = files.filter(file => !isTest(file)).flatMap(from => importsOf(from).map(to => ({ from, to })))

describe('tidy', () => {
  it('sees the whole tree', () => {
    expect(files.length).toBeGreaterThan(150)
    expect(arrows.length).toBeGreaterThan(files.length)
    expect(new Set(files.map(sliceOf).filter(Boolean))).toEqual(new Set(SLICES))
    expect(arrows.filter(({ to }) => !text.has(to) && /\.tsx?$/.test(to))).toEqual([])
  })

  it('has arrows that point one way: app → domain → platform → values', () => {
    expect(arrows.filter(({ from, to }) => to.startsWith('src/') && tierOf(to) > tierOf(from))).toEqual([])
  })

  it('lets a slice use only those above it, by their public files', () => {
    const between = arrows.filter(({ from, to }) => sliceOf(from) && sliceOf(to) && sliceOf(from) !== sliceOf(to))
    expect(between.length).toBeGreaterThan(20)
    const allowed = (from: string, to: string) =>
      SLICES.indexOf(sliceOf(to)!) < SLICES.indexOf(sliceOf(from)!) &&
      (PUBLIC.includes(partOf(to)) ||
        (['factory', 'labels'].includes(partOf(from)) && partOf(from) === partOf(to)) ||
        (partOf(from) === 'pages' && FOR_SCREENS.includes(partOf(to))))
    expect(between.filter(({ from, to }) => !allowed(from, to))).toEqual([])
  })

  it('keeps rules pure: values and rules only', () => {
    const rules = arrows.filter(({ from }) => sliceOf(from) && partOf(from) === 'rules')
    expect(rules.length).toBeGreaterThan(3)
    expect(rules.filter(({ to }) => !to.startsWith('src/values/') && !(sliceOf(to) && partOf(to) === 'rules'))).toEqual(
      [],
    )
    const impure = files.filter(
      file =>
        sliceOf(file) &&
        partOf(file) === 'rules' &&
        !isTest(file) &&
        /Temporal\.Now|Math\.random|Date\.now|new Date\(\)|process\./.test(text.get(file)!),
    )
    expect(impure).toEqual([])
  })

  it('shows screens nothing of a slice but its contract, rules and labels', () => {
    const screens = arrows.filter(({ from, to }) => from.endsWith('.tsx') && sliceOf(from) && sliceOf(to))
    expect(screens.filter(({ to }) => !FOR_SCREENS.includes(partOf(to)))).toEqual([])
    const browser = reachable(['src/app/web.tsx'])
    const server = [...browser].filter(file => /from 'node:|from 'pg'|drizzle-orm|from 'fastify'/.test(text.get(file)!))
    expect(server).toEqual([])
  })

  it('gives the server no file it cannot run: no .tsx behind server.ts and cli.ts', () => {
    const seen = reachable(['src/app/server.ts', 'src/app/cli.ts'])
    expect(seen.size).toBeGreaterThan(60)
    expect([...seen].filter(file => file.endsWith('.tsx'))).toEqual([])
  })

  it('writes holds and adjustments in one place, which moves along the renewals that wait behind them', () => {
    const writes =
      /(?:insert into|delete from|update) (?:holds|adjustments)\b|Record\(\s*ctx,\s*(?:holds|adjustments)\b|(?:insert|update|delete)\((?:holds|adjustments)\)/
    const places = files.filter(file => !isTest(file) && writes.test(text.get(file)!)).map(dirname)
    expect(new Set(places)).toEqual(new Set(['src/domain/subscriptions/actions']))
  })

  it('uses the closed vocabulary in every slice', () => {
    const parts = files
      .filter(file => sliceOf(file) && !isTest(file))
      .filter(file => ![...VOCABULARY, ...(OWN[sliceOf(file)!] ?? [])].includes(partOf(file)))
    expect(parts).toEqual([])
    for (const slice of SLICES) expect(globSync(`src/domain/${slice}/README.md`), slice).toHaveLength(1)
  })

  it('stays small and flat', () => {
    const long = files.filter(file => text.get(file)!.split('\n').length > 301)
    expect(long).toEqual([])
    expect(files.filter(file => file.split('/').length > 6)).toEqual([])
  })

  it('has no barrels and no names that explain nothing', () => {
    const vague = /^(index|.*(util|helper|common|service|manager|misc|stuff).*)\.tsx?$/
    expect(files.filter(file => vague.test(basename(file)))).toEqual([])
    expect(files.filter(file => /\/(utils?|helpers?|services?|common|managers?)\//.test(file))).toEqual([])
    expect(files.filter(file => /^export \* from/m.test(text.get(file)!))).toEqual([])
  })

  it('speaks English in code: French stands in labels, printouts and data', () => {
    const french =
      /\b(?:const|function|type|let|class)\s+\w*(abonne|facture|expedition|envoi|numero|titre|client(?!s?\b|Side|Base)|adresse|commande|paiement|destinataire)\w*/i
    const found = files.flatMap(file =>
      text
        .get(file)!
        .split('\n')
        .filter(line => french.test(line) && !/client/i.test(line))
        .map(line => `${file}: ${line.trim()}`),
    )
    expect(found).toEqual([])
  })

  it('keeps the snapshot of the last migration alone', () => {
    const [last] = globSync('migrations/*.sql').sort().reverse()
    const number = basename(last!).split('_')[0]
    expect(globSync('migrations/meta/*_snapshot.json').map(file => basename(file))).toEqual([`${number}_snapshot.json`])
  })

  it('mocks nothing of our own, skips no test, leaves nothing undone', () => {
    const weak =
      /vi\.mock\(|\b(?:it|test|describe)\.(?:skip|only|tod[o])\(|expect\(true\)|\b(?:TO[D]O|FIX[M]E|HAC[K])\b/
    expect(files.filter(file => file !== 'src/tidy.test.ts' && weak.test(text.get(file)!))).toEqual([])
  })
})

function reachable(roots: string[]): Set<string> {
  const seen = new Set<string>()
  const queue = [...roots]
  for (let file = queue.pop(); file; file = queue.pop()) {
    if (seen.has(file) || !text.has(file)) continue
    seen.add(file)
    // A type disappears before the program runs.
    const runtime = text.get(file)!.replace(/import type [^;]*?from '[^']+'/g, '')
    for (const [, path] of runtime.matchAll(/(?:from|import\(|import)\s*'(\.[^']+)'/g))
      queue.push(normalize(join(dirname(file), path!)).replaceAll('\\', '/'))
  }
  return seen
}
