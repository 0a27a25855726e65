import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { partyName } from '../queries.ts'

type Merge = {
  id: string
  keptId: string
  goneId: string
  keptNumber: number
  goneNumber: number
  goneName: string
  moved: number
  createdAt: string
  createdBy: string
  undoneAt: string | null
  undoneBy: string | null
}

async function merges({ db, company }: Ctx, condition: SQL): Promise<Merge[]> {
  const { rows } = await db.execute<Merge>(sql`
    select m.id, m.kept_id as "keptId", m.gone_id as "goneId", kept.number as "keptNumber", gone.number as "goneNumber",
      ${partyName('gone')} as "goneName",
      coalesce((select sum(jsonb_array_length(one -> 'ids')) from jsonb_array_elements(m.moved) one), 0)::int as moved,
      m.created_at as "createdAt", m.created_by as "createdBy", m.undone_at as "undoneAt", m.undone_by as "undoneBy"
    from party_merges m
    join parties kept on kept.company_id = m.company_id and kept.id = m.kept_id
    join parties gone on gone.company_id = m.company_id and gone.id = m.gone_id
    where m.company_id = ${company.id} and ${condition} order by m.id desc`)
  return rows
}

export const mergeFound = async (ctx: Ctx, id: string) => (await merges(ctx, sql`m.id = ${id}`))[0]

/** The merges a party took part in, latest first. */
export const mergesOf = (ctx: Ctx, partyId: string) => merges(ctx, sql`${partyId} in (m.kept_id, m.gone_id)`)
