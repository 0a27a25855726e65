import { type SQL, sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { forManyRows } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { addDays, day, formatDay, isoDay } from '../../../values/day.ts'
import { settingsOf } from '../../invoicing/queries/seller.ts'
import { fiscalYearOf } from '../../invoicing/rules/settings.ts'
import { entryWords } from '../labels/entries.ts'
import { calendarsOf, worthOn } from '../queries/purchase-worth.ts'
import { ensureChart } from './chart.ts'
import { NO_PRODUCT, proposedLines, writeEntries } from './write.ts'

/** What defers what is owed to subscribers: out of sales, where each was written, into income of later. */
const partsOf = (mine: SQL) => sql`
  select 2 as turn, x.purpose, x.tax_class, x.territory, x.rate, x.product_id, null::text as account, sum(x.cents)::bigint as cents from worth w
  join invoice_lines l on l.company_id = ${mine} and l.id = w.invoice_line_id join invoices i on i.company_id = ${mine} and i.id = l.invoice_id
  left join products p on p.company_id = ${mine} and p.id = l.product_id
  cross join lateral (values ('sales', coalesce(p.tax_class, ''), coalesce(i.territory, ''), l.vat_rate_bps, coalesce(l.product_id, ${NO_PRODUCT}), w.owed),
    ('deferred', '', '', -1, ${NO_PRODUCT}, -w.owed)) x (purpose, tax_class, territory, rate, product_id, cents)
  where w.owed > 0 group by x.purpose, x.tax_class, x.territory, x.rate, x.product_id`

const pieceOf = (on: string) => `PCA-${on}`

async function isWritten({ db, company }: Ctx, on: string): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select from book_entries where company_id = ${company.id} and journal = 'OD' and booked_on = ${on}::date and piece = ${pieceOf(on)} limit 1`)
  return rows.length > 0
}

/** The entry of a day, to be looked at before it is written. */
export async function deferralOn(ctx: Ctx, on: string) {
  await ensureChart(ctx)
  const calendars = await calendarsOf(ctx)
  const written = await isWritten(ctx, on)
  await forManyRows(ctx)
  return {
    lines: await proposedLines(ctx, partsOf(sql`${ctx.company.id}::uuid`), sql`${worthOn(ctx, calendars, on)},`),
    written,
  }
}

/** Writes it, and its opposite on the day after, when the next period begins. Source: A19. */
export async function defer(ctx: Ctx, on: string): Promise<number> {
  if (on > ctx.today) refuse('books.notYet', { field: 'on' })
  if (await isWritten(ctx, on)) refuse('books.alreadyDeferred', { field: 'on', values: { on: formatDay(day(on)) } })
  const { lines } = await deferralOn(ctx, on)
  if (lines.length === 0) refuse('books.nothingDeferred', { field: 'on' })
  const { fiscalYearStart } = await settingsOf(ctx)
  const after = isoDay(addDays(day(on), 1))
  const entries = [
    { id: newId(), on, label: entryWords.deferred, sign: 1, piece: pieceOf(on) },
    { id: newId(), on: after, label: entryWords.deferredBack, sign: -1, piece: `EXT-${on}` },
  ].map(entry => ({
    ...entry,
    label: `${entry.label} ${formatDay(day(on))}`,
    year: fiscalYearOf(entry.on, fiscalYearStart),
  }))
  const parts = entries.flatMap(({ id, sign }) =>
    lines.map(({ accountCode, debitCents, creditCents }) => ({
      id,
      account: accountCode,
      cents: sign * (debitCents - creditCents),
    })),
  )
  ctx.record({ record: 'book_entries', id: entries[0]!.id, from: null, to: { on, lines } })
  return writeEntries(ctx, {
    record: 'deferrals',
    docs: sql`
      select id as record_id, turn as place, year, 'OD' as journal, "on" as booked_on, '' as aux_code, '' as aux_label, piece, ${on}::date as piece_on, label, null::text as currency, null::bigint as times, null::bigint as per
      from json_to_recordset(${JSON.stringify(entries.map((entry, turn) => ({ ...entry, turn })))}::json) as e (id uuid, turn int, year int, "on" date, piece text, label text)`,
    parts: sql`
      select id as record_id, 2 as turn, 'deferred' as purpose, '' as tax_class, '' as territory, -1 as rate, ${NO_PRODUCT} as product_id, account, cents
      from json_to_recordset(${JSON.stringify(parts)}::json) as p (id uuid, account text, cents bigint)`,
    count: entries.length,
  })
}
