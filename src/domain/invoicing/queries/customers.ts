import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { currentAddress } from '../../parties/queries.ts'

/** What of a customer decides on prices, VAT and words. */
export type Customer = {
  id: string
  kind: 'person' | 'organisation'
  language: 'fr' | 'en'
  vatNumber: string
  /** What an agency pays less, in basis points. Source: CIR-12. */
  discountBps: number
  /** Where copies go today. */
  country: string
  postcode: string
}

export async function customersById(
  { db, company, today }: Ctx,
  ids: readonly string[],
): Promise<Map<string, Customer>> {
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<Customer>(sql`
    select p.id, p.kind, p.language, p.vat_number as "vatNumber",
      case when p.is_agency then p.agency_discount_bps else 0 end as "discountBps",
      coalesce(address.country, 'FR') as country, coalesce(address.postcode, '') as postcode
    from parties p left join lateral (${currentAddress(mine, sql`p.id`, today)}) address on true
    where p.company_id = ${mine} and p.id = any(${sql.param([...ids])}::uuid[])`)
  return new Map(rows.map(row => [row.id, row]))
}
