import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { day, isoDay } from '../../../values/day.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { currentAddress, partyName } from '../../parties/queries.ts'
import type { candidateRow } from '../contract/notices.ts'
import { bankDays, bankDaysAfter } from '../rules/bank-days.ts'
import type { Scheme, Verdict } from '../rules/states.ts'
import { LAPSES_ON, MASKED_IBAN } from './mandates.ts'
import { named } from './named.ts'
import { debitSettingsOf } from './settings.ts'

type Row = InferSchemaOutput<typeof candidateRow>
type Filters = {
  verdict?: Verdict | undefined
  customerId?: string | undefined
  scheme?: Scheme | undefined
  collectFrom?: string | undefined
  collectTo?: string | undefined
  invoiceId?: string | undefined
  mandateId?: string | undefined
}

/** What the days of notices and files are counted by. */
export type Pace = { noticeDays: number; leadDays: number }

/** What a company that has said nothing would collect by. Source: L-15. */
const USUAL: Pace = { noticeDays: 14, leadDays: 2 }
export const paceOf = async (ctx: Ctx): Promise<Pace> => (await debitSettingsOf(ctx)) ?? USUAL

/** How far ahead a day of collection is looked for: a due day of a year, and a notice. */
const DAYS_AHEAD = 460
/** Banks take files from so many days before. Source: EPC130-08, 4.3.1. */
const FILE_DAYS_AHEAD = 14

/** The first day that a file of today may collect on. */
export const firstFileDay = (today: string, leadDays: number): string => isoDay(bankDaysAfter(day(today), leadDays))

/** The mandate an invoice is collected by: the one said, else the customer's valid one, else the latest. */
const mandateJoins = ({ company, today }: Ctx) => sql`
  left join invoice_mandates chosen on chosen.company_id = ${company.id} and chosen.id = s.id
  left join (select distinct on (m.customer_id) m.customer_id, m.id from mandates m where m.company_id = ${company.id}
    order by m.customer_id, (m.revoked_on is null or m.revoked_on > ${today}::date) desc, m.signed_on is not null desc,
      not (m.frequency = 'one-off' and m.used_on is not null) desc, ${LAPSES_ON} >= ${today}::date desc nulls last, m.signed_on desc nulls last, m.id desc
  ) own on own.customer_id = s.customer_id
  left join mandates m on m.company_id = ${company.id} and m.id = coalesce(chosen.mandate_id, own.id)`

/** What came back of the invoice before, and whether it is being collected. */
const pastJoins = ({ company }: Ctx) => sql`
  left join debits running on running.company_id = ${company.id} and running.invoice_id = s.id and running.state in ('planned', 'sent')
  left join lateral (select count(*)::int as attempts, (array_agg(r.code order by d.attempt desc))[1] as code,
      (array_agg(r.retry_on order by d.attempt desc))[1] as retry_on
    from debits d join debit_returns r on r.company_id = ${company.id} and r.debit_id = d.id
    where d.company_id = ${company.id} and d.invoice_id = s.id and d.state = 'returned') past on true`

/**
 * Every invoice to be collected with what it waits for: the first reason that holds. A notice holds for the mandate it named,
 * for no more than it told, and for a day that a file can still reach. Source: L-14, L-15.
 */
export function debitCandidates(ctx: Ctx, { noticeDays, leadDays }: Pace): SQL {
  const { company, today } = ctx
  const days = bankDays(today, DAYS_AHEAD)
  const first = firstFileDay(today, leadDays)
  return sql`
    select s.id, s.customer_id, i.number, i.issued_on, i.language, s.due_on, s.currency, s.open_cents, m.id as mandate_id, m.reference, m.scheme,
      m.frequency, case when m.id is not null then ${MASKED_IBAN} end as iban, m.language as mandate_language, told.id as notice_id, told.noticed_on, told.channel as told_by,
      past.attempts, past.code, coalesce(running.collect_on, told.collect_on, soonest.bank_day) as collect_on,
      case when running.id is not null then 'collecting'
        when s.currency <> 'EUR' then 'other-currency'
        when m.id is null then 'no-mandate'
        when m.revoked_on <= ${today}::date then 'revoked'
        when m.signed_on is null then 'unsigned'
        when m.frequency = 'one-off' and (m.used_on is not null or exists (select from debits d
          where d.company_id = ${company.id} and d.mandate_id = m.id and d.state in ('planned', 'sent'))) then 'used'
        when ${LAPSES_ON} < coalesce(told.collect_on, soonest.bank_day) then 'lapsed'
        when past.attempts > 0 and past.retry_on is null then 'given-up'
        when told.id is null then 'to-notice'
        when told.collect_on > ${today}::date + ${FILE_DAYS_AHEAD}::int then 'noticed'
        else 'ready' end as verdict
    from invoice_states s
    join invoices i on i.company_id = ${company.id} and i.id = s.id and i.payment_method = 'direct-debit'
    ${mandateJoins(ctx)} ${pastJoins(ctx)}
    left join lateral (select n.id, n.noticed_on, n.channel, n.collect_on from debit_notices n
      left join messages mail on mail.company_id = ${company.id} and mail.id = n.message_id
      where n.company_id = ${company.id} and n.invoice_id = s.id and n.cancelled_on is null and n.mandate_id = m.id and n.cents >= s.open_cents
        and n.collect_on >= ${first}::date and n.collect_on >= coalesce(past.retry_on, n.collect_on)
        and (mail.id is null or mail.state in ('queued', 'sent'))
      order by n.collect_on limit 1) told on true
    left join unnest(${sql.param(days.map(({ on }) => on))}::date[], ${sql.param(days.map(({ bankDay }) => bankDay))}::date[])
      as soonest ("on", bank_day) on soonest."on" = greatest(s.due_on, past.retry_on, ${first}::date, ${today}::date + coalesce(m.notice_days, ${noticeDays}::int))
    where s.company_id = ${company.id} and s.open_cents > 0 and s.issued_on is not null`
}

/** How a notice reaches the customer `customer`: by mail, else by letter, else not at all. */
export const reachedBy = ({ company, today }: Ctx): SQL => sql`case when customer.emails[1] is not null then 'mail'
  when exists (${currentAddress(sql`${company.id}::uuid`, sql`customer.id`, today, sql`and a.town <> '' and a.undeliverable_on is null`)}) then 'letter'
  else '' end`

const listOf = (ctx: Ctx, pace: Pace) =>
  listByParty<Row, Row, Filters>({
    from: sql`(${debitCandidates(ctx, pace)}) c
      join parties customer on customer.company_id = ${ctx.company.id} and customer.id = c.customer_id`,
    columns: {
      id: sql`c.id`,
      number: sql`c.number`,
      customerId: sql`c.customer_id`,
      customer: partyName('customer'),
      issuedOn: sql`c.issued_on`,
      dueOn: sql`c.due_on`,
      currency: sql`c.currency`,
      openCents: sql`c.open_cents`,
      mandateId: sql`c.mandate_id`,
      reference: sql`coalesce(c.reference, '')`,
      iban: sql`coalesce(c.iban, '')`,
      scheme: sql`c.scheme`,
      verdict: sql`c.verdict`,
      collectOn: sql`c.collect_on`,
      noticeId: sql`c.notice_id`,
      noticedOn: sql`c.noticed_on`,
      channel: sql`coalesce(c.told_by, ${reachedBy(ctx)})`,
      attempts: sql`c.attempts`,
      lastCode: sql`coalesce(c.code, '')`,
    },
    id: sql`c.id`,
    sorts: {
      collectOn: sql`coalesce(c.collect_on, 'infinity'::date)`,
      dueOn: sql`coalesce(c.due_on, 'infinity'::date)`,
      openCents: sql`c.open_cents`,
      name: [sql`customer.sort_name`, sql`customer.id`],
    },
    defaultSort: 'collectOn',
    party: sql`c.customer_id`,
    where: (_ctx, { verdict, customerId, scheme, collectFrom, collectTo, invoiceId, mandateId }) => [
      sql`true`,
      ...(verdict ? [sql`c.verdict = ${verdict}`] : []),
      ...(customerId ? [sql`c.customer_id = ${customerId}`] : []),
      ...(scheme ? [sql`c.scheme = ${scheme}`] : []),
      ...(collectFrom ? [sql`c.collect_on >= ${collectFrom}::date`] : []),
      ...(collectTo ? [sql`c.collect_on <= ${collectTo}::date`] : []),
      ...(invoiceId ? [sql`c.id = ${invoiceId}`] : []),
      ...(mandateId ? [sql`c.mandate_id = ${mandateId}`] : []),
    ],
    row: found => found,
  })
type Asked = Filters & { search?: string | undefined }

/** Invoices to be collected, and what each waits for. */
export const debitCandidateList = {
  page: async (ctx: Ctx, query: Asked & { limit: number; after?: string | undefined; sort?: string | undefined }) =>
    listOf(ctx, await paceOf(ctx)).page(ctx, await named(ctx, query)),
  count: async (ctx: Ctx, query: Asked) => listOf(ctx, await paceOf(ctx)).count(ctx, await named(ctx, query)),
  async *all(ctx: Ctx, query: Asked & { sort?: string | undefined }) {
    yield* listOf(ctx, await paceOf(ctx)).all(ctx, await named(ctx, query))
  },
}

/** How many invoices wait for what. */
export async function candidateSummary(ctx: Ctx) {
  const { rows } = await ctx.db.execute<{ verdict: Verdict; count: number; cents: number }>(sql`
    select verdict, count(*)::int as count, coalesce(sum(open_cents) filter (where currency = 'EUR'), 0)::bigint as cents
    from (${debitCandidates(ctx, await paceOf(ctx))}) c group by 1 order by 1`)
  return rows
}

/** What is ready, by bank day and scheme. */
export async function readyDays(ctx: Ctx) {
  const { rows } = await ctx.db.execute<{ collectOn: string; scheme: Scheme; count: number; cents: number }>(sql`
    select collect_on as "collectOn", scheme, count(*)::int as count, sum(open_cents)::bigint as cents
    from (${debitCandidates(ctx, await paceOf(ctx))}) c where verdict = 'ready' group by 1, 2 order by 1, 2`)
  return rows
}

/** One invoice to be collected; undefined when it is none. Asked with its customer, whose mandates an index gives. */
export async function candidateById(ctx: Ctx, id: string): Promise<Row | undefined> {
  const { rows } = await ctx.db.execute<{ customerId: string }>(
    sql`select customer_id as "customerId" from invoice_states where company_id = ${ctx.company.id} and id = ${id}`,
  )
  const [of] = rows
  return of && (await debitCandidateList.page(ctx, { ...of, invoiceId: id, limit: 1 })).rows[0]
}
