import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { OrderKind, RESOURCE_KINDS, StatusKey } from '../rules/order.ts'
import { DEFAULT_PATTERNS, type OrderPatterns } from '../rules/patterns.ts'

/** How the company numbers its orders and delivery notes. */
export async function patternsOf({ db, company }: Ctx): Promise<OrderPatterns> {
  const { rows } = await db.execute<OrderPatterns>(sql`
    select customer_pattern as customer, supplier_pattern as supplier, delivery_pattern as delivery, receipt_pattern as receipt
    from order_settings where company_id = ${company.id}`)
  return rows[0] ?? DEFAULT_PATTERNS
}

export type Status = { id: string; kind: OrderKind; key: StatusKey; nameFr: string; nameEn: string; active: boolean }

/** The statuses of a kind in their order, those no longer used at the end. */
export async function statusesOf({ db, company }: Ctx, kind: OrderKind): Promise<Status[]> {
  const { rows } = await db.execute<Status>(sql`
    select id, kind, key, name_fr as "nameFr", name_en as "nameEn", active from order_statuses
    where company_id = ${company.id} and kind = ${kind} order by not active, position, id`)
  return rows
}

export type Nature = { id: string; name: string; active: boolean; revision: number }
export type Resource = Nature & { kind: (typeof RESOURCE_KINDS)[number] }

const natureRows = ({ db, company }: Ctx, where: SQL) =>
  db.execute<Nature>(sql`
    select id, name, active, revision from order_natures where company_id = ${company.id} and ${where} order by not active, name, id`)

const resourceRows = ({ db, company }: Ctx, where: SQL) =>
  db.execute<Resource>(sql`
    select id, kind, name, active, revision from resources where company_id = ${company.id} and ${where} order by not active, name, id`)

const inUse = (includeUnused: boolean) => (includeUnused ? sql`true` : sql`active`)

/** What orders are about, by name. */
export const naturesOf = async (ctx: Ctx, includeUnused: boolean): Promise<Nature[]> =>
  (await natureRows(ctx, inUse(includeUnused))).rows

export const natureById = async (ctx: Ctx, id: string): Promise<Nature> =>
  (await natureRows(ctx, sql`id = ${id}`)).rows[0] ?? refuse('NOT_FOUND', { status: 404 })

/** The machines, people and places of the company, by name. */
export const resourcesOf = async (ctx: Ctx, includeUnused: boolean): Promise<Resource[]> =>
  (await resourceRows(ctx, inUse(includeUnused))).rows

export const resourceById = async (ctx: Ctx, id: string): Promise<Resource> =>
  (await resourceRows(ctx, sql`id = ${id}`)).rows[0] ?? refuse('NOT_FOUND', { status: 404 })
