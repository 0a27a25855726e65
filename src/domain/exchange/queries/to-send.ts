import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { buyersById } from '../../invoicing/queries/buyers.ts'
import { currentSeller } from '../../invoicing/queries/seller.ts'
import type { AddressLines, Buyer } from '../../invoicing/rules/document.ts'
import type { ExchangeOrder, ExchangeParty } from '../rules/documents.ts'
import { type StandingPart, wholeBundles } from '../rules/whole-bundles.ts'

/** An order as it can be sent: what travels, and how it stands here. */
export type ToSend = {
  id: string
  language: 'fr' | 'en'
  grossCents: number
  partyId: string
  statusKey: string | null
  confirmed: boolean
  /** Something of it is no longer wanted, which no order can say. */
  givenUp: boolean
  /** How often it was sent. */
  editions: number
  order: Omit<ExchangeOrder, 'buyer' | 'seller'>
}

type Head = Omit<ToSend, 'order'> & Omit<ExchangeOrder, 'buyer' | 'seller' | 'lines'>
type Part = StandingPart & { orderId: string }

/** Orders to suppliers that can be sent, by id: not those that were cancelled or are done. Two statements for any number. */
export async function ordersToSend({ db, company }: Ctx, ids: readonly string[]): Promise<ToSend[]> {
  const asked = sql.param([...ids])
  const { rows: heads } = await db.execute<Head>(sql`
    select o.id, o.language, o.gross_cents as "grossCents", o.party_id as "partyId", status.key as "statusKey",
      o.confirmed_on is not null as confirmed, o.number, o.ordered_on as "orderedOn", o.deliver_on as "deliverOn", o.currency,
      o.note, o.our_reference as "buyerReference", o.delivery_address as delivery,
      exists (select from order_lines l where l.company_id = ${company.id} and l.order_id = o.id and l.given_up > 0) as "givenUp",
      (select coalesce(max(s.edition), 0)::int from sent_orders s where s.company_id = ${company.id} and s.order_id = o.id) as editions
    from orders o
    left join order_statuses status on status.company_id = ${company.id} and status.id = o.status_id
    where o.company_id = ${company.id} and o.id = any(${asked}::uuid[]) and o.kind = 'supplier'
      and o.cancelled_on is null and o.closed_on is null
    order by o.serial for update of o`)
  const { rows: parts } = await db.execute<Part>(sql`
    select l.order_id as "orderId", l.position, coalesce(nullif(l.code, ''), product.code, '') as code,
      coalesce(product.ean13, '') as gtin, l.label, l.description, l.quantity,
      l.net_cents as "netCents", l.vat_cents as "vatCents", l.vat_category as "vatCategory", l.vat_rate_bps as "vatRateBps",
      l.deliver_on as "deliverOn", case when bundle.id is not null then jsonb_build_object('group', l.bundle_group,
        'code', bundle.code, 'gtin', bundle.ean13, 'label', bundle.label) end as bundle
    from order_lines l left join products product on product.company_id = ${company.id} and product.id = l.product_id
    left join products bundle on bundle.company_id = ${company.id} and bundle.id = l.bundle_id
    where l.company_id = ${company.id} and l.order_id = any(${asked}::uuid[])
    order by l.order_id, l.position`)
  const byOrder = Map.groupBy(parts, ({ orderId }) => orderId)
  return heads.map(
    ({ id, language, grossCents, partyId, statusKey, confirmed, givenUp, editions, ...order }): ToSend => ({
      ...{ id, language, grossCents, partyId, statusKey, confirmed, givenUp, editions },
      order: { ...order, lines: wholeBundles((byOrder.get(id) ?? []).map(({ orderId: _, ...part }) => part)) },
    }),
  )
}

const NOWHERE: AddressLines = { lines: [], postcode: '', town: '', country: 'FR' }

/** The company as its orders name it; what it never said of itself is its name alone. */
export async function ourselves(ctx: Ctx, email: string): Promise<ExchangeParty> {
  const seller = await currentSeller(ctx)
  if (!seller) return { name: ctx.company.name, siren: '', vatNumber: '', email, address: NOWHERE }
  const { legalName, siren, vatNumber, lines, postcode, town, country } = seller
  const address = { lines: lines.split('\n').filter(Boolean), postcode, town, country }
  return { name: legalName || ctx.company.name, siren, vatNumber, email, address }
}

/** A contact as exchanged documents name it. */
export const exchangeParty = ({ name, siren, vatNumber, address }: Buyer, email: string): ExchangeParty => ({
  name,
  siren,
  vatNumber,
  email,
  address,
})

/** The contact of a partner, as exchanged documents name it. */
export async function partnerAsParty(ctx: Ctx, partyId: string, email: string): Promise<ExchangeParty> {
  return exchangeParty((await buyersById(ctx, [partyId])).get(partyId)!, email)
}
