import { reactions } from '../../../app/reactions.ts'
import { constraints } from '../../../app/texts.ts'
import type { Database } from '../../../platform/db/database.ts'
import { aProduct } from '../../catalog/factory.ts'
import { messagingOperations } from '../../messaging/operations.ts'
import { aParty } from '../../parties/factory.ts'
import { aCreditor } from '../../payments/factory.ts'
import { addMailbox } from '../actions/mailboxes.ts'
import { pair } from './pair.ts'

export const TODAY = '2026-06-03'
const PRODUCT = {
  code: 'CASS-20',
  label: 'Casserole',
  kind: 'other',
  priceBasis: 'net',
  priceCents: 9000,
  vatRateBps: 2000,
} as const

const aSite = (database: Database) => aCreditor(database, { reactions, constraints, today: TODAY })
export type Site = Awaited<ReturnType<typeof aSite>>

/** A mailbox of a site, read by hand. */
export const aMailbox = (
  of: Pick<Site, 'within'>,
  protocol: 'imap' | 'pop3',
  port: number,
  user: string,
  password = 'secret',
) =>
  of.within(ctx =>
    addMailbox(ctx, {
      ...{ protocol, host: '127.0.0.1', port, security: 'none', user, password },
      ...{ everyMinutes: null, active: true },
    }),
  )

/** A distributor and the centre that supplies it, with the same product, each the other's partner. */
export async function twoSites(database: Database, smtpPort: number) {
  const [calvi, centre] = [await aSite(database), await aSite(database)]
  const organisation = (of: Site, legalName: string, more: object) =>
    of.within(ctx => aParty(ctx, { kind: 'organisation', legalName, ...more }))
  const supplierId = await organisation(calvi, 'STAUBER', { isSupplier: true })
  const customerId = await organisation(centre, 'Distribution de Calvi', { isCustomer: true })
  const ours = await calvi.within(ctx => aProduct(ctx, PRODUCT))
  const theirs = await centre.within(ctx => aProduct(ctx, PRODUCT))
  for (const [of, name] of [
    [calvi, 'calvi'],
    [centre, 'centre'],
  ] as const)
    await of.call(messagingOperations.mailSettings.update, {
      ...{ host: '127.0.0.1', port: smtpPort, security: 'none', user: null, replyTo: null },
      ...{ fromName: name, fromAddress: `commandes@${name}.example` },
    })
  const [seen, told] = await pair(
    { of: calvi, partyId: supplierId, address: 'appros@example.org' },
    { of: centre, partyId: customerId, address: 'commandes@calvi.example' },
  )
  if (seen !== told) throw new Error('two people would see different codes')
  return { calvi, centre, supplierId, customerId, ours, theirs }
}
