import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { setAside } from '../../payments/actions/match.ts'
import { workLabels } from '../labels/work.ts'
import { debitCredits } from '../tables.ts'

/** A bank credits a batch on its day, or some days after. */
const DAYS_AFTER = 7

type Credit = { movementId: string; batchId: string; number: number }

/**
 * The one credit of a batch is money that its payments told already: it is linked to the batch and set aside. It is known by
 * the reference of the batch, else by its words, amount and days when one batch alone fits.
 */
export async function matchCredits(ctx: Ctx, { statementIds }: { statementIds: readonly string[] }) {
  const { db, company, actor } = ctx
  const { rows } = await db.execute<Credit>(sql`
    with batch as materialized (
      select b.id, b.number, b.bank_account_id, b.collect_on, b.message_reference, b.cents, sum(d.cents) filter (where d.state = 'sent' or d.payment_id is not null)::bigint as paid
      from debit_batches b join debits d on d.company_id = ${company.id} and d.batch_id = b.id
      where b.company_id = ${company.id} and b.handed_over_at is not null and b.cancelled_on is null
        and not exists (select from debit_credits c where c.company_id = ${company.id} and c.batch_id = b.id)
        and b.collect_on >= (select min(starts_on) - ${DAYS_AFTER}::int from bank_statements
          where company_id = ${company.id} and id = any(${sql.param([...statementIds])}::uuid[]))
      group by b.id, b.number, b.bank_account_id, b.collect_on, b.message_reference, b.cents),
    fitting as materialized (
      select m.id as movement_id, b.id, b.number, position(b.message_reference in m.reference || ' ' || m.text) > 0 as named,
        m.text ~* '(PRLV|PR[EÉ]L[EÈ]V|SDD|DIRECT DEBIT)' as says
      from bank_movements m join batch b on b.bank_account_id = m.bank_account_id and m.cents in (b.cents, b.paid)
        and m.booked_on between b.collect_on and b.collect_on + ${DAYS_AFTER}::int
      where m.company_id = ${company.id} and m.statement_id = any(${sql.param([...statementIds])}::uuid[]) and m.state = 'open'),
    known as (select * from fitting where named or says),
    sure as (
      select f.*, count(*) over (partition by movement_id) as batches, count(*) over (partition by id) as movements from known f
      where named or not exists (select from known n where n.named and (n.movement_id = f.movement_id or n.id = f.id)))
    select movement_id as "movementId", id as "batchId", number from sure where batches = 1 and movements = 1 order by number`)
  const by = { createdBy: actor.initials, updatedBy: actor.initials }
  await insertRows(
    ctx,
    debitCredits,
    rows.map(({ movementId, batchId }) => ({ id: newId(), movementId, batchId, ...by })),
  )
  for (const { movementId, number } of rows) await setAside(ctx, [movementId], workLabels[ctx.language].credit(number))
}
