import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { partyName } from '../../parties/queries.ts'
import type { mandateCard, mandateRow } from '../contract.ts'
import type { MandateState, Scheme } from '../rules/states.ts'
import { named } from './named.ts'

type Row = InferSchemaOutput<typeof mandateRow>
type Card = InferSchemaOutput<typeof mandateCard>
type Filters = {
  customerId?: string | undefined
  state?: MandateState | undefined
  scheme?: Scheme | undefined
  lapsesTo?: string | undefined
  mandateId?: string | undefined
}

/** `lapsesOn` of the mandate `m`. Source: L-14. */
export const LAPSES_ON = sql`(greatest(m.used_on, m.signed_on) + interval '36 months')::date`

/** `stateOn` of the mandate `m`: the rule stands in `rules/mandate.ts`, and a law holds the two together. */
export const mandateState = (on: SQL): SQL => sql`case when m.revoked_on <= ${on} then 'revoked'
  when m.signed_on is null then 'unsigned' when m.frequency = 'one-off' and m.used_on is not null then 'used'
  when ${LAPSES_ON} < ${on} then 'lapsed' else 'valid' end`

export const MASKED_IBAN = sql`m.iban_country || ' •••• ' || m.iban_end`

const columns = (today: SQL) => ({
  id: sql`m.id`,
  reference: sql`m.reference`,
  customerId: sql`m.customer_id`,
  customer: partyName('customer'),
  scheme: sql`m.scheme`,
  frequency: sql`m.frequency`,
  debtorName: sql`m.debtor_name`,
  iban: MASKED_IBAN,
  state: mandateState(today),
  signedOn: sql`m.signed_on`,
  usedOn: sql`m.used_on`,
  lapsesOn: sql`case when m.signed_on is not null then ${LAPSES_ON} end`,
  proofCount: sql`(select count(*)::int from mandate_proofs p where p.company_id = m.company_id and p.mandate_id = m.id)`,
})
const TABLES = sql`mandates m join parties customer on customer.company_id = m.company_id and customer.id = m.customer_id`

const listOf = ({ company, today }: Ctx) => {
  const on = sql`${today}::date`
  return listByParty<Row, Row, Filters>({
    from: TABLES,
    columns: columns(on),
    id: sql`m.id`,
    sorts: {
      reference: sql`m.reference`,
      name: [sql`customer.sort_name`, sql`customer.id`],
      signedOn: sql`coalesce(m.signed_on, 'infinity'::date)`,
      lapsesOn: sql`coalesce(${LAPSES_ON}, 'infinity'::date)`,
    },
    defaultSort: 'reference',
    party: sql`m.customer_id`,
    where: (_ctx, { customerId, state, scheme, lapsesTo, mandateId }) => [
      sql`m.company_id = ${company.id}`,
      ...(customerId ? [sql`m.customer_id = ${customerId}`] : []),
      ...(state ? [sql`${mandateState(on)} = ${state}`] : []),
      ...(scheme ? [sql`m.scheme = ${scheme}`] : []),
      ...(mandateId ? [sql`m.id = ${mandateId}`] : []),
      ...(lapsesTo ? [sql`${mandateState(on)} = 'valid' and ${LAPSES_ON} <= ${lapsesTo}::date`] : []),
    ],
    isNarrow: ({ customerId }) => customerId !== undefined,
    row: found => found,
  })
}
type Asked = Filters & { search?: string | undefined }

/** Mandates by their reference, searched by it or by the words of the customer. */
export const mandateList = {
  page: async (ctx: Ctx, query: Asked & { limit: number; after?: string | undefined; sort?: string | undefined }) =>
    listOf(ctx).page(ctx, await named(ctx, query)),
  count: async (ctx: Ctx, query: Asked) => listOf(ctx).count(ctx, await named(ctx, query)),
  async *all(ctx: Ctx, query: Asked & { sort?: string | undefined }) {
    yield* listOf(ctx).all(ctx, await named(ctx, query))
  },
}

/** One mandate with its proofs and what changed of it. */
export async function mandateById(ctx: Ctx, id: string): Promise<Card> {
  const { db, company, today } = ctx
  const { rows } = await db.execute<Omit<Card, 'proofs' | 'amendments'>>(sql`
    select ${selected(columns(sql`${today}::date`))}, m.bic, m.lines, m.postcode, m.town, m.country, m.notice_days as "noticeDays",
      m.signed_town as "signedTown", m.revoked_on as "revokedOn", m.revoked_reason as "revokedReason", m.language, m.source,
      m.created_at as "createdAt", m.created_by as "createdBy", m.revision
    from ${TABLES} where m.company_id = ${company.id} and m.id = ${id}`)
  const mandate = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  const { rows: proofs } = await db.execute<Card['proofs'][number]>(sql`
    select id, kind, name, media_type as "mediaType", octet_length(content) as "byteCount", sha256, created_at as "createdAt", created_by as "createdBy"
    from mandate_proofs where company_id = ${company.id} and mandate_id = ${id} order by created_at, id`)
  const { rows: amendments } = await db.execute<Card['amendments'][number]>(sql`
    select a.id, a.amended_on as "amendedOn", a.reason, a.old_reference as "oldReference",
      '•••• ' || a.old_iban_end as "oldIban", a.same_bank as "sameBank", a.told_on as "toldOn"
    from mandate_amendments a where a.company_id = ${company.id} and a.mandate_id = ${id} order by a.id desc`)
  return { ...mandate, proofs, amendments }
}
