import { and, eq } from 'drizzle-orm'
import { changeRecord, createRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { isEmail } from '../../../values/email.ts'
import { parties } from '../../parties/tables.ts'
import type { PricePolicy } from '../rules/states.ts'
import { partners } from '../tables.ts'

export type Partner = typeof partners.$inferSelect

/** The partner that a contact is, or undefined when nothing was ever exchanged with it. */
export async function partnerOf({ db, company }: Ctx, partyId: string): Promise<Partner | undefined> {
  const [found] = await db
    .select()
    .from(partners)
    .where(and(eq(partners.companyId, company.id), eq(partners.partyId, partyId)))
  return found
}

type Said = {
  partyId: string
  address?: string | undefined
  pricePolicy?: PricePolicy | undefined
  revision?: number | undefined
}

/** Says where the orders to a contact go and whose prices count, for the first time or anew. Returns the id. Source: INT-22 to INT-25, X-44. */
export async function savePartner(ctx: Ctx, { partyId, revision, address, pricePolicy }: Said): Promise<string> {
  if (address !== undefined && address !== '' && !isEmail(address))
    refuse('exchange.notAnAddress', { field: 'address' })
  const given = { ...(address === undefined ? {} : { address }), ...(pricePolicy === undefined ? {} : { pricePolicy }) }
  const known = await partnerOf(ctx, partyId)
  if (!known) {
    await lockedRecord(ctx, parties, partyId)
    return createRecord(ctx, partners, { partyId, ...given })
  }
  await changeRecord(ctx, partners, known.id, given, revision)
  return known.id
}

/** Where the orders to a supplier go, as it was said before or is said now. Source: INT-22 to INT-25. */
export async function addressedPartner(ctx: Ctx, partyId: string, said?: string): Promise<Partner> {
  const address = said?.trim()
  if (address !== undefined && !isEmail(address)) refuse('exchange.notAnAddress', { field: 'address' })
  const known = await partnerOf(ctx, partyId)
  if (!known && address === undefined) refuse('exchange.noAddress', { field: 'address' })
  if (known && (address === undefined || address === known.address))
    return known.address === '' ? refuse('exchange.noAddress', { field: 'address' }) : known
  if (known) await changeRecord(ctx, partners, known.id, { address: address! })
  else await createRecord(ctx, partners, { partyId, address: address! })
  return (await partnerOf(ctx, partyId))!
}
