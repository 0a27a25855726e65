import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { formatOf } from '../formats/kinds.ts'
import type { OrderRow, RefundRow } from '../queries/settling.ts'
import type { Shop } from '../queries/shops.ts'
import type { RefundState, ShopOrder, ShopRefund } from '../rules/order.ts'
import { shopRefunds } from '../tables.ts'
import type { RefundRead } from './settle.ts'

/** A refund that is not taken off an invoice yet; null: only its order told of it, without its lines. */
export type Waiting = RefundRow & { read: ShopRefund | null }

const NOT_READ = 'refundNotRead'

/** An order with the refunds that came with it, and those it tells of. */
type Refunded = { id: string; order: Pick<ShopOrder, 'externalId' | 'refunds'>; refunds: readonly RefundRead[] }

/**
 * Keeps the refunds of orders, each once, with their documents where they came; returns those that no invoice bears yet,
 * the oldest first, by order.
 */
export async function keepRefunds(
  ctx: Ctx,
  shop: Pick<Shop, 'kind'>,
  orders: readonly Refunded[],
  rows: ReadonlyMap<string, OrderRow>,
): Promise<Map<string, Waiting[]>> {
  const waiting = new Map<string, Waiting[]>()
  const fresh: (typeof shopRefunds.$inferInsert)[] = []
  const completed: Completed[] = []
  for (const { id: orderId, order, refunds } of orders) {
    const kept = new Map(rows.get(orderId)!.refunds.map(row => [row.externalId, row]))
    const read = new Map(refunds.map(one => [one.refund.externalId, one]))
    const those: Waiting[] = []
    for (const one of refunds) {
      const row = kept.get(one.refund.externalId)
      if (row && row.document === '') completed.push(completion(row, one))
    }
    for (const told of [...refunds.map(({ refund }) => refund), ...order.refunds]) {
      if (kept.has(told.externalId)) continue
      const row = newRow(orderId, told, read.get(told.externalId))
      kept.set(row.externalId, row)
      fresh.push({ ...row, ...documentOf(read.get(told.externalId)) } as never)
    }
    for (const row of kept.values())
      if (!row.creditNoteId)
        those.push({ ...waitingOf(shop, row, order.externalId), ...readNow(read.get(row.externalId)) })
    waiting.set(orderId, those.toSorted(inOrder))
  }
  await insertRefunds(ctx, fresh)
  await completeRefunds(ctx, completed)
  return waiting
}

const readNow = (read: RefundRead | undefined) => (read ? { read: read.refund } : {})

/** A kept refund with what its document says. */
export const waitingOf = (shop: Pick<Shop, 'kind'>, row: RefundRow, orderId: string): Waiting => ({
  ...row,
  read: readKept(shop, row, orderId),
})

/** What its document says, when it came before and waits for its order. */
function readKept({ kind }: Pick<Shop, 'kind'>, { document }: RefundRow, orderId: string): ShopRefund | null {
  if (document === '') return null
  const read = formatOf(kind).readRefund(JSON.parse(document), orderId)
  return 'document' in read ? read.document : null
}

const inOrder = (a: RefundRow, b: RefundRow) =>
  compare(a.refundedAt ?? '', b.refundedAt ?? '') ||
  a.externalId.length - b.externalId.length ||
  compare(a.externalId, b.externalId)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

type Told = Pick<ShopRefund, 'externalId' | 'cents' | 'reason'>

const newRow = (orderId: string, { externalId, cents, reason }: Told, read: RefundRead | undefined): RefundRow => ({
  ...{ id: newId(), orderId, externalId, cents, reason },
  refundedAt: read?.refund.refundedAt ?? null,
  document: read?.document ?? '',
  ...{ state: 'waits', stateReason: NOT_READ, kind: null, effect: null, creditNoteId: null },
})

const documentOf = (read: RefundRead | undefined) => ({ sha256: read?.sha256 ?? '' })

async function insertRefunds(ctx: Ctx, rows: readonly (typeof shopRefunds.$inferInsert)[]) {
  const stamps = { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials }
  await insertRows(
    ctx,
    shopRefunds,
    rows.map(row => ({ ...row, ...stamps })),
  )
}

type Completed = { id: string; at: string; cents: number; reason: string; document: string; sha256: string }

const completion = ({ id }: RefundRow, { refund, document, sha256 }: RefundRead): Completed => ({
  ...{ id, at: refund.refundedAt, cents: refund.cents, reason: refund.reason, document, sha256 },
})

async function completeRefunds({ db, company, actor }: Ctx, rows: readonly Completed[]) {
  if (rows.length === 0) return
  await db.execute(sql`
    update shop_refunds r set refunded_at = g.at, cents = g.cents, reason = g.reason, document = g.document, sha256 = g.sha256,
      updated_by = ${actor.initials}, updated_at = now(), revision = r.revision + 1
    from json_to_recordset(${JSON.stringify(rows)}::json) as g (id uuid, at timestamptz, cents bigint, reason text, document text, sha256 text)
    where r.company_id = ${company.id} and r.id = g.id`)
}

/** What became of a refund. */
export type Outcome = Pick<RefundRow, 'id' | 'kind' | 'effect' | 'creditNoteId' | 'stateReason'> & {
  state: RefundState
}

export async function writeOutcomes({ db, company, actor }: Ctx, outcomes: readonly Outcome[]) {
  if (outcomes.length === 0) return
  await db.execute(sql`
    update shop_refunds r set state = g.state, state_reason = g."stateReason", kind = g.kind, effect = g.effect,
      credit_note_id = g."creditNoteId", updated_by = ${actor.initials}, updated_at = now(), revision = r.revision + 1
    from json_to_recordset(${JSON.stringify(outcomes)}::json)
      as g (id uuid, state text, "stateReason" text, kind text, effect text, "creditNoteId" uuid)
    where r.company_id = ${company.id} and r.id = g.id`)
}
