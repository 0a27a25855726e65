import { and, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { addressState } from '../rules/addresses.ts'
import { addresses, parties } from '../tables.ts'

export type CardAddress = Awaited<ReturnType<typeof addressesOf>>[number]

/** The addresses of a party: those of today, billing first, then what is planned, then its history, latest first. */
export async function addressesOf({ db, company, today }: Ctx, partyId: string) {
  const found = await db
    .select({
      id: addresses.id,
      purpose: addresses.purpose,
      line1: addresses.line1,
      line2: addresses.line2,
      line3: addresses.line3,
      postcode: addresses.postcode,
      town: addresses.town,
      country: addresses.country,
      validFrom: addresses.validFrom,
      validTo: addresses.validTo,
      issuesFrom: addresses.issuesFrom,
      undeliverableOn: addresses.undeliverableOn,
    })
    .from(addresses)
    .where(and(eq(addresses.companyId, company.id), eq(addresses.partyId, partyId)))
    .orderBy(
      sql`array_position(array['billing', 'shipping', 'temporary'], ${addresses.purpose}), ${addresses.validTo} desc nulls first, ${addresses.validFrom} desc nulls last, ${addresses.id} desc`,
    )
  const known = found.map(address => ({ ...address, state: addressState(address, found, today) }))
  return (['current', 'planned', 'past'] as const).flatMap(wanted => known.filter(({ state }) => state === wanted))
}

/** The addresses of a party that are used or will be. */
export const addressesInUse = async (ctx: Ctx, partyId: string) =>
  (await addressesOf(ctx, partyId)).filter(({ state }) => state !== 'past')

/** One party with its addresses, or a refusal when the company has none such. */
export async function partyCard(ctx: Ctx, id: string) {
  const [found] = await ctx.db
    .select()
    .from(parties)
    .where(and(eq(parties.companyId, ctx.company.id), eq(parties.id, id)))
  if (!found) refuse('NOT_FOUND', { status: 404 })
  const { companyId: _company, sortName: _sortName, ...party } = found
  return {
    ...party,
    createdAt: new Date(party.createdAt).toISOString(),
    updatedAt: new Date(party.updatedAt).toISOString(),
    addresses: await addressesOf(ctx, id),
  }
}
