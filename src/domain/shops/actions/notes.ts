import { sql } from 'drizzle-orm'
import { type Db, newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { ShopUnanswered } from '../clients/client.ts'
import { syncLabels } from '../labels/sync.ts'
import { shopEvents } from '../tables.ts'
import type { Asking } from './asking.ts'

/** What is wrong with one note or with what the key may do, not with the shop. */
const OF_THE_NOTE: readonly string[] = ['noRight', 'wrongKey', 'notAShop', 'other']
const MOST_TRIES = 5
/** Notes written each time a shop is asked, so that orders never wait long behind them. */
const AT_ONCE = 100

/** A run was handed over: each copy of what a shop sold is to be told on its order there. A note has the id of its shipment. Source: E11. */
export async function queueNotes({ db, company, language }: Ctx, { runId }: { runId: string }) {
  const { rows } = await db.execute(sql`
    select from shops where company_id = ${company.id} and writes_notes and active and sealed_key is not null limit 1`)
  if (rows.length === 0) return
  const { one, several } = syncLabels[language].note
  await db.execute(sql`
    with sent as materialized (
      select s.id, s.number, s.purchase_id, s.issue_number, s.issue_id, s.sent_on, s.copies from shipments s
      where s.company_id = ${company.id} and s.run_id = ${runId} and s.cancelled_on is null)
    insert into shop_notes (company_id, id, shop_id, order_id, shipment_number, text)
    select ${company.id}, sent.id, o.shop_id, o.id, sent.number,
      format(case when sent.copies > 1 then ${several} else ${one} end,
        t.name, sent.issue_number, to_char(sent.sent_on, 'DD/MM/YYYY'), sent.number, sent.copies)
    from sent
    join purchases p on p.company_id = ${company.id} and p.id = sent.purchase_id
    join invoice_lines il on il.company_id = ${company.id} and il.id = p.invoice_line_id
    join lateral (select first.id from invoice_lines first where first.company_id = ${company.id} and first.invoice_id = il.invoice_id
      and (first.id = il.id or first.bundle_group = il.bundle_group) order by first.position limit 1) first on true
    join shop_order_lines l on l.company_id = ${company.id} and l.invoice_line_id = first.id
    join shop_orders o on o.company_id = ${company.id} and o.id = l.order_id and o.gone_at is null
    join shops shop on shop.company_id = ${company.id} and shop.id = o.shop_id and shop.writes_notes
    join issues i on i.company_id = ${company.id} and i.id = sent.issue_id
    join titles t on t.company_id = ${company.id} and t.id = i.title_id
    on conflict do nothing`)
}

/** A run was cancelled: what is not written yet is not. */
export async function dropNotes({ db, company }: Ctx, { runId }: { runId: string }) {
  await db.execute(sql`
    delete from shop_notes n using shipments s
    where n.company_id = ${company.id} and n.due_at is not null and n.claimed_at is null
      and s.company_id = ${company.id} and s.number = n.shipment_number and s.run_id = ${runId}`)
}

type Note = { id: string; orderId: string; externalId: string; text: string; tries: number; begun: boolean }

/** Writes what is due on the orders of a shop, each note once: where an answer was lost, the shop is asked first. */
export async function writeNotes(asking: Asking) {
  const { shop, inTransaction } = asking
  for (let count = 0; count < AT_ONCE; count++) {
    const note = await inTransaction(ctx => claimed(ctx, shop.id))
    if (!note) return
    await write(asking, note)
  }
}

async function write({ client, shop, inTransaction }: Asking, note: Note) {
  const { id, externalId, text } = note
  try {
    const written = note.begun && (await client.notesOf(externalId)).some(there => there.includes(text))
    if (!written) await client.addNote(externalId, text)
    await inTransaction(ctx => ended(ctx, shop.id, note, { code: 'noteWritten', values: { text } }))
  } catch (error) {
    if (!(error instanceof ShopUnanswered) || !OF_THE_NOTE.includes(error.failure)) throw error
    const { failure } = error
    if (note.tries >= MOST_TRIES)
      await inTransaction(ctx => ended(ctx, shop.id, note, { code: 'noteGivenUp', values: { failure } }))
    else
      await inTransaction(({ db, company }) =>
        db.execute(sql`update shop_notes set failure = ${failure} where company_id = ${company.id} and id = ${id}`),
      )
  }
}

/** The note that has been due longest; another try of it comes later, whatever becomes of this one. */
async function claimed(
  { db, company }: { db: Db; company: { id: string } },
  shopId: string,
): Promise<Note | undefined> {
  const { rows } = await db.execute<Note>(sql`
    with next as materialized (
      select id, claimed_at from shop_notes where company_id = ${company.id} and shop_id = ${shopId} and due_at <= now()
      order by due_at, id limit 1 for update skip locked)
    update shop_notes n set claimed_at = now(), tries = n.tries + 1,
      due_at = now() + make_interval(mins => 10 * (n.tries + 1) * (n.tries + 1))
    from next, shop_orders o
    where n.company_id = ${company.id} and n.id = next.id and o.company_id = ${company.id} and o.id = n.order_id
    returning n.id, n.order_id as "orderId", o.external_id as "externalId", n.text, n.tries, next.claimed_at is not null as begun`)
  return rows[0]
}

type End = { code: 'noteWritten' | 'noteGivenUp'; values: Record<string, string> }

async function ended({ db, company, actor }: Ctx, shopId: string, { id, orderId }: Note, { code, values }: End) {
  await db.execute(sql`
    update shop_notes set due_at = null, failure = ${values.failure ?? null},
      written_at = case when ${code === 'noteWritten'} then now() end
    where company_id = ${company.id} and id = ${id}`)
  const event = { companyId: company.id, id: newId(), shopId, orderId, code, values, createdBy: actor.initials }
  await db.insert(shopEvents).values(event)
}
