import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { contractsToPlan, type FreeTerm, freeTerms, type ToPlan, wantedTerms } from '../queries/planned.ts'
import { MOST_TERMS, type PlannedTerm } from '../rules/plan.ts'
import { contractTerms } from '../tables.ts'

/** What becomes of a term that is not to stand any more: it is kept as without object, or as if it had never been. */
type Gone = 'cancelled' | 'deleted'

const same = (a: PlannedTerm, b: FreeTerm) =>
  a.place === b.place && a.startsOn === b.startsOn && a.endsOn === b.endsOn && a.invoiceOn === b.invoiceOn

/** What planning a contract adds and takes away; terms before what is invoiced stay as they are. */
export function difference(contract: ToPlan, free: readonly FreeTerm[], today: string) {
  const wanted = wantedTerms(contract, today)
  const beyond = free.filter(({ startsOn }) => contract.takenUntil === null || startsOn > contract.takenUntil)
  const before = new Map(beyond.map(term => [term.startsOn, term]))
  const after = new Map(wanted.map(term => [term.startsOn, term]))
  return {
    wanted,
    added: wanted.filter(term => {
      const stood = before.get(term.startsOn)
      return !(stood && same(term, stood))
    }),
    gone: beyond.filter(term => {
      const stays = after.get(term.startsOn)
      return !(stays && same(stays, term))
    }),
  }
}

/** Makes the terms of active contracts stand as their schedules say, in as many statements for one as for a thousand; how many were added. */
export async function planContracts(ctx: Ctx, ids: readonly string[], gone: Gone = 'cancelled'): Promise<number> {
  const toPlan = await contractsToPlan(ctx, ids)
  const free = await freeTerms(ctx, ids)
  const differences = toPlan.map(contract => ({
    contractId: contract.id,
    ...difference(contract, free.get(contract.id) ?? [], ctx.today),
  }))
  if (differences.some(({ wanted }) => wanted.length > MOST_TERMS))
    refuse('contracts.tooManyTerms', { field: 'endsOn' })
  await takeAway(
    ctx,
    differences.flatMap(({ gone }) => gone.map(({ id }) => id)),
    gone,
  )
  const added = differences.flatMap(({ contractId, added }) => added.map(term => ({ contractId, ...term })))
  await replaceCancelled(ctx, added)
  const stamps = { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials }
  await insertRows(
    ctx,
    contractTerms,
    added.map(({ contractId, place, startsOn, endsOn, invoiceOn }) => ({
      ...{ id: newId(), contractId, place, startsOn, endsOn, invoiceOn, ...stamps },
    })),
  )
  return added.length
}

async function takeAway({ db, company, today, actor }: Ctx, ids: readonly string[], gone: Gone) {
  if (ids.length === 0) return
  const those = sql`company_id = ${company.id} and id = any(${sql.param([...ids])}::uuid[])`
  // A term that was invoiced before keeps its earlier invoices, and stays with them.
  if (gone === 'deleted')
    await db.execute(sql`delete from contract_terms t where ${those} and not exists (
      select from contract_term_invoices e where e.company_id = ${company.id} and e.term_id = t.id)`)
  await db.execute(sql`update contract_terms set cancelled_on = ${today}, updated_by = ${actor.initials}, updated_at = now(),
    revision = revision + 1 where ${those}`)
}

/** A term that comes back stands in the place of the one that was without object. */
async function replaceCancelled({ db, company }: Ctx, added: readonly { contractId: string; startsOn: string }[]) {
  if (added.length === 0) return
  await db.execute(sql`
    with given as materialized (select unnest(${sql.param(added.map(({ contractId }) => contractId))}::uuid[]) as contract_id,
      unnest(${sql.param(added.map(({ startsOn }) => startsOn))}::date[]) as starts_on)
    delete from contract_terms t using given g
    where t.company_id = ${company.id} and t.contract_id = g.contract_id and t.starts_on = g.starts_on and t.cancelled_on is not null
      and not exists (select from contract_term_invoices e where e.company_id = ${company.id} and e.term_id = t.id)`)
}
