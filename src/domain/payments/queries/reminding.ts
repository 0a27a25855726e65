import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Language } from '../../../values/labels.ts'
import { partyName } from '../../parties/queries.ts'
import { type LateDocument, type ReminderChannel, type ReminderLevel, reminderText } from '../rules/reminders.ts'
import { isOf, lateDocuments, type Reminding, type Which } from './late.ts'

/** `Mme Florence Dupont`, or the name of an organisation. */
const fullName = sql`case when customer.kind = 'organisation' then ${partyName('customer')}
  else coalesce(nullif(btrim(customer.honorific || ' ' || btrim(customer.first_name || ' ' || customer.last_name)), ''), customer.legal_name) end`

type LateOf = LateDocument & {
  id: string
  customerId: string
  name: string
  email: string
  language: Language
  level: number | null
  channel: ReminderChannel | ''
  isDue: boolean
}

/** One reminder to be written: the documents at their turn, and the other late ones that it lists. */
export type ToRemind = {
  customerId: string
  email: string
  channel: ReminderChannel
  level: ReminderLevel
  due: (LateDocument & { id: string; level: number })[]
  also: (LateDocument & { id: string })[]
  subject: string
  text: string
  language: Language
}

/** Where customers pay: the link of the mails of documents. */
async function paymentLink({ db, company }: Pick<Ctx, 'db' | 'company'>): Promise<string> {
  const { rows } = await db.execute<{ link: string }>(
    sql`select link from document_mails where company_id = ${company.id} and link <> '' order by language desc limit 1`,
  )
  return rows[0]?.link ?? ''
}

/** The reminders of a wave as they would be written now, of at most so many customers. */
export async function remindersToWrite(
  ctx: Ctx,
  reminding: Reminding,
  { customers, ...which }: Which & { customers: number },
): Promise<ToRemind[]> {
  const { rows } = await ctx.db.execute<LateOf>(sql`
    with late as materialized (${lateDocuments(ctx, reminding)}),
    chosen as materialized (select distinct customer_id from late where ${isOf(which)} order by customer_id limit ${customers})
    select late.id, late.customer_id as "customerId", ${fullName} as name, coalesce(customer.emails[1], '') as email, late.language, late.number,
      late.due_on as "dueOn", late.days_late as "daysLate", late.currency, late.open_cents as "openCents", late.level, late.channel, ${isOf(which)} as "isDue"
    from late join chosen on chosen.customer_id = late.customer_id
    join parties customer on customer.company_id = ${ctx.company.id} and customer.id = late.customer_id
    where late.verdict in ('due', 'early', 'done')
    order by late.customer_id, late.due_on, late.number`)
  const link = await paymentLink(ctx)
  const levels = new Map(reminding.levels.map(level => [level.level, level]))
  return [...Map.groupBy(rows, ({ customerId }) => customerId).values()].map(documents => {
    const due = documents.filter(({ isDue }) => isDue).map(document => ({ ...document, level: document.level! }))
    const last = due.reduce((a, b) => (b.level > a.level ? b : a))
    const level = levels.get(last.level)!
    const { customerId, email, name, language } = last
    const written = reminderText(level, documents, { name, language, company: ctx.company.name, link })
    const also = documents.filter(({ isDue }) => !isDue)
    return { customerId, email, channel: last.channel as ReminderChannel, level, due, also, ...written }
  })
}

export type Letter = { partyId: string; subject: string; text: string; language: Language; batchId: string }
type Reminded = LateDocument & { customerId: string; name: string; language: Language; level: number; place: number }

/** The letters written together, in the order of postcodes; what was paid since is left out. */
export async function lettersOfBatch(ctx: Ctx, reminding: Reminding, batchId: string): Promise<Letter[]> {
  const { company, today } = ctx
  const { rows } = await ctx.db.execute<Reminded>(sql`
    with letters as materialized (
      select r.customer_id, max(r.level) as level, array_agg(r.invoice_id) || (array_agg(r.also_ids::text))[1]::uuid[] as ids
      from reminders r where r.company_id = ${company.id} and r.batch_id = ${batchId} and r.channel = 'letter' and r.cancelled_on is null
      group by 1)
    select l.customer_id as "customerId", ${fullName} as name, i.language, l.level, i.number, s.due_on as "dueOn",
      i.currency, s.open_cents as "openCents", greatest(${today}::date - s.due_on, 0) as "daysLate",
      dense_rank() over (order by coalesce(i.buyer -> 'address' ->> 'postcode', ''), ${partyName('customer')}, l.customer_id) as place
    from letters l
    join invoice_states s on s.company_id = ${company.id} and s.id = any(l.ids) and s.open_cents > 0
    join invoices i on i.company_id = ${company.id} and i.id = s.id
    join parties customer on customer.company_id = ${company.id} and customer.id = l.customer_id
    order by place`)
  const link = await paymentLink(ctx)
  return [...Map.groupBy(rows, ({ customerId }) => customerId).values()].flatMap(documents => {
    const { customerId, name, language, level: reached } = documents[0]!
    const level = reminding.levels.find(({ level }) => level === reached)
    if (!level) return []
    const written = reminderText(level, documents, { name, language, company: company.name, link })
    return [{ partyId: customerId, batchId, ...written }]
  })
}
