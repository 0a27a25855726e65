import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { IncomingProtocol } from '../platform/mail/incoming.ts'
import { aDovecot, hasDovecot } from '../platform/testing/dovecot.ts'
import { formatMoney } from '../values/money.ts'
import type { SiteTold } from './demo-exchange-site.ts'
import type { Site, steps } from './demo-exchange-steps.ts'
import { openDemoMail } from './demo-mail.ts'
import { ensureWebBuilt } from './web-build.ts'

const CENTRE_MAIL = 'appros@centre.example'
const CALVI_MAIL = 'commandes@calvi.example'

/** Two companies of invention; their sites have two names for one machine, so that a browser can be signed in to both. */
const CENTRE = {
  companyName: 'Le Centre, base logistique',
  name: 'Claire Dubois',
  email: 'centre@example.org',
  password: 'base-logistique',
  seller: {
    legalName: 'Le Centre',
    siren: '444444442',
    nic: '00016',
    lines: '1 rue des Quais',
    postcode: '13002',
    town: 'Marseille',
  },
  address: CENTRE_MAIL,
  partner: { legalName: 'Distribution de Calvi', address: CALVI_MAIL, role: 'isCustomer' },
} as const
const CALVI = {
  companyName: 'Distribution de Calvi',
  name: 'Ange Santini',
  email: 'calvi@example.org',
  password: 'distribution-calvi',
  seller: {
    legalName: 'Distribution de Calvi',
    siren: '555555556',
    nic: '00011',
    lines: '4 quai Landry',
    postcode: '20260',
    town: 'Calvi',
  },
  address: CALVI_MAIL,
  partner: { legalName: 'Le Centre', address: CENTRE_MAIL, role: 'isSupplier' },
} as const
const MAIL_PASSWORD = 'courrier-de-demonstration'
const COLLECT_EVERY_MS = 10_000

/** Shows an order go from one site to another by mail, and its answers come back; then serves both until it is told to stop. */
export async function demoExchange(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '4331' },
      once: { type: 'boolean', default: false },
      'own-mail': { type: 'boolean', default: false }, // even where Dovecot stands
    },
  })
  const stopped = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort())
  const folder = mkdtempSync(join(tmpdir(), 'facteur-exchange-'))
  const mail = await mailBetween({ ownMail: values['own-mail'] })
  const sites = [startSite(join(folder, 'centre')), startSite(join(folder, 'calvi'))] as const
  try {
    if (!values.once) await ensureWebBuilt()
    await shown(sites, mail, { port: Number(values.port), once: values.once })
    if (!values.once) await goOn(sites, stopped.signal)
  } catch (error) {
    if (!stopped.signal.aborted) throw error
  } finally {
    await Promise.all(sites.map(site => site.stop()))
    await mail.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

/** What carries the mails of the demonstration, and how a mailbox of it is read. */
type Mail = {
  name: string
  smtpPort: number
  incoming(address: string): { protocol: IncomingProtocol; port: number; user: string }
  count(address: string): number
  close(): Promise<void>
}

/** Dovecot and IMAP where it can be started, else POP3 of our own; SMTP takes the mails either way. */
async function mailBetween({ ownMail }: { ownMail: boolean }): Promise<Mail> {
  const passwords = { [CENTRE_MAIL]: MAIL_PASSWORD, [CALVI_MAIL]: MAIL_PASSWORD }
  const userOf = (address: string) => address.split('@')[1]!.split('.')[0]!
  const dovecot =
    hasDovecot && !ownMail
      ? await aDovecot({ [userOf(CENTRE_MAIL)]: MAIL_PASSWORD, [userOf(CALVI_MAIL)]: MAIL_PASSWORD })
      : null
  const server = await openDemoMail(passwords, (address, content) => dovecot?.deliver(userOf(address), content))
  return {
    name: dovecot ? 'IMAP (Dovecot)' : 'POP3',
    smtpPort: server.ports.smtp,
    incoming: address =>
      dovecot
        ? { protocol: 'imap', port: dovecot.ports.imap, user: userOf(address) }
        : { protocol: 'pop3', port: server.ports.pop3, user: address },
    count: address => server.standing(address).length,
    close: async () => {
      await server.close()
      await dovecot?.stop()
    },
  }
}

type Steps = typeof steps
type RunningSite = ReturnType<typeof startSite>

/** A site in a process of its own, which does one step after the other. */
function startSite(dataDir: string) {
  const { DATABASE_URL: _none, ...environment } = process.env
  const child = fork(new URL('./demo-exchange-site.ts', import.meta.url), {
    env: { ...environment, FACTEUR_DATA: dataDir, FACTEUR_LOG: environment.FACTEUR_LOG ?? 'warn' },
    detached: true, // Ctrl+C is for this process alone, which then stops each site once
  })
  return {
    open: (told: SiteTold) => asked<{ url: string }>(child, 'open', told),
    does: <Name extends keyof Steps>(
      step: Name,
      ...input: Parameters<Steps[Name]> extends [Site, infer Input] ? [Input] : []
    ) => asked<Awaited<ReturnType<Steps[Name]>>>(child, step, input[0]),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

async function asked<T>(child: ChildProcess, step: string, input: unknown): Promise<T> {
  const ended = new AbortController()
  const signal = ended.signal
  const gone = once(child, 'exit', { signal }).then(() => [{ error: 'a site of the demonstration ended' }])
  gone.catch(() => {}) // the answer came
  child.send({ step, input })
  const [answer] = (await Promise.race([once(child, 'message', { signal }), gone])) as [{ result: T; error?: string }]
  ended.abort()
  if (answer.error) throw new Error(answer.error)
  return answer.result
}

/** Waits until so many mails stand in the mailbox of a site, and collects them. */
type Collecting = (site: RunningSite, address: string, count: number) => Promise<void>
type Showing = { port: number; once: boolean }

async function shown([centre, calvi]: readonly [RunningSite, RunningSite], mail: Mail, { port, once }: Showing) {
  const told = (of: typeof CENTRE | typeof CALVI, place: number): SiteTold => ({
    ...of,
    smtpPort: mail.smtpPort,
    incoming: { ...mail.incoming(of.address), password: MAIL_PASSWORD },
    port: once ? '0' : String(port + place),
    withWeb: !once,
  })
  say('Two sites start, each with a database of its own, and a mail server between them…')
  const [{ url: centreUrl }, { url: calviUrl }] = await Promise.all([
    centre.open(told(CENTRE, 0)),
    calvi.open(told(CALVI, 1)),
  ])
  const addresses = [centreUrl.replace('127.0.0.1', 'localhost'), calviUrl]
  const collected: Collecting = async (site, address, count) => {
    await arrived(mail, address, count)
    const { taken, quarantined } = await site.does('collect')
    if (taken === 0 || quarantined > 0) throw new Error(`${address} took ${taken} and doubts ${quarantined}`)
  }
  await paired(centre, calvi, collected)
  const { products } = await centre.does('fillShelves')
  await centre.does('sendCatalogue')
  say(`The Centre mails its catalogue of ${products} products, signed.`)
  await collected(calvi, CALVI_MAIL, 2)
  const { added } = await calvi.does('applyCatalogue')
  say(`Calvi collects it over ${mail.name}, looks at what changes and applies it: ${added} products are there.`)

  const { number, netCents } = await calvi.does('order', [
    { code: 'CASS-20', quantity: 12 },
    { code: 'TORCHON', quantity: 20 },
  ])
  say(
    `Calvi orders from the Centre: ${number}, ${formatMoney(netCents, 'EUR', 'en')} without tax, sent as PDF, UBL and signature in one mail.`,
  )
  await collected(centre, CENTRE_MAIL, 2)
  const order = await centre.does('accept')
  say(`The Centre collects it: it is the customer order ${order.number}, and is accepted.`)
  await collected(calvi, CALVI_MAIL, 4)
  await tellOfOrder(calvi)
  const { number: delivery } = await centre.does('despatch')
  say(`The Centre delivers it: ${delivery} leaves.`)
  await collected(calvi, CALVI_MAIL, 5)
  await tellOfOrder(calvi)
  if (!once) invite(addresses)
}

/** Makes them partners of each other by mail, as two people do who then compare the code on their screens. */
async function paired(centre: RunningSite, calvi: RunningSite, collected: Collecting) {
  await Promise.all([centre.does('invite'), calvi.does('invite')])
  await collected(centre, CENTRE_MAIL, 1)
  await collected(calvi, CALVI_MAIL, 1)
  const [{ code }, other] = [await centre.does('codeToCompare'), await calvi.does('codeToCompare')]
  if (code === '' || code !== other.code) throw new Error('the codes of the two sites differ')
  await Promise.all([centre.does('confirm'), calvi.does('confirm')])
  say(`They invite each other by mail, and both screens show the code ${code}: each trusts the key of the other.`)
}

const MEANING: Record<string, string> = {
  accepted: 'was accepted',
  dispatched: 'has left in full',
  'part-dispatched': 'has left in part',
}

async function tellOfOrder(calvi: RunningSite) {
  const { number, state, sellerNumber } = await calvi.does('sentOrder')
  const meaning = MEANING[state]
  if (!meaning) throw new Error(`the order ${number} is ${state}`)
  say(`Calvi collects the answer: ${number}, there ${sellerNumber}, ${meaning}.`)
}

const WAIT_MS = 60_000

/** Waits until so many mails stand in a mailbox. */
async function arrived(mail: Mail, address: string, count: number) {
  for (const until = Date.now() + WAIT_MS; mail.count(address) < count; await pause(100))
    if (Date.now() > until) throw new Error(`no mail came for ${address}`)
}

/** Both sites collect again and again, so that what one sends is soon at the other. */
async function goOn(sites: readonly RunningSite[], signal: AbortSignal) {
  for (;;) {
    await pause(COLLECT_EVERY_MS, undefined, { signal })
    for (const site of sites) await site.does('collect')
  }
}

const say = (line: string) => console.log(`  ${line}`)

function invite([centreUrl, calviUrl]: readonly string[]) {
  console.log('\n  The order made the round. Both sites go on, and collect their mail every ten seconds:\n')
  console.log(`    ${CENTRE.companyName}\n      ${centreUrl}   ${CENTRE.email} / ${CENTRE.password}`)
  console.log(`    ${CALVI.companyName}\n      ${calviUrl}   ${CALVI.email} / ${CALVI.password}\n`)
  console.log('  Ctrl+C stops everything; nothing of it is kept.\n')
}
