import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { day, isoDay } from '../../../values/day.ts'
import { type AgeBand, ageBands } from '../rules/ages.ts'
import { documentEuros } from './rates.ts'

const MONTHS = 12

/** Revenue of twelve months up to this one, in euros, beside the same months a year before; read from one index. */
export async function revenueByMonth({ db, company, today }: Ctx) {
  const last = day(today).with({ day: 1 })
  const first = isoDay(last.subtract({ months: 2 * MONTHS - 1 }))
  const end = isoDay(last.add({ months: 1 }))
  const { rows } = await db.execute<{ month: string; netCents: number }>(sql`
    with sold as (
      select issued_on, sum(case kind when 'credit-note' then -abs(net_cents) else net_cents end) as net
      from invoices where company_id = ${company.id} and issued_on >= ${first} and issued_on < ${end}
      group by issued_on
      union all -- in another currency, at its rate
      select s.issued_on, case i.kind when 'credit-note' then -1 else 1 end * (coalesce(${documentEuros('s', sql`abs(i.net_cents)`)}, 0) - abs(i.net_cents))
      from invoice_states s join invoices i on i.company_id = ${company.id} and i.id = s.id
      where s.company_id = ${company.id} and s.currency <> 'EUR' and s.issued_on >= ${first} and s.issued_on < ${end}
      union all -- cancelled where they came from, by no credit note of ours
      select i.issued_on, -i.net_cents
      from invoice_states s join invoices i on i.company_id = ${company.id} and i.id = s.id
      where s.company_id = ${company.id} and s.cancelled_on is not null and i.source like 'import:%' and i.kind <> 'credit-note'
        and i.issued_on >= ${first} and i.issued_on < ${end})
    select date_trunc('month', issued_on)::date as month, sum(net)::bigint as "netCents" from sold group by 1`)
  const nets = new Map(rows.map(({ month, netCents }) => [month, netCents]))
  return Array.from({ length: MONTHS }, (_, at) => {
    const month = last.subtract({ months: MONTHS - 1 - at })
    return {
      month: isoDay(month),
      netCents: nets.get(isoDay(month)) ?? 0,
      netCentsBefore: nets.get(isoDay(month.subtract({ years: 1 }))) ?? 0,
    }
  })
}

/** What customers owe today by how long it is overdue; what they have to get back is another matter. */
export async function overdueByAge({ db, company, today }: Ctx) {
  const bands = ageBands(today)
  const { rows } = await db.execute<AgeBand & { count: number; openCents: number }>(sql`
    with band as materialized (
      select age, "dueFrom", "dueTo" from json_to_recordset(${JSON.stringify(bands)}::json)
        as band (age text, "dueFrom" date, "dueTo" date))
    select band.age, count(s.id)::int as count, coalesce(sum(${documentEuros('s', sql`s.open_cents`)}), 0)::bigint as "openCents"
    from band left join invoice_states s on s.company_id = ${company.id} and s.open_cents > 0
      and s.due_on between coalesce(band."dueFrom", '-infinity') and coalesce(band."dueTo", 'infinity')
    group by band.age`)
  return bands.map(band => ({ ...band, ...rows.find(({ age }) => age === band.age)! }))
}
