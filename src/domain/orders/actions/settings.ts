import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { insertRows, updateRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { patternsOf } from '../queries/settings.ts'
import type { OrderKind, StatusKey } from '../rules/order.ts'
import { type OrderPatterns, patternsFault } from '../rules/patterns.ts'
import { orderSettings, orderStatuses } from '../tables/settings.ts'
import { ownStatuses } from './statuses.ts'

export type StatusSaid = {
  id?: string | undefined
  key: StatusKey
  nameFr: string
  nameEn: string
  active: boolean
}

/** Says the statuses of a kind in their order. One left out is put away: orders, and stages, may still have it. */
export async function saveStatuses(ctx: Ctx, kind: OrderKind, said: readonly StatusSaid[]): Promise<void> {
  const { db, company, actor } = ctx
  const before = await ownStatuses(ctx, kind)
  const known = new Set(before.map(({ id }) => id))
  const named = said.flatMap(({ id }) => id ?? [])
  if (named.some(id => !known.has(id)) || new Set(named).size < named.length)
    refuse('orders.unknownStatus', { field: 'statuses' })
  const left = before.filter(({ id }) => !named.includes(id)).map(status => ({ ...status, active: false }))
  const rows = [...said, ...left].map((status, at) => ({ ...status, id: status.id ?? newId(), position: at + 1 }))
  refuseSameName(rows)
  // Names are unique: all step aside before they take their new ones.
  await db.execute(sql`
    update order_statuses set name_fr = id::text, revision = revision + 1, updated_by = ${actor.initials}, updated_at = now() where company_id = ${company.id} and kind = ${kind}`)
  const kept = rows.filter(({ id }) => known.has(id))
  await updateRows(
    ctx,
    orderStatuses,
    kept.map(({ id, key, nameFr, nameEn, active, position }) => ({ id, key, nameFr, nameEn, active, position })),
  )
  const stamps = { createdBy: actor.initials, updatedBy: actor.initials }
  const fresh = rows.filter(({ id }) => !known.has(id))
  await insertRows(
    ctx,
    orderStatuses,
    fresh.map(row => ({ ...row, kind, ...stamps })),
  )
  const told = (all: readonly { nameFr: string; active: boolean }[]) =>
    all.flatMap(({ nameFr, active }) => (active ? [nameFr] : []))
  const [from, to] = [
    { kind, statuses: told(before) },
    { kind, statuses: told(rows) },
  ]
  ctx.record({ record: 'order_statuses', id: company.id, from, to })
}

function refuseSameName(rows: readonly { nameFr: string }[]) {
  const seen = new Set<string>()
  for (const [at, { nameFr }] of rows.entries()) {
    if (seen.has(nameFr)) refuse('orders.statusNameTaken', { field: `statuses.${at}.nameFr` })
    seen.add(nameFr)
  }
}

/** Changes how orders and delivery notes are numbered from now on; the places in the series go on. */
export async function changePatterns(ctx: Ctx, changes: { [K in keyof OrderPatterns]?: string | undefined }) {
  const from = await patternsOf(ctx)
  const to = {
    customer: changes.customer ?? from.customer,
    supplier: changes.supplier ?? from.supplier,
    delivery: changes.delivery ?? from.delivery,
    receipt: changes.receipt ?? from.receipt,
  }
  const fault = patternsFault(to)
  if (fault) refuse(fault.code, { field: fault.field })
  const row = {
    customerPattern: to.customer,
    supplierPattern: to.supplier,
    deliveryPattern: to.delivery,
    receiptPattern: to.receipt,
  }
  await ctx.db
    .insert(orderSettings)
    .values({ companyId: ctx.company.id, ...row })
    .onConflictDoUpdate({ target: orderSettings.companyId, set: row })
  ctx.record({ record: 'order_settings', id: ctx.company.id, from, to })
}
