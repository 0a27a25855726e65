import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { partyName } from '../../parties/queries.ts'
import type { contractCard } from '../contract/record.ts'
import { noticeWindow } from '../rules/renewal.ts'
import { numberOf, rowColumns } from './columns.ts'
import { CONTRACT_TABLES } from './contracts.ts'
import { linesOf } from './lines.ts'
import { freeToEnd } from './notices.ts'

type Card = InferSchemaOutput<typeof contractCard>
type Head = Omit<Card, 'lines' | 'notices' | 'freeToEnd' | 'limitOn'>

const linked = (of: ReturnType<typeof sql>) => sql`json_build_object('id', ${of}.id, 'number', ${numberOf(of)})`

/** One contract with all that it says, came from and caused. */
export async function contractById(ctx: Ctx, id: string): Promise<Card> {
  const head = (await headOf(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 })
  const { db, company } = ctx
  const { rows: notices } = await db.execute<Card['notices'][number]>(sql`
    select id, kind, about_on as "aboutOn", noticed_on as "noticedOn", channel, sent_to as "sentTo", cancelled_on as "cancelledOn"
    from contract_notices where company_id = ${company.id} and contract_id = ${id} order by noticed_on desc, id desc`)
  const lines = await linesOf(ctx, [id])
  const recipients = await namesOf(
    ctx,
    lines.flatMap(({ recipientId }) => recipientId ?? []),
  )
  return {
    ...head,
    lines: lines.map(({ contractId: _, productKind: _kind, titleId: _title, ...line }) => ({
      ...line,
      recipient: line.recipientId ? (recipients.get(line.recipientId) ?? null) : null,
    })),
    notices,
    freeToEnd: await freeToEnd(ctx, id),
    limitOn: head.renewal === 'tacit' && head.endsOn ? noticeWindow(head.endsOn).limitOn : null,
  }
}

async function headOf({ db, company, today }: Ctx, id: string): Promise<Head | undefined> {
  const mine = sql`${company.id}::uuid`
  const { endsOn: _, ...columns } = rowColumns(mine, sql`${today}::date`)
  const { rows } = await db.execute<Head>(sql`
    select ${selected(columns)}, c.ends_on as "endsOn", c.activated_on as "activatedOn", c.paused_from as "pausedFrom",
      c.paused_to as "pausedTo", c.terminated_on as "terminatedOn", c.terminated_reason as "terminatedReason",
      c.payment_days as "paymentDays", c.payment_month_end as "paymentMonthEnd", c.mandate_id as "mandateId",
      c.private_note as "privateNote", c.note, c.buyer_reference as "buyerReference", c.purchase_order as "purchaseOrder",
      c.price_basis as "priceBasis", c.currency, c.day_rule as "dayRule", c.fixed_day as "fixedDay", c.invoice_rule as "invoiceOn",
      c.invoice_days as "invoiceDays", c.prorated, c.plans_to_end as "plansToEnd", c.review_days as "reviewDays", c.grouped,
      c.renewal_every as "renewalEvery", c.renewal_unit as "renewalUnit", c.alert_days as "alertDays",
      (select m.reference from mandates m where m.company_id = ${mine} and m.id = c.mandate_id) as mandate,
      (select ${linked(sql`r`)} from contracts r where r.company_id = ${mine} and r.id = c.renews_id) as renews,
      (select ${linked(sql`r`)} from contracts r where r.company_id = ${mine} and r.renews_id = c.id) as "renewedBy",
      (select json_build_object('id', i.id, 'number', i.number) from invoices i where i.company_id = ${mine}
        and i.id = c.origin_invoice_id) as origin,
      (select count(distinct t.invoice_id)::int from contract_terms t
        where t.company_id = ${mine} and t.contract_id = c.id and t.invoice_id is not null)
        + (select count(*)::int from contract_term_invoices e join contract_terms t on t.company_id = ${mine} and t.id = e.term_id
        where e.company_id = ${mine} and t.contract_id = c.id) as "invoiceCount",
      c.source, c.created_at as "createdAt", c.created_by as "createdBy", c.revision
    from ${CONTRACT_TABLES} where c.company_id = ${company.id} and c.id = ${id}`)
  return rows[0]
}

async function namesOf({ db, company }: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.execute<{ id: string; name: string }>(sql`
    select p.id, ${partyName('p')} as name from parties p where p.company_id = ${company.id} and p.id = any(${sql.param([...ids])}::uuid[])`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
