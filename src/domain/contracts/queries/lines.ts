import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

export type ContractLine = {
  id: string
  contractId: string
  position: number
  fromOn: string | null
  untilOn: string | null
  productId: string | null
  productKind: string | null
  productName: string | null
  titleId: string | null
  label: string
  description: string
  quantity: number
  unitCents: number | null
  discountBps: number
  vatRateBps: number | null
  recipientId: string | null
  gift: boolean
  renewsPurchaseId: string | null
}

/** All versions of the lines of contracts, in their order. */
export async function linesOf({ db, company }: Ctx, contractIds: readonly string[]): Promise<ContractLine[]> {
  const { rows } = await db.execute<ContractLine>(sql`
    select l.id, l.contract_id as "contractId", l.position, l.from_on as "fromOn", l.until_on as "untilOn", l.product_id as "productId",
      p.kind as "productKind", p.label as "productName", p.title_id as "titleId", l.label, l.description, l.quantity,
      l.unit_cents as "unitCents", l.discount_bps as "discountBps", l.vat_rate_bps as "vatRateBps", l.recipient_id as "recipientId",
      l.gift, l.renews_purchase_id as "renewsPurchaseId"
    from contract_lines l left join products p on p.company_id = ${company.id} and p.id = l.product_id
    where l.company_id = ${company.id} and l.contract_id = any(${sql.param([...new Set(contractIds)])}::uuid[])
    order by l.contract_id, l.position, l.from_on nulls first, l.id`)
  return rows
}

/** Those that hold for a term that begins on a day. Source: X-64. */
export const linesOn = <Line extends { fromOn: string | null; untilOn: string | null }>(
  lines: readonly Line[],
  startsOn: string,
): Line[] =>
  lines.filter(
    ({ fromOn, untilOn }) => (fromOn === null || fromOn <= startsOn) && (untilOn === null || untilOn >= startsOn),
  )
