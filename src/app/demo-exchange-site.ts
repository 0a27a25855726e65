// One site of the demonstration of exchanges: a Facteur in a process of its own, told what to do next by who started it.
import { call } from '@orpc/server'
import { addMailbox } from '../domain/exchange/actions/mailboxes.ts'
import { changeSeller } from '../domain/invoicing/actions/seller.ts'
import type { Seller } from '../domain/invoicing/rules/seller.ts'
import { createParty } from '../domain/parties/actions.ts'
import type { Ctx } from '../platform/http/context.ts'
import type { IncomingProtocol } from '../platform/mail/incoming.ts'
import { sealWith } from '../platform/mail/seal.ts'
import { type Site, steps } from './demo-exchange-steps.ts'
import { type Facteur, openFacteur } from './facteur.ts'
import { inCompany, localOuter } from './local.ts'
import { router } from './router.ts'
import { secretIn } from './secret.ts'
import { listen } from './serve.ts'

/** Who a site is, how it mails, and where it listens. */
export type SiteTold = {
  companyName: string
  name: string
  email: string
  password: string
  seller: Partial<Seller>
  /** Its address for orders, and that of the other site. */
  address: string
  partner: { legalName: string; address: string; role: 'isSupplier' | 'isCustomer' }
  smtpPort: number
  incoming: { protocol: IncomingProtocol; port: number; user: string; password: string }
  port: string
  withWeb: boolean
}

const HERE = '127.0.0.1'
let site: Site | undefined

/** Opens the site; told to stop before it serves, or failing, it leaves no PostgreSQL behind. */
async function open(told: SiteTold): Promise<{ url: string }> {
  const facteur = await openFacteur('own')
  const stop = () => facteur.stop().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  try {
    return await opened(facteur, told)
  } catch (error) {
    await facteur.stop()
    throw error
  } finally {
    process.off('SIGTERM', stop) // who serves stops by itself
  }
}

async function opened(facteur: Facteur, told: SiteTold): Promise<{ url: string }> {
  sealWith(secretIn(facteur.dataDir))
  const { database } = facteur
  const { companyName, name, email, password, port, withWeb } = told
  const nobody = { context: localOuter(database, null) }
  const { slug } = await call(router.setup.begin, { companyName, name, email, password }, nobody)
  const user = { userId: 'local', name, email, initials: 'DEMO' }
  const within: Site['within'] = act => inCompany(database, slug, act, user)
  const asked = () => ({ context: localOuter(database, slug, user) })
  const mails = { host: HERE, port: told.smtpPort, security: 'none' as const, user: null, replyTo: null }
  await call(router.mailSettings.update, { ...mails, fromName: companyName, fromAddress: told.address }, asked())
  site = { within, asked, partner: told.partner, ...(await within(ctx => settleIn(ctx, told))) }
  return { url: await listen(facteur, { port, host: HERE, withWeb }) }
}

/** Who sells, the contact at the other end, and the mailbox that is collected. */
async function settleIn(ctx: Ctx, { seller, partner, incoming }: SiteTold) {
  await changeSeller(ctx, seller)
  const { legalName, role } = partner
  const partyId = await createParty(ctx, { kind: 'organisation', legalName, [role]: true })
  const mailbox = { ...incoming, host: HERE, security: 'none' as const, everyMinutes: null, active: true }
  return { partyId, mailboxId: await addMailbox(ctx, mailbox) }
}

type Asked = { step: keyof typeof steps | 'open'; input: never }

async function done({ step, input }: Asked): Promise<unknown> {
  if (step === 'open') return open(input)
  if (!site) throw new Error('the site is not open yet')
  return steps[step](site, input)
}

process.on('message', asked => {
  done(asked as Asked).then(
    result => process.send?.({ result }),
    error => process.send?.({ error: String(error?.stack ?? error) }),
  )
})
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM')) // who started it is gone
