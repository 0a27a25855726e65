import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { TaxClass } from '../../catalog/rules/tax.ts'
import type { Territory } from '../../invoicing/rules/document.ts'
import type { Purpose } from '../rules/chart.ts'

type AccountRow = { id: string; code: string; label: string; revision: number; used: boolean }
type RuleRow = {
  id: string
  purpose: Purpose
  taxClass: TaxClass | null
  territory: Territory | null
  vatRateBps: number | null
  productId: string | null
  productCode: string | null
  accountCode: string
  accountLabel: string
  revision: number
}

/** The chart of accounts; `used`: a rule names it, or something is written to it. */
export async function accountsOf({ db, company }: Ctx, id?: string): Promise<AccountRow[]> {
  const { rows } = await db.execute<AccountRow>(sql`
    select a.id, a.code, a.label, a.revision, exists (select from book_rules r where r.company_id = ${company.id} and r.account_code = a.code)
      or exists (select from book_entries b where b.company_id = ${company.id} and b.account_code = a.code) as used
    from book_accounts a where a.company_id = ${company.id} ${only('a', id)} order by a.code`)
  return rows
}

export async function rulesOf({ db, company }: Ctx, id?: string): Promise<RuleRow[]> {
  const { rows } = await db.execute<RuleRow>(sql`
    select r.id, r.purpose, r.tax_class as "taxClass", r.territory, r.vat_rate_bps as "vatRateBps", r.product_id as "productId",
      p.code as "productCode", r.account_code as "accountCode", coalesce(a.label, '') as "accountLabel", r.revision
    from book_rules r
    left join book_accounts a on a.company_id = ${company.id} and a.code = r.account_code
    left join products p on p.company_id = ${company.id} and p.id = r.product_id
    where r.company_id = ${company.id} ${only('r', id)}
    order by r.purpose, num_nonnulls(r.product_id, r.territory, r.tax_class, r.vat_rate_bps), r.account_code, r.vat_rate_bps, r.id`)
  return rows
}

const only = (alias: string, id: string | undefined): SQL =>
  id === undefined ? sql`` : sql`and ${sql.identifier(alias)}.id = ${id}`
