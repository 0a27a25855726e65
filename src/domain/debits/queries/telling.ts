import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Language } from '../../../values/language.ts'
import { partyName } from '../../parties/queries.ts'
import { noticeText } from '../rules/notice.ts'
import { debitCandidates, reachedBy } from './candidates.ts'
import { MASKED_IBAN } from './mandates.ts'
import { configured, type DebitSettings } from './settings.ts'

export type WhichToTell = {
  invoiceIds?: readonly string[] | undefined
  /** The day asked for; the first possible of each when left out. */
  collectOn?: string | undefined
  channel?: 'mail' | undefined
}

/** One notice to be written: all that is collected by one mandate on one day. */
export type ToTell = {
  customerId: string
  mandateId: string
  email: string
  channel: 'mail' | 'letter'
  collectOn: string
  documents: { id: string; number: string; cents: number }[]
  subject: string
  text: string
}

/** `Mme Florence Dupont`, or the name of an organisation. */
const FULL_NAME = sql`case when customer.kind = 'organisation' then ${partyName('customer')}
  else coalesce(nullif(btrim(customer.honorific || ' ' || btrim(customer.first_name || ' ' || customer.last_name)), ''), customer.legal_name) end`

/** Which of the candidates `c`, reached as `c.reached`, are told. */
const isTold = ({ invoiceIds, collectOn, channel }: WhichToTell): SQL => sql`c.verdict = 'to-notice' and c.reached <> ''
  ${invoiceIds ? sql`and c.id = any(${sql.param([...invoiceIds])}::uuid[])` : sql``}
  ${collectOn ? sql`and c.collect_on <= ${collectOn}::date` : sql`and c.collect_on is not null`}
  ${channel ? sql`and c.reached = ${channel}` : sql``}`

const reached = (ctx: Ctx, settings: DebitSettings, unreached = false) => sql`
  select c.*, ${unreached ? sql`'letter'` : reachedBy(ctx)} as reached from (${debitCandidates(ctx, settings)}) c
  join parties customer on customer.company_id = ${ctx.company.id} and customer.id = c.customer_id`

type Row = {
  id: string
  number: string
  cents: number
  customerId: string
  mandateId: string
  reference: string
  iban: string
  language: Language
  collectOn: string
  name: string
  email: string
  channel: 'mail' | 'letter'
}

/** The notices as they would be written now, of at most so many customers. */
export async function noticesToWrite(
  ctx: Ctx,
  settings: DebitSettings,
  { limit, unreached, ...which }: WhichToTell & { limit: number; unreached?: boolean },
): Promise<ToTell[]> {
  const { rows } = await ctx.db.execute<Row>(sql`
    with told as materialized (select c.* from (${reached(ctx, settings, unreached)}) c where ${isTold(which)}),
    chosen as materialized (select distinct customer_id from told order by customer_id limit ${limit})
    select t.id, t.number, t.open_cents as cents, t.customer_id as "customerId", t.mandate_id as "mandateId", t.reference, t.iban,
      t.mandate_language as language, coalesce(${which.collectOn ?? null}::date, t.collect_on) as "collectOn", ${FULL_NAME} as name,
      coalesce(customer.emails[1], '') as email, t.reached as channel
    from told t join chosen on chosen.customer_id = t.customer_id
    join parties customer on customer.company_id = ${ctx.company.id} and customer.id = t.customer_id
    order by t.customer_id, t.mandate_id, t.collect_on, t.number`)
  const { creditorName, creditorId } = settings
  const groups = Map.groupBy(rows, ({ mandateId, collectOn }) => `${mandateId} ${collectOn}`)
  return [...groups.values()].map(documents => {
    const { customerId, mandateId, email, channel, collectOn, name, reference, iban, language } = documents[0]!
    const written = noticeText({
      ...{ language, name, company: ctx.company.name, creditorName, creditorId, reference, iban, collectOn },
      documents,
    })
    return {
      ...{ customerId, mandateId, email, channel, collectOn },
      documents: documents.map(({ id, number, cents }) => ({ id, number, cents })),
      ...written,
    }
  })
}

type LetterRow = Omit<Row, 'email' | 'channel'>

/** The letters of a day, in the order of names; what was paid or taken back since is left out. */
export async function noticeLetters(ctx: Ctx, noticedOn: string) {
  const { company } = ctx
  const { creditorName, creditorId } = await configured(ctx)
  const { rows } = await ctx.db.execute<LetterRow>(sql`
    select i.id, i.number, n.cents, m.customer_id as "customerId", n.mandate_id as "mandateId", m.reference, ${MASKED_IBAN} as iban, m.language,
      n.collect_on as "collectOn", ${FULL_NAME} as name
    from debit_notices n
    join invoices i on i.company_id = ${company.id} and i.id = n.invoice_id
    join invoice_states s on s.company_id = ${company.id} and s.id = n.invoice_id and s.open_cents >= n.cents
    join mandates m on m.company_id = ${company.id} and m.id = n.mandate_id
    join parties customer on customer.company_id = ${company.id} and customer.id = m.customer_id
    where n.company_id = ${company.id} and n.noticed_on = ${noticedOn} and n.channel = 'letter' and n.cancelled_on is null
    order by customer.sort_name, m.customer_id, n.collect_on, i.number`)
  const groups = Map.groupBy(rows, ({ mandateId, collectOn }) => `${mandateId} ${collectOn}`)
  return [...groups.values()].map(documents => {
    const { customerId, language, name, reference, iban, collectOn } = documents[0]!
    const told = { language, name, company: company.name, creditorName, creditorId, reference, iban, collectOn }
    return { partyId: customerId, language, ...noticeText({ ...told, documents }) }
  })
}

/** How many a sending reaches, and how many not. */
export async function noticePreview(ctx: Ctx, which: WhichToTell) {
  const settings = await configured(ctx)
  const isOne = which.invoiceIds ? sql`c.id = any(${sql.param([...which.invoiceIds])}::uuid[])` : sql`true`
  const { rows } = await ctx.db.execute<{
    count: number
    customers: number
    cents: number
    mails: number
    letters: number
    unreachable: number
    tooSoon: number
  }>(sql`
    with c as materialized (${reached(ctx, settings)}),
    told as (select distinct c.mandate_id, coalesce(${which.collectOn ?? null}::date, c.collect_on) as "on", c.reached from c where ${isTold(which)})
    select count(*) filter (where ${isTold(which)})::int as count,
      count(distinct c.customer_id) filter (where ${isTold(which)})::int as customers,
      coalesce(sum(c.open_cents) filter (where ${isTold(which)}), 0)::bigint as cents,
      (select count(*)::int from told where reached = 'mail') as mails, (select count(*)::int from told where reached = 'letter') as letters,
      count(*) filter (where c.verdict = 'to-notice' and c.reached = '' and ${isOne})::int as unreachable,
      count(*) filter (where c.verdict = 'to-notice' and c.reached <> '' and ${isOne} and not (${isTold(which)}))::int as "tooSoon"
    from c`)
  const [example] = await noticesToWrite(ctx, settings, { ...which, limit: 1 })
  return {
    ...rows[0]!,
    example: example
      ? { to: example.channel === 'mail' ? example.email : '', subject: example.subject, text: example.text }
      : null,
  }
}
