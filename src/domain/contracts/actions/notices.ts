import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { queueMessages } from '../../messaging/actions.ts'
import { partyName } from '../../parties/queries.ts'
import { alertWritten } from '../rules/alert-text.ts'
import { contractNumber } from '../rules/state.ts'
import { contractNotices } from '../tables/settings.ts'

const CONTRACT_ALERT = 'contracts.alert'

type Ending = {
  id: string
  number: number
  title: string
  customer: string
  endsOn: string
  renewal: 'none' | 'proposed' | 'tacit'
  email: string
}

/**
 * Who looks after a contract is told so many days before its end, once for each end: in the contract, and by one mail a
 * night for all of theirs. Source: REC-14, A20.
 */
export async function alertOwners(ctx: Ctx): Promise<number> {
  const ending = await endingContracts(ctx)
  const { company, actor, today, language } = ctx
  const mails = [
    ...Map.groupBy(
      ending.filter(({ email }) => email !== ''),
      ({ email }) => email,
    ),
  ]
  const messageIds = await queueMessages(
    ctx,
    mails.map(([to, theirs]) => ({
      ...{ purpose: CONTRACT_ALERT, to },
      ...alertWritten(
        theirs.map(({ number, ...of }) => ({ ...of, number: contractNumber(number) })),
        company.name,
        language,
      ),
    })),
  )
  const messageOf = new Map(mails.map(([to], at) => [to, messageIds[at]]))
  const stamps = { createdBy: actor.initials, updatedBy: actor.initials }
  await insertRows(
    ctx,
    contractNotices,
    ending.map(({ id, endsOn, email }) => ({
      ...{ id: newId(), contractId: id, kind: 'alert' as const, aboutOn: endsOn, noticedOn: today },
      ...{ channel: email === '' ? ('screen' as const) : ('mail' as const), sentTo: email },
      ...{ messageId: messageOf.get(email) ?? null, ...stamps },
    })),
  )
  return ending.length
}

/** Contracts whose owner is to be told of their end; an owner who is no user any more is not mailed. */
async function endingContracts({ db, company, today }: Ctx): Promise<Ending[]> {
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<Ending>(sql`
    select c.id, c.number, c.title, ${partyName('customer')} as customer, c.ends_on as "endsOn", c.renewal, coalesce(u.email, '') as email
    from contracts c join parties customer on customer.company_id = ${mine} and customer.id = c.customer_id
    left join memberships m on m.company_id = ${mine} and m.initials = c.owner
    left join users u on u.id = m.user_id
    where c.company_id = ${mine} and c.activated_on is not null and c.terminated_on is null
      and c.ends_on between ${today}::date and ${today}::date + 366 and c.ends_on - c.alert_days <= ${today}::date
      and not exists (select from contract_notices n where n.company_id = ${mine} and n.contract_id = c.id
        and n.kind = 'alert' and n.about_on = c.ends_on and n.cancelled_on is null)
      and not exists (select from contracts r where r.company_id = ${mine} and r.renews_id = c.id)
    order by c.ends_on, c.number`)
  return rows
}
