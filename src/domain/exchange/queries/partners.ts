import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { partyName } from '../../parties/queries.ts'
import { codeToCompare } from '../actions/pairing.ts'
import type { partnerCard, partnerRow } from '../contract.ts'
import type { PartnerState } from '../rules/states.ts'

type Row = InferSchemaOutput<typeof partnerRow>
type Card = InferSchemaOutput<typeof partnerCard>
type Filters = { state?: PartnerState | undefined; partyId?: string | undefined }

const from = sql`partners p join parties party on party.company_id = p.company_id and party.id = p.party_id`
const columns = {
  id: sql`p.id`,
  partyId: sql`p.party_id`,
  party: partyName('party'),
  address: sql`p.address`,
  state: sql`p.state`,
  pricePolicy: sql`p.price_policy`,
  sentCount: sql`p.sent_count`,
  receivedCount: sql`p.received_count`,
}

/** Contacts that orders are exchanged with, by name. */
export const partnerList = listByParty<Row, Row, Filters>({
  from,
  columns,
  id: sql`p.id`,
  sorts: { party: sql`party.sort_name` },
  defaultSort: 'party',
  party: sql`p.party_id`,
  where: ({ company }, { state, partyId }) => [
    sql`p.company_id = ${company.id}`,
    ...(state ? [sql`p.state = ${state}`] : []),
    ...(partyId ? [sql`p.party_id = ${partyId}`] : []),
  ],
  isNarrow: ({ partyId }) => partyId !== undefined,
  row: found => found,
})

const instantOrNull = (text: string | null) => text && new Date(text).toISOString()

/** A partner with its keys, and the code to compare when one of them waits for it. */
export async function partnerById(ctx: Ctx, id: string): Promise<Card> {
  const { db, company } = ctx
  const { rows } = await db.execute<Row & { revision: number }>(sql`
    select ${selected(columns)}, p.revision from ${from} where p.company_id = ${company.id} and p.id = ${id}`)
  const partner = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  const { rows: keys } = await db.execute<Card['keys'][number]>(sql`
    select key_id as "keyId", trusted_at as "trustedAt", revoked_at as "revokedAt", created_at as since
    from partner_keys where company_id = ${company.id} and partner_id = ${id} order by created_at desc, id desc`)
  return {
    ...partner,
    keys: keys.map(key => ({
      keyId: key.keyId,
      trustedAt: instantOrNull(key.trustedAt),
      revokedAt: instantOrNull(key.revokedAt),
      since: instantOrNull(key.since)!,
    })),
    proposed: await codeToCompare(ctx, id),
  }
}
