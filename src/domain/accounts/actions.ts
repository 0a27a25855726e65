import { sql } from 'drizzle-orm'
import { newId } from '../../platform/db/database.ts'
import type { Change, Ctx } from '../../platform/http/context.ts'
import { auditEntries } from './tables.ts'

/** Takes `count` numbers of a kind and returns the first; concurrent takers wait for one another, so none is given twice. */
export async function takeNumbers(
  { db, company }: Pick<Ctx, 'db' | 'company'>,
  kind: string,
  count = 1,
): Promise<number> {
  const { rows } = await db.execute<{ next: number }>(sql`
    insert into number_series (company_id, kind, next) values (${company.id}, ${kind}, ${1 + count})
    on conflict (company_id, kind) do update set next = number_series.next + ${count} returning next`)
  return rows[0]!.next - count
}

/** Makes sure that numbers of a kind start above those brought in from elsewhere. */
export async function reserveNumbers({ db, company }: Pick<Ctx, 'db' | 'company'>, kind: string, highest: number) {
  await db.execute(sql`
    insert into number_series (company_id, kind, next) values (${company.id}, ${kind}, ${highest + 1})
    on conflict (company_id, kind) do update set next = greatest(number_series.next, excluded.next)`)
}

/** Writes one audit entry a change, in the transaction of the change; only what differs is kept. */
export async function writeAudit({ db, company, actor }: Ctx, operation: string, changes: readonly Change[]) {
  await db.insert(auditEntries).values(
    changes.map(({ record, id, from, to }) => ({
      companyId: company.id,
      id: newId(),
      userId: actor.userId,
      initials: actor.initials,
      via: actor.via,
      operation,
      record,
      recordId: id,
      ...difference(from, to),
    })),
  )
}

function difference(from: Change['from'], to: Change['to']) {
  if (!from || !to) return { from, to }
  const changed = Object.keys(to).filter(key => JSON.stringify(from[key] ?? null) !== JSON.stringify(to[key] ?? null))
  const only = (side: Record<string, unknown>) => Object.fromEntries(changed.map(key => [key, side[key] ?? null]))
  return { from: only(from), to: only(to) }
}
