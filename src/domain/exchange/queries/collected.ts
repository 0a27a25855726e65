import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { Language } from '../../../values/labels.ts'
import { partyName } from '../../parties/queries.ts'
import type { collectedCard, collectedRow } from '../contract/collected.ts'
import { whyText } from '../labels/collected.ts'
import type { CollectedState, ExchangeKind } from '../rules/states.ts'

type Row = InferSchemaOutput<typeof collectedRow>
type Found = Omit<Row, 'why'> & { values: Record<string, string> }
type Filters = {
  state?: CollectedState | undefined
  kind?: ExchangeKind | undefined
  mailboxId?: string | undefined
  partnerId?: string | undefined
  orderId?: string | undefined
  from?: string | undefined
  until?: string | undefined
}

const when = (given: unknown, condition: SQL) => (given === undefined ? [] : [condition])

/** Outer joins, though each is found but a partner: a count leaves out those of which it asks nothing. */
const from = ({ company }: Pick<Ctx, 'company'>) => sql`collected_documents d
    left join collected_mails m on m.company_id = ${company.id} and m.id = d.mail_id
    left join mailboxes b on b.company_id = ${company.id} and b.id = m.mailbox_id
    left join partners p on p.company_id = ${company.id} and p.id = d.partner_id
    left join parties party on party.company_id = ${company.id} and party.id = p.party_id`

const columns = {
  id: sql`d.id`,
  mailId: sql`m.id`,
  mailboxId: sql`m.mailbox_id`,
  mailbox: sql`b."user"`,
  collectedAt: sql`d.created_at`,
  from: sql`m."from"`,
  subject: sql`m.subject`,
  kind: sql`d.kind`,
  number: sql`d.number`,
  edition: sql`d.edition`,
  partnerId: sql`d.partner_id`,
  partner: sql`coalesce(${partyName('party')}, '')`,
  state: sql`d.state`,
  reason: sql`d.reason`,
  values: sql`d.values`,
  orderId: sql`d.order_id`,
  hasMail: sql`(m.content is not null)`,
}

/** A document is written with its mail: both say the same instant, and either begins an index. */
type Leading = { noted: SQL; mailId: SQL }
const DOCUMENTS: Leading = { noted: sql`d.created_at`, mailId: sql`d.mail_id` }
const MAILS: Leading = { noted: sql`m.collected_at`, mailId: sql`m.id` }

const listLedBy = ({ noted, mailId }: Leading) =>
  defineList<Row, Found, Filters>({
    from,
    columns,
    id: sql`d.id`,
    sorts: { collectedAt: [noted, mailId] },
    defaultSort: '-collectedAt',
    where: ({ company }, { state, kind, mailboxId, partnerId, orderId, from, until }) => [
      sql`d.company_id = ${company.id}`,
      ...when(state, sql`d.state = ${state}`),
      ...when(kind, sql`d.kind = ${kind}`),
      ...when(mailboxId, sql`m.mailbox_id = ${mailboxId}`),
      ...when(partnerId, sql`d.partner_id = ${partnerId}`),
      ...when(orderId, sql`d.order_id = ${orderId}`),
      ...when(from, sql`${noted} >= (${from}::date)::timestamp at time zone ${company.timeZone}`),
      ...when(until, sql`${noted} < (${until}::date + 1)::timestamp at time zone ${company.timeZone}`),
    ],
    search: (_ctx, typed) => [
      sql`strpos(upper(d.number || ' ' || m.subject || ' ' || m."from"), ${typed.trim().toUpperCase()}) > 0`,
    ],
    row: (found, { language }) => rowOf(found, language),
  })

const byDocument = listLedBy(DOCUMENTS)
const byMail = listLedBy(MAILS)

/** What keeps few documents is an index of documents; a mailbox by itself, one of mails. */
const listFor = ({ mailboxId, state = 'taken', kind, partnerId, orderId }: Filters) =>
  mailboxId !== undefined && state === 'taken' && !kind && !partnerId && !orderId ? byMail : byDocument

/** Collected documents in the order in which their mails were read, the latest first. */
export const collectedList: typeof byDocument = {
  page: (ctx, query) => listFor(query).page(ctx, query),
  count: (ctx, query) => listFor(query).count(ctx, query),
  all: (ctx, query) => listFor(query).all(ctx, query),
}

const rowOf = ({ values, ...found }: Found, language: Language): Row => ({
  ...found,
  collectedAt: new Date(found.collectedAt).toISOString(),
  why: whyText(found.reason, values, language),
})

type Card = InferSchemaOutput<typeof collectedCard>
const instant = (text: string | null) => text && new Date(text).toISOString()

/** One of them, with its mail and the code that somebody has to say the meaning of. */
export async function collectedById(ctx: Ctx, id: string): Promise<Card> {
  const { db, company, language } = ctx
  const { rows } = await db.execute<Found & Pick<Card, 'sentAt' | 'byteCount' | 'settledAt' | 'partyId'>>(sql`
    select ${selected(columns)}, p.party_id as "partyId", m.sent_at as "sentAt", m.byte_count as "byteCount", d.settled_at as "settledAt"
    from ${from(ctx)} where d.company_id = ${company.id} and d.id = ${id}`)
  const { sentAt, byteCount, settledAt, partyId, ...found } = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  const unknown = found.state === 'quarantined' && found.reason === 'exchange.unknownProduct'
  return {
    ...rowOf(found, language),
    ...{ sentAt: instant(sentAt), byteCount, partyId, settledAt: instant(settledAt), note: found.values.note ?? '' },
    ...{ code: unknown ? (found.values.code ?? '') : '', codeLabel: unknown ? (found.values.label ?? '') : '' },
  }
}
