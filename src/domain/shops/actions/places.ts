import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { moveParty } from '../../parties/actions/addresses.ts'
import type { KnownContact } from '../queries/people.ts'
import type { Shop } from '../queries/shops.ts'
import type { ShopOrder } from '../rules/order.ts'
import type { Contact } from '../rules/people.ts'
import { isSomewhere, type Place } from '../rules/person.ts'
import { isSamePlace } from '../rules/who.ts'

type Dated = Pick<ShopOrder, 'orderedAt' | 'modifiedAt'>

/** Where an order says that a contact lives; `again`: it was here before, and may have been corrected in the shop. */
export type Move = { contact: Contact; order: Dated; billing: Place; shipping: Place | null; again: boolean }

/**
 * Known contacts live where their newest order says, from its day on, unless a clerk said otherwise since. Few move: each
 * is moved as by hand, with its history.
 */
export async function keepPlaces(
  ctx: Ctx,
  shop: Pick<Shop, 'id' | 'timeZone'>,
  known: ReadonlyMap<string, KnownContact>,
  moves: readonly Move[],
) {
  const moved: string[] = []
  for (const [contact, [first, ...later]] of Map.groupBy(moves, ({ contact }) => contact)) {
    const before = known.get(contact.id)
    const at = before ?? first!
    const places = { billing: at.billing, shipping: at.shipping }
    let latest = before ? before.orderedAt : first!.order.orderedAt
    for (const { order, again, ...said } of before ? [first!, ...later] : later) {
      if (!(again ? isCorrected(order, latest, before) : isNewer(order, latest, before))) continue
      latest = order.orderedAt
      for (const purpose of ['billing', 'shipping'] as const) {
        const [now, place] = [places[purpose], said[purpose]]
        if (!place || !isSomewhere(place) || (now && isSamePlace(now, place))) continue
        await moveParty(ctx, contact.id, {
          purpose,
          ...place,
          validFrom: dayOf(again ? order.modifiedAt : order.orderedAt, shop, ctx.today),
        })
        places[purpose] = place
        moved.push(contact.id)
      }
    }
  }
  if (moved.length > 0)
    await ctx.db.execute(sql`
      update shop_customers set updated_at = now() where company_id = ${ctx.company.id} and party_id = any(${sql.param(moved)}::uuid[])`)
}

/** Newer than the last one, and than what somebody typed. */
function isNewer({ orderedAt }: Dated, latest: string | null, before: KnownContact | undefined): boolean {
  if (latest !== null && !isAfter(orderedAt, latest)) return false
  const { placedAt = null, placedByOrder = true } = before ?? {}
  return placedByOrder || placedAt === null || isAfter(orderedAt, placedAt)
}

/** The last order, which said where they live and was changed in the shop since. */
const isCorrected = ({ orderedAt }: Dated, latest: string | null, before: KnownContact | undefined) =>
  before?.placedByOrder === true && (latest === null || !isAfter(latest, orderedAt))

const isAfter = (one: string, other: string) => Temporal.Instant.compare(instant(one), instant(other)) > 0

/** Of the database or of a document. */
const instant = (text: string) => Temporal.Instant.from(new Date(text).toISOString())

/** The day where the shop is, never to come. */
function dayOf(at: string, { timeZone }: Pick<Shop, 'timeZone'>, today: string): string {
  const day = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString()
  return day < today ? day : today
}
