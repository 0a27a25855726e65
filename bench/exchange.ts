// Collects mails of a partner, each an order with its PDF and signature, from a real Dovecot by IMAP and POP3, against a bare client
// that only downloads the same mails in the same run; by the clock, and by the CPU of Node and PostgreSQL.
import { randomBytes } from 'node:crypto'
import { collect } from '../src/domain/exchange/actions/collect.ts'
import { ownSite, signingKey } from '../src/domain/exchange/actions/site.ts'
import { ublOrder } from '../src/domain/exchange/formats/ubl-order.ts'
import { anExchangeOrder } from '../src/domain/exchange/testing/documents.ts'
import { aMail, signed } from '../src/domain/exchange/testing/mails.ts'
import { aMailbox, twoSites } from '../src/domain/exchange/testing/sites.ts'
import { openMailbox } from '../src/platform/mail/incoming.ts'
import { sealWith } from '../src/platform/mail/seal.ts'
import { aDovecot, hasDovecot } from '../src/platform/testing/dovecot.ts'
import { benchCpu } from './cpu.ts'
import { benchWorld } from './world.ts'

const MAILS = Number(process.env.BENCH_MAILS ?? 1000)
const PDF_BYTES = 30_000
const PROTOCOLS = ['imap', 'pop3'] as const

if (!hasDovecot) {
  console.log('skipped: no Dovecot on this machine')
  process.exit(0)
}
sealWith('0123456789abcdef0123456789abcdef')
const { database, owner, stop } = await benchWorld()
const cpu = await benchCpu(owner)
const dovecot = await aDovecot(Object.fromEntries(PROTOCOLS.map(user => [user, 'secret'])))
try {
  for (const protocol of PROTOCOLS) await measured(protocol)
} finally {
  await dovecot.stop()
  await stop()
}

async function measured(protocol: (typeof PROTOCOLS)[number]) {
  const { calvi, centre } = await twoSites(database, 25)
  const key = await calvi.within(signingKey)
  const from = { site: (await calvi.within(ownSite)).siteId, to: (await centre.within(ownSite)).siteId }
  const pdf = { name: 'commande.pdf', content: randomBytes(PDF_BYTES), type: 'application/pdf' }
  for (let nth = 1; nth <= MAILS; nth++) {
    const number = `CF-${nth}`
    const content = Buffer.from(ublOrder(anExchangeOrder({ number, orderedOn: '2026-06-01' })))
    dovecot.deliver(protocol, aMail([pdf, ...(await signed(number, content, from, key))]))
  }
  const server = { protocol, host: '127.0.0.1', port: dovecot.ports[protocol], user: protocol, password: 'secret' }
  const bare = await timed(async () => {
    const mailbox = await openMailbox({ ...server, security: 'none' })
    const keys = (await mailbox.list(null)).map(mail => mail.key)
    let count = 0
    for await (const { content } of mailbox.read(keys)) count += content.length > 0 ? 1 : 0
    await mailbox.close()
    return count
  })
  const mailboxId = await aMailbox(centre, protocol, server.port, protocol)
  const ours = await timed(async () => {
    const { mails, taken } = await collect({ mailboxId, inTransaction: act => centre.within(act) })
    if (taken !== MAILS) throw new Error(`${taken} of ${MAILS} orders were taken`)
    return mails
  })
  const again = await timed(async () => (await collect({ mailboxId, inTransaction: act => centre.within(act) })).mails)
  const each = (ms: number) => Math.round((MAILS / ms) * 1000)
  console.log(
    `${protocol}: ${MAILS} mails, each an order: ${each(ours.ms)} a second, ${each(ours.cpu)} a CPU second; a bare client downloads ` +
      `${each(bare.ms)} a second, ${((bare.ms / ours.ms) * 100).toFixed(0)} % of it; nothing new in ${Math.round(again.ms)} ms`,
  )
}

async function timed(act: () => Promise<number>) {
  const before = cpu()
  const begun = performance.now()
  await act()
  const after = cpu()
  const spent = after.node - before.node + after.postgres - before.postgres
  return { ms: performance.now() - begun, cpu: spent }
}
