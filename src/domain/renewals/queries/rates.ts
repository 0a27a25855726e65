import { type SQL, sql } from 'drizzle-orm'
import { forManyRows } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { lineEuros, otherCurrencies } from '../../invoicing/queries/rates.ts'
import { calendarOf } from '../../subscriptions/queries/calendar.ts'
import { lastIssueOwed } from '../../subscriptions/queries/owed.ts'
import { type Counted, type RatesBy, rateBps } from '../rules/rates.ts'

export type Asked = { by: RatesBy; from: string; to: string; titleId?: string | undefined }
type Found = Counted & { key: string; label: string; grossCents: number }

/** Of the paid subscriptions that ended in a period, how many were renewed; one statement whatever it is by. Source: CIR-23. */
export async function ratesOf(ctx: Ctx, asked: Asked): Promise<(Found & { rateBps: number })[]> {
  const { by, from, to } = asked
  const { company } = ctx
  const titles = by === 'issue' ? await titlesAsked(ctx, asked) : asked.titleId ? [asked.titleId] : []
  const ofTitle = titles.length > 0 ? sql`and p.title_id = any(${`{${titles.join(',')}}`}::uuid[])` : sql``
  const { key, label, order, tables } = await keysOf(ctx, by, titles)
  await forManyRows(ctx)
  const { rows } = await ctx.db.execute<Found>(sql`
    select counted.key::text as key, ${label} as label, ended, renewed, first_ended as "firstEnded", first_renewed as "firstRenewed", counted.gross_cents as "grossCents"
    from (select ${key} as key, count(*) as ended, count(q.id) as renewed, count(*) filter (where p.renews_id is null) as first_ended,
        count(q.id) filter (where p.renews_id is null) as first_renewed, coalesce(sum(${lineEuros('other', sql`q.gross_cents`)}), 0)::bigint as gross_cents
      from purchases p left join purchases q on q.company_id = ${company.id} and q.renews_id = p.id and q.cancelled_on is null
        left join ${otherCurrencies(sql`${company.id}::uuid`)} other on other.id = q.invoice_id
      where p.company_id = ${company.id} and p.kind = 'subscription' and p.cancelled_on is null and p.nature in ('paid', 'gift')
        and p.expires_on between ${from}::date and ${to}::date ${ofTitle}
      group by 1) counted ${tables} order by ${order}`)
  return rows.map(row => ({ ...row, rateBps: rateBps(row.renewed, row.ended) }))
}

type Keys = { key: SQL; label: SQL; order: SQL; tables: SQL }
async function keysOf(ctx: Ctx, by: RatesBy, titles: readonly string[]): Promise<Keys> {
  const none = sql``
  if (by === 'month')
    return {
      key: sql`date_trunc('month', p.expires_on::timestamp)::date`,
      label: sql`to_char(key, 'YYYY-MM')`,
      order: sql`key`,
      tables: none,
    }
  if (by === 'source') return { key: sql`p.source`, label: sql`key`, order: sql`ended desc, key`, tables: none }
  if (by === 'offer') {
    const tables = sql`join products product on product.company_id = ${ctx.company.id} and product.id = key`
    return {
      key: sql`p.product_id`,
      label: sql`product.code || ' · ' || product.label`,
      order: sql`ended desc, product.code`,
      tables,
    }
  }
  const title = titles[0]
  if (!title) return { key: sql`''::text`, label: sql`key`, order: sql`key`, tables: none }
  const calendar = await calendarOf(ctx, title)
  const numbers = [...calendar.issues, ...calendar.expected].map(({ number }) => number)
  const order = sql`array_position(${`{${numbers.map(number => JSON.stringify(number)).join(',')}}`}::text[], key) nulls last`
  return { key: lastIssueOwed(ctx.company.id, calendar), label: sql`key`, order, tables: none }
}

/** By issue, the issues of one title are counted: the one asked, else the only one, else the first. */
async function titlesAsked({ db, company }: Ctx, { titleId }: Asked): Promise<string[]> {
  if (titleId) return [titleId]
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from titles where company_id = ${company.id} order by code limit 1`,
  )
  return rows.map(({ id }) => id)
}
