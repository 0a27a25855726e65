import { sql } from 'drizzle-orm'
import { givenRows } from '../../../platform/db/given-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { ExchangeLine } from '../rules/documents.ts'
import { codeKey } from '../rules/settle.ts'

/**
 * Our product of each line, by its place: as it was said once, else by its code, else by its GTIN when only one has it. A line
 * without code is known by its GTIN. Source: D7.
 */
export async function productsOfLines(
  { db, company }: Ctx,
  partnerId: string,
  lines: readonly ExchangeLine[],
): Promise<Map<number, string>> {
  const given = givenRows(
    lines.map(({ position, code, gtin }) => ({
      position,
      code: codeKey(code || gtin),
      gtin: gtin.replace(/^0(?=\d{13}$)/, ''),
    })),
    { position: 'int', code: 'text', gtin: 'text' },
  )
  const { rows } = await db.execute<{ position: number; productId: string | null }>(sql`
    select given.position, coalesce(said.product_id, coded.id, scanned.id) as "productId"
    from (${given}) given
    left join partner_products said on said.company_id = ${company.id} and said.partner_id = ${partnerId} and said.code = given.code
    left join products coded on coded.company_id = ${company.id} and coded.code = given.code and given.code <> ''
    left join lateral (
      select min(p.id::text)::uuid as id from products p
      where p.company_id = ${company.id} and p.ean13 = given.gtin and given.gtin <> ''
      having count(*) = 1) scanned on true`)
  return new Map(rows.flatMap(({ position, productId }) => (productId === null ? [] : [[position, productId]])))
}
