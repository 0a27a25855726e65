import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { plannedForMany } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { queueMessages } from '../../messaging/actions.ts'
import { type AboutFound, aboutEach } from '../queries/about.ts'
import { candidates, type Picked } from '../queries/candidates.ts'
import type { StepToSend } from '../queries/steps.ts'
import { writtenTo } from '../rules/notice.ts'

export const NOTICE_PURPOSE = 'renewals.notice'

/** People written to in one transaction: a wave of a hundred thousand goes by such parts. */
export const PEOPLE_AT_ONCE = 5_000

export type Sent = { notices: number; people: number }

/**
 * Reminds those at a step who are due, at most `PEOPLE_AT_ONCE` people: one notice a subscription, one mail a person whatever
 * the number of their subscriptions. Nothing is sent twice: the notices of before keep people out. Source: CIR-21, M-13.
 */
export async function sendStep(ctx: Ctx, step: StepToSend, picked?: Picked): Promise<Sent> {
  if (!step.active) refuse('renewals.stepNotActive')
  if (step.channel === 'insert') refuse('renewals.insertGoesWithRun')
  await oneAtATime(ctx)
  const made = sql`select due.purchase_id, due.contact_id, due.as_recipient from due join made using (purchase_id, contact_id)`
  const about = await plannedForMany(ctx, () => aboutEach(ctx, step, made, noticesWritten(ctx, step, picked)))
  const people = Map.groupBy(about, ({ contactId }) => contactId)
  if (step.channel === 'mail') await queueMails(ctx, step, [...people.values()])
  if (about.length > 0)
    ctx.record({
      record: 'renewal_steps',
      id: step.id,
      from: null,
      to: { sentOn: ctx.today, notices: about.length, people: people.size },
    })
  return { notices: about.length, people: people.size }
}

/** Two clerks who send together: the second waits, then finds those people already reminded. */
const oneAtATime = ({ db, company }: Ctx) =>
  db.execute(sql`select from renewal_series where company_id = ${company.id} order by id for no key update`)

/** Writes the notices of those who are `due` and answers them as `made`; those of one person go with their first one. */
const noticesWritten = (ctx: Ctx, step: StepToSend, picked: Picked | undefined) => {
  const base = newId()
  const { company, today, actor } = ctx
  const id = (place: ReturnType<typeof sql>) => sql`(left(${base}, 24) || lpad(to_hex(${place}), 12, '0'))::uuid`
  return sql`with due as (
      select c.*, row_number() over everyone as place, first_value(rank) over (partition by contact_id order by rank) as lead
      from (select d.*, dense_rank() over (order by contact_id) as person,
          row_number() over (order by contact_id, expires_on, number) as rank
        from (${candidates(ctx, { step, picked })}) d where verdict = 'due') c
      where person <= ${PEOPLE_AT_ONCE} window everyone as (order by rank)),
    made as (insert into renewal_notices (company_id, id, purchase_id, step_id, contact_id, channel, sent_on, sent_to, goes_with_id, created_by, updated_by)
      select ${company.id}::uuid, ${id(sql`place`)}, purchase_id, ${step.id}::uuid, contact_id, ${step.channel}, ${today}::date, sent_to,
        case when lead <> rank then ${id(sql`lead`)} end, ${actor.initials}, ${actor.initials} from due
      returning purchase_id, contact_id)`
}

/** One mail a person, and its place in the outbox on their first notice. */
async function queueMails(ctx: Ctx, step: StepToSend, people: readonly AboutFound[][]) {
  const sender = { titleName: step.titleName, companyName: ctx.company.name, link: step.link }
  const mails = people.map(about => ({ about, written: writtenTo(about, step, sender) }))
  const ids = await queueMessages(
    ctx,
    mails.map(({ about, written: { subject, text } }) => ({
      purpose: NOTICE_PURPOSE,
      record: { table: 'purchases', id: about[0]!.purchaseId },
      to: about[0]!.email,
      subject,
      text,
    })),
  )
  const sent = mails.map(({ about }, at) => ({ contact: about[0]!.contactId, message: ids[at] }))
  await ctx.db.execute(sql`
    update renewal_notices n set message_id = m.message
    from json_to_recordset(${JSON.stringify(sent)}::json) as m (contact uuid, message uuid)
    where n.company_id = ${ctx.company.id} and n.step_id = ${step.id} and n.sent_on = ${ctx.today}::date
      and n.contact_id = m.contact and n.goes_with_id is null and n.cancelled_on is null`)
}
