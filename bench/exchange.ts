// Collects mails of a partner, each an order with its PDF and signature, from a real Dovecot by IMAP and POP3, and answers them:
// against a bare client that only downloads the same mails, and that with bare SQL that writes the same rows; by the clock, and by
// the CPU of Node and PostgreSQL.
import { randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { collect } from '../src/domain/exchange/actions/collect.ts'
import { ownSite, signingKey } from '../src/domain/exchange/actions/site.ts'
import { ublOrder } from '../src/domain/exchange/formats/ubl-order.ts'
import { anExchangeOrder } from '../src/domain/exchange/testing/documents.ts'
import { aMail, signed } from '../src/domain/exchange/testing/mails.ts'
import { aMailbox, twoSites } from '../src/domain/exchange/testing/sites.ts'
import { type IncomingServer, openMailbox } from '../src/platform/mail/incoming.ts'
import { sealWith } from '../src/platform/mail/seal.ts'
import { aDovecot, hasDovecot } from '../src/platform/testing/dovecot.ts'
import { benchCpu } from './cpu.ts'
import { benchWorld } from './world.ts'

const MAILS = Number(process.env.BENCH_MAILS ?? 1000)
/** Collected first, and not measured, as the client is warm too. */
const WARM_UP = 500
const PDF_BYTES = 30_000
const PROTOCOLS = ['imap', 'pop3'] as const
const WRITTEN = [
  ...['collected_mails', 'collected_documents', 'orders', 'order_lines', 'received_orders', 'tracks', 'stage_moves'],
  ...['messages', 'audit_entries'],
]

if (!hasDovecot) {
  console.log('skipped: no Dovecot on this machine')
  process.exit(0)
}
sealWith('0123456789abcdef0123456789abcdef')
const { database, owner, stop } = await benchWorld()
const cpu = await benchCpu(owner)
const users = PROTOCOLS.flatMap(protocol => [protocol, `${protocol}-warm`])
const dovecot = await aDovecot(Object.fromEntries(users.map(user => [user, 'secret'])))
try {
  for (const protocol of PROTOCOLS) await measured(protocol, `${protocol}-warm`, WARM_UP)
  for (const protocol of PROTOCOLS) console.log(await measured(protocol, protocol, MAILS))
} finally {
  await dovecot.stop()
  await stop()
}

async function measured(protocol: (typeof PROTOCOLS)[number], user: string, mails: number) {
  const { calvi, centre } = await twoSites(database, 25)
  const key = await calvi.within(signingKey)
  const from = { site: (await calvi.within(ownSite)).siteId, to: (await centre.within(ownSite)).siteId }
  const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(PDF_BYTES)])
  const pdf = { name: 'commande.pdf', content, type: 'application/pdf' }
  for (let nth = 1; nth <= mails; nth++) {
    const number = `CF-${nth}`
    const content = Buffer.from(ublOrder(anExchangeOrder({ number, orderedOn: '2026-06-01' })))
    dovecot.deliver(user, aMail([pdf, ...(await signed(number, content, from, key))]))
  }
  const server = { protocol, host: '127.0.0.1', port: dovecot.ports[protocol], user, password: 'secret' }
  await download(server, mails) // once to warm up
  const bare = await timed(() => download(server, mails))
  const mailboxId = await aMailbox(centre, protocol, server.port, user)
  const collecting = {
    mailboxId,
    inTransaction: <T>(act: Parameters<typeof centre.within<T>>[0]) => centre.within(act),
  }
  const ours = await timed(async () => {
    const { taken } = await collect(collecting)
    if (taken !== mails) throw new Error(`${taken} of ${mails} orders were taken`)
  })
  const again = await timed(() => collect(collecting))
  const sql = await bareRows(centre.company.id)
  const each = (ms: number) => Math.round((mails / ms) * 1000)
  const percent = (ms: number) => `${((ms / ours.ms) * 100).toFixed(0)} %`
  const cost = (ms: number) => (ms / mails).toFixed(2)
  return (
    `${protocol}: ${mails} mails, each an order: ${each(ours.ms)} a second, Node at work ${(ours.busy * 100).toFixed(0)} % of the time; ` +
    `${cost(ours.node)} ms of CPU of Node and ${cost(ours.postgres)} of PostgreSQL a mail; a bare client downloads ${each(bare.ms)} a ` +
    `second by ${cost(bare.node)} ms: ${percent(bare.ms)} of the time; with bare SQL by ${cost(sql.postgres)} ms ` +
    `${percent(bare.ms + sql.ms)}; nothing new in ${Math.round(again.ms)} ms`
  )
}

async function download(server: Omit<IncomingServer, 'security'>, mails: number) {
  const mailbox = await openMailbox({ ...server, security: 'none' })
  const keys = (await mailbox.list(null)).map(mail => mail.key)
  let count = 0
  for await (const { content } of mailbox.read(keys)) count += content.length > 0 ? 1 : 0
  await mailbox.close()
  if (count !== mails) throw new Error(`${count} of ${mails} mails were downloaded`)
}

/** What collecting wrote, written again by one statement a table, into tables with the same indexes and checks. */
async function bareRows(companyId: string) {
  const statements: string[] = []
  for (const table of WRITTEN) {
    const { rows } = await owner.query<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
      [table],
    )
    const names = rows.map(({ name }) => `"${name}"`).join(', ')
    await owner.query(`create table bare_${table} (like ${table} including all)`)
    statements.push(
      `insert into bare_${table} (${names}) select ${names} from ${table} where company_id = '${companyId}'`,
    )
  }
  const spent = await timed(async () => {
    for (const statement of statements) await owner.query(statement)
  })
  for (const table of WRITTEN) await owner.query(`drop table bare_${table}`)
  return spent
}

/** How long it took, by the clock and of CPU in ms, and how much of it Node was at work. */
async function timed(act: () => Promise<unknown>) {
  const before = { ...cpu(), loop: performance.eventLoopUtilization() }
  const begun = performance.now()
  await act()
  const ms = performance.now() - begun
  const after = cpu()
  const { utilization } = performance.eventLoopUtilization(before.loop)
  return { ms, node: after.node - before.node, postgres: after.postgres - before.postgres, busy: utilization }
}
