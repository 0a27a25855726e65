import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { settingsOf } from '../../invoicing/queries/seller.ts'
import { fiscalYearOf } from '../../invoicing/rules/settings.ts'
import { fiscalYearDays } from '../rules/fec.ts'
import { missingOf } from './missing.ts'

/** The fiscal years that have entries, the one of today among them, the latest first. */
export async function yearsOf(ctx: Ctx) {
  const { db, company, today } = ctx
  const { fiscalYearStart } = await settingsOf(ctx)
  // Each year found from the one before by the index: a year of a million entries costs one step.
  const { rows } = await db.execute<{ year: number; entries: number }>(sql`
    with recursive years as (
      (select year, number from book_entries where company_id = ${company.id} order by year desc, number desc limit 1)
      union all select next.year, next.number from years y cross join lateral (
        select b.year, b.number from book_entries b where b.company_id = ${company.id} and b.year < y.year order by b.year desc, b.number desc limit 1) next)
    select year, number as entries from years`)
  const current = fiscalYearOf(today, fiscalYearStart)
  const all = rows.some(({ year }) => year === current) ? rows : [{ year: current, entries: 0 }, ...rows]
  return {
    years: all.map(({ year, entries }) => ({ year, entries, ...fiscalYearDays(year, fiscalYearStart) })),
    missing: await missingOf(ctx, { from: '0001-01-01', to: today }),
  }
}
