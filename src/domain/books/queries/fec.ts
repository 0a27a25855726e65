import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { currentSeller, settingsOf } from '../../invoicing/queries/seller.ts'
import { openingLines } from '../formats.ts'
import { type FecFault, fecName, fiscalYearDays } from '../rules/fec.ts'
import { missingOf } from './missing.ts'

export type FecReport = {
  name: string
  from: string
  to: string
  entries: number
  lines: number
  debitCents: number
  creditCents: number
  openingLines: number
  faults: { fault: FecFault; count: number; example: string }[]
}

const FORM = `account_code !~ '^[1-8][0-9A-Z]{2,11}$' or piece = '' or label = '' or account_label = ''`

/** What the file of a fiscal year holds, and all that would make it refused. Source: L-17. */
export async function fecReport(ctx: Ctx, year: number): Promise<FecReport> {
  const siren = (await currentSeller(ctx))?.siren ?? ''
  const { from, to } = fiscalYearDays(year, (await settingsOf(ctx)).fiscalYearStart)
  const { rows } = await ctx.db.execute<Found>(sql`
    with entries as materialized (
      select number, count(*) as lines, sum(debit_cents) as debit, sum(credit_cents) as credit, min(piece) as piece, min(validated_on) as validated_on,
        count(*) filter (where booked_on not between ${from}::date and ${to}::date) as outside, count(*) filter (where ${sql.raw(FORM)}) as form
      from book_entries where company_id = ${ctx.company.id} and year = ${year} group by number),
    followed as (select *, number - lag(number, 1, 0) over (order by number) - 1 as gap, max(validated_on) over (order by number) > validated_on as backwards from entries)
    select count(*) as entries, coalesce(sum(lines), 0)::bigint as lines, coalesce(sum(debit), 0)::bigint as "debitCents", coalesce(sum(credit), 0)::bigint as "creditCents",
      count(*) filter (where debit <> credit) as unbalanced, coalesce(min(number) filter (where debit <> credit)::text, '') as "unbalancedExample",
      coalesce(sum(gap), 0)::bigint as gaps, coalesce(min(number) filter (where gap > 0)::text, '') as "gapsExample",
      coalesce(sum(outside), 0)::bigint as outside, coalesce(min(number) filter (where outside > 0)::text, '') as "outsideExample",
      count(*) filter (where backwards) as backwards, coalesce(min(number) filter (where backwards)::text, '') as "backwardsExample",
      coalesce(sum(form), 0)::bigint as form, coalesce(min(number) filter (where form > 0)::text, '') as "formExample"
    from followed`)
  const { entries, lines, debitCents, creditCents, ...found } = rows[0]!
  const missing = await missingOf(ctx, { from, to })
  const fault = (name: FecFault, count: number, example = '') => (count > 0 ? [{ fault: name, count, example }] : [])
  return {
    name: fecName(siren || '000000000', to),
    ...{ from, to, entries, lines, debitCents, creditCents },
    openingLines: await countOf(ctx, openingLines(ctx.company.id, year)),
    faults: [
      ...fault('siren', /^\d{9}$/.test(siren) ? 0 : 1, siren),
      ...fault('empty', entries === 0 ? 1 : 0),
      ...fault('unbalanced', found.unbalanced, found.unbalancedExample),
      ...fault('gaps', found.gaps, found.gapsExample),
      ...fault('outside', found.outside, found.outsideExample),
      ...fault('backwards', found.backwards, found.backwardsExample),
      ...fault('form', found.form, found.formExample),
      ...fault('missing', missing.count, missing.example),
    ],
  }
}

type Counted = 'unbalanced' | 'gaps' | 'outside' | 'backwards' | 'form'
type Found = Record<'entries' | 'lines' | 'debitCents' | 'creditCents' | Counted, number> &
  Record<`${Counted}Example`, string>

const countOf = async ({ db }: Ctx, rows: string) =>
  (await db.execute<{ count: number }>(sql`select count(*)::int as count from (${sql.raw(rows)}) r`)).rows[0]!.count
