import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Language } from '../../../values/labels.ts'
import { partyName } from '../../parties/queries.ts'
import { documentConditions, type WhichDocuments } from '../queries.ts'
import { DEFAULT_MAILS, DOCUMENT_PURPOSE, type Mailed, type MailVerdict, type MailWords } from '../rules/mail.ts'
import { from } from './document-columns.ts'

type Inside = Pick<Ctx, 'db' | 'company'>

/** The words of the company's mails in each language, or those it starts with. */
export async function mailWordsOf({ db, company }: Inside): Promise<Record<Language, MailWords>> {
  const { rows } = await db.execute<MailWords & { language: Language }>(
    sql`select language, subject, body, link from document_mails where company_id = ${company.id}`,
  )
  const own = Object.fromEntries(rows.map(({ language, ...words }) => [language, words]))
  return { ...DEFAULT_MAILS, ...own }
}

export type ToMail = Mailed & {
  id: string
  email: string
  language: Language
  verdict: MailVerdict
  /** Mails of it that were given up: the next one has another key. */
  failed: number
}

/** Documents with whether each is mailed now; `again`: also what was sent before. */
function judged({ company }: Inside, conditions: readonly SQL[], again: boolean): SQL {
  const fullName = sql`case when customer.kind = 'organisation' then ${partyName('customer')}
    else coalesce(nullif(btrim(customer.honorific || ' ' || btrim(customer.first_name || ' ' || customer.last_name)), ''), customer.legal_name) end`
  return sql`
    select i.id, i.kind, coalesce(i.number, '') as number, i.issued_on, s.due_on, i.currency, i.gross_cents, s.open_cents, i.language, ${fullName} as name,
      coalesce(customer.emails[1], '') as email, coalesce(before.failed, 0) as failed,
      case when i.issued_on is null then 'draft' when i.seller_id is null then 'imported'
        when before.alive and not ${again} then 'sent' when customer.emails[1] is null then 'unreachable' else 'due' end as verdict
    from ${from}
    left join lateral (select count(*) filter (where m.state = 'failed')::int as failed, bool_or(m.state <> 'failed') as alive from messages m
      where m.company_id = ${company.id} and m.record_id = i.id and m.purpose = ${DOCUMENT_PURPOSE}) before on true
    where ${sql.join([...conditions], sql` and `)}`
}

const columns = sql`d.id, d.kind, d.number, d.issued_on as "issuedOn", d.due_on as "dueOn", d.currency, d.gross_cents as "grossCents",
  d.open_cents as "openCents", d.language, d.name, d.email, d.failed, d.verdict`

export type WhichToMail = WhichDocuments & { again?: boolean | undefined }

/** The documents that are mailed now, in the order of ids, after one of them. */
export async function documentsToMail(
  ctx: Ctx,
  { again = false, ...which }: WhichToMail,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<ToMail[]> {
  const conditions = await documentConditions(ctx, which)
  const beyond = after ? [...conditions, sql`i.id > ${after}`] : conditions
  const { rows } = await ctx.db.execute<ToMail>(sql`
    select ${columns} from (${judged(ctx, beyond, again)}) d where d.verdict = 'due' order by d.id limit ${limit}`)
  return rows
}

/** One document, whether it is mailed now or not. */
export async function documentToMail(ctx: Ctx, id: string): Promise<ToMail | undefined> {
  const conditions = await documentConditions(ctx, { ids: [id] })
  const { rows } = await ctx.db.execute<ToMail>(sql`select ${columns} from (${judged(ctx, conditions, true)}) d`)
  return rows[0]
}

/** Documents named for each reason. */
const TOLD = 20

type LeftOut = { verdict: MailVerdict; count: number; some: { id: string; number: string; customer: string }[] }

/** How many documents are mailed now, and which are left out and why. */
export async function mailPreview(ctx: Ctx, { again = false, ...which }: WhichToMail) {
  const conditions = await documentConditions(ctx, which)
  const { rows } = await ctx.db.execute<LeftOut & { example: string }>(sql`
    with d as materialized (${judged(ctx, conditions, again)})
    select verdict, count(*)::int as count, (array_agg(id order by id))[1] as example,
      (select coalesce(json_agg(json_build_object('id', t.id, 'number', t.number, 'customer', t.name)), '[]')
        from (select * from d t where t.verdict = d.verdict order by t.number limit ${TOLD}) t) as some
    from d group by verdict order by 2 desc`)
  const due = rows.find(({ verdict }) => verdict === 'due')
  return {
    due: due?.count ?? 0,
    exampleId: due?.example ?? null,
    leftOut: rows
      .filter(({ verdict }) => verdict !== 'due')
      .map(({ verdict, count, some }) => ({ verdict, count, some })),
  }
}
