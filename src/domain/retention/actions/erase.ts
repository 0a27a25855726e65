import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { erasable } from '../queries/overdue.ts'
import { ERASED_NAME } from '../rules.ts'
import { forgetDeliveries } from './deliveries.ts'
import { forgetOrders } from './orders.ts'

const NAMED = 5

/** Forgets who some contacts were, all or none. Source: L-18, GDPR art. 17. */
export async function erase(ctx: Ctx, asked: { partyIds: readonly string[]; asked: boolean }): Promise<number> {
  const found = await erasable(ctx, asked)
  if (found.length < new Set(asked.partyIds).size) refuse('NOT_FOUND', { status: 404 })
  const needed = found.filter(({ free }) => !free)
  if (needed.length > 0)
    refuse('retention.stillNeeded', {
      values: {
        count: needed.length,
        names: needed
          .slice(0, NAMED)
          .map(({ name }) => name)
          .join(', '),
      },
    })
  await forget(
    ctx,
    found.map(({ id }) => id),
  )
  return found.length
}

/** Each table once, whatever the number of contacts; those merged into them are forgotten with them. */
async function forget(ctx: Ctx, ids: readonly string[]) {
  const { db, company, actor, today } = ctx
  const all = await withMerged(ctx, ids)
  const them = sql`any(${sql.param(all)}::uuid[])`
  const of = (table: string, condition: ReturnType<typeof sql>) =>
    sql`${sql.raw(table)} where company_id = ${company.id} and ${condition}`
  await db.execute(sql`
    update messages set "to" = '', subject = '', text = '', html = null, attachments = '[]'
    where company_id = ${company.id} and state <> 'queued' and "to" in (
      select unnest(emails) from parties where company_id = ${company.id} and id = ${them})`)
  await db.execute(sql`delete from ${of('addresses', sql`party_id = ${them}`)}`)
  await db.execute(sql`delete from ${of('party_words', sql`party_id = ${them}`)}`)
  await db.execute(sql`delete from ${of('alike_parties', sql`(first_id = ${them} or second_id = ${them})`)}`)
  await db.execute(sql`
    update party_merges set before = '{}', kept_revision = -1
    where company_id = ${company.id} and (kept_id = ${them} or gone_id = ${them})`)
  await db.execute(sql`
    update shipments set honorific = '', last_name = '', first_name = '', legal_name = ${ERASED_NAME}, email = '',
      line1 = '', line2 = '', line3 = ''
    where company_id = ${company.id} and recipient_id = ${them}`)
  await db.execute(sql`update returned_mail set given = '' where company_id = ${company.id} and recipient_id = ${them}`)
  await db.execute(sql`
    update import_lines l set cells = null, data = null, key = null, fingerprint = null
    from import_records r where r.company_id = ${company.id} and r.record = 'parties' and r.record_id = ${them}
      and l.company_id = ${company.id} and l.import_id = r.import_id and l.line = r.line`)
  await db.execute(sql`
    update import_records set key = null where company_id = ${company.id} and record = 'parties' and record_id = ${them}`)
  await forgetOrders(ctx, them)
  await forgetDeliveries(ctx, them)
  await db.execute(sql`
    update parties set honorific = '', last_name = '', first_name = '', legal_name = ${ERASED_NAME},
      sort_name = 'CONTACT EFFACE ' || number, emails = '{}', phones = '{}', note = '', private_note = '', siren = '',
      vat_number = '', electronic_address = '', external_id = null, erased_on = ${today},
      no_marketing_on = coalesce(no_marketing_on, ${today}), revision = revision + 1, updated_at = now(), updated_by = ${actor.initials}
    where company_id = ${company.id} and id = ${them}`)
  for (const id of all) ctx.record({ record: 'parties', id, from: { erasedOn: null }, to: { erasedOn: today } })
}

async function withMerged({ db, company }: Ctx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    with recursive one as (
      select id from parties where company_id = ${company.id} and id = any(${sql.param([...ids])}::uuid[])
      union select p.id from one join parties p on p.company_id = ${company.id} and p.merged_into_id = one.id)
    select id from one`)
  return rows.map(({ id }) => id)
}
