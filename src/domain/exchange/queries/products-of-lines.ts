import { sql } from 'drizzle-orm'
import { givenRows } from '../../../platform/db/given-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { ExchangeLine } from '../rules/documents.ts'
import { codeKey } from '../rules/settle.ts'

type AskedProduct = { partnerId: string; line: Pick<ExchangeLine, 'code' | 'gtin'> }

/**
 * Our product of each line, null where it is not known: as it was said once of that partner, else by its code, else by its GTIN
 * when only one has it. A line without code is known by its GTIN. One statement for any number of lines. Source: D7.
 */
export async function productsOfLines(
  { db, company }: Ctx,
  asked: readonly AskedProduct[],
): Promise<(string | null)[]> {
  const rows = asked.map(({ partnerId, line: { code, gtin } }) => ({
    partnerId,
    code: codeKey(code || gtin),
    gtin: gtin.replace(/^0(?=\d{13}$)/, ''),
  }))
  const keyOf = ({ partnerId, code, gtin }: (typeof rows)[number]) => JSON.stringify([partnerId, code, gtin])
  const distinct = [...new Map(rows.map(row => [keyOf(row), row])).values()]
  const given = givenRows(distinct, { partnerId: 'uuid', code: 'text', gtin: 'text' })
  const { rows: found } = await db.execute<(typeof rows)[number] & { productId: string | null }>(sql`
    select given.*, coalesce(said.product_id, coded.id, scanned.id) as "productId"
    from (${given}) given
    left join partner_products said
      on said.company_id = ${company.id} and said.partner_id = given."partnerId" and said.code = given.code
    left join products coded on coded.company_id = ${company.id} and coded.code = given.code and given.code <> ''
    left join lateral (
      select min(p.id::text)::uuid as id from products p
      where p.company_id = ${company.id} and p.ean13 = given.gtin and given.gtin <> ''
      having count(*) = 1) scanned on true`)
  const products = new Map(found.map(row => [keyOf(row), row.productId]))
  return rows.map(row => products.get(keyOf(row)) ?? null)
}
