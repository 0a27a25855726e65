import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { addresses, parties } from '../tables.ts'

/** The current addresses of a party, billing first. */
export const currentAddresses = ({ db, company }: Ctx, partyId: string) =>
  db
    .select({
      purpose: addresses.purpose,
      line1: addresses.line1,
      line2: addresses.line2,
      line3: addresses.line3,
      postcode: addresses.postcode,
      town: addresses.town,
      country: addresses.country,
      validFrom: addresses.validFrom,
      validTo: addresses.validTo,
    })
    .from(addresses)
    .where(and(eq(addresses.companyId, company.id), eq(addresses.partyId, partyId), isNull(addresses.validTo)))
    .orderBy(sql`${addresses.purpose} = 'shipping'`)

/** One party with its current addresses, or a refusal when the company has none such. */
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
    addresses: await currentAddresses(ctx, id),
  }
}
