import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { givenRows } from '../../../platform/db/given-rows.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { createParties, type NewParty } from '../../parties/actions.ts'
import { namelessWords } from '../labels/people.ts'
import { contactsFor, type KnownContact } from '../queries/people.ts'
import type { Shop } from '../queries/shops.ts'
import type { ShopOrder } from '../rules/order.ts'
import { type Contact, type Doubt, type FoundBy, People, type Why } from '../rules/people.ts'
import { businessOf, isNamed, NOWHERE, type Person } from '../rules/person.ts'
import { type Spoken, spokenOf } from '../rules/who.ts'
import { shopDoubts } from '../tables.ts'
import { keepPlaces, type Move } from './places.ts'

export type NewDoubt = { partyId: string; candidateId: string; why: Why }

/** Who an order is of, and whom it is for. */
export type OrderPeople = {
  customerId: string
  /** Null: the customer receives. */
  recipientId: string | null
  /** Lines that are for somebody of their own. */
  byLine: ReadonlyMap<string, string>
  /** New contacts that may be known ones: `askAbout` keeps them once the order is written. */
  doubts: readonly NewDoubt[]
}

type Made = { contact: Contact; party: NewParty }
type Decided = {
  spoken: Spoken
  customer: Contact
  recipient: Contact | null
  byLine: Map<string, Contact>
  doubts: (Doubt & { of: Contact })[]
}

/**
 * The contacts of some orders, by order: known ones found, others made, in a handful of statements. A doubt holds nothing
 * up: it makes a new contact and a question. Source: ABO-7, E5, W-18.
 */
export async function customersOf(
  ctx: Ctx,
  shop: Pick<Shop, 'id' | 'name' | 'timeZone'>,
  orders: readonly ShopOrder[],
): Promise<Map<string, OrderPeople>> {
  const spoken = orders.map(spokenOf).sort((a, b) => (a.order.orderedAt < b.order.orderedAt ? -1 : 1))
  const before = await customersBefore(ctx, shop, orders)
  const asked = spoken.flatMap(({ key, customer, recipient, byLine }) => [
    { person: customer, key },
    ...[...(recipient ? [recipient] : []), ...byLine.values()].map(person => ({ person, key: null })),
  ])
  const { keys, known } = await contactsFor(
    ctx,
    shop,
    asked,
    [...before.values()].map(({ id }) => id),
  )
  const { decide, decideAgain, made, kept, moves } = meeting(ctx, shop, keys, known)
  const decided = spoken.map(one => {
    const was = before.get(one.order.externalId)
    return was ? decideAgain(one, known.get(was.id)!, was.invoiced) : decide(one)
  })
  const ids = await createParties(
    ctx,
    made.map(({ party }) => party),
  )
  for (const [at, { contact }] of made.entries()) contact.id = ids[at]!
  await keepKeys(ctx, shop, kept)
  await keepPlaces(ctx, shop, known, moves)
  return new Map(decided.map(one => [one.spoken.order.externalId, told(one)]))
}

/** Keeps what is to be asked about the contacts of orders that are written. */
export async function askAbout(ctx: Ctx, asked: readonly { orderId: string; doubts: readonly NewDoubt[] }[]) {
  const stamps = { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials }
  const once = new Map(
    asked.flatMap(({ orderId, doubts }) =>
      doubts.map(doubt => [`${doubt.partyId} ${doubt.candidateId}`, { id: newId(), orderId, ...doubt, ...stamps }]),
    ),
  )
  await insertRows(ctx, shopDoubts, [...once.values()])
}

const told = ({ customer, recipient, byLine, doubts }: Decided): OrderPeople => ({
  customerId: customer.id,
  recipientId: recipient?.id ?? null,
  byLine: new Map([...byLine].map(([line, { id }]) => [line, id])),
  doubts: doubts.map(({ of, contact, why }) => ({ partyId: of.id, candidateId: contact.id, why })),
})

type Before = { id: string; invoiced: boolean }

/** Whose the orders were when they were last taken: they stay theirs. */
async function customersBefore({ db, company }: Ctx, { id }: Pick<Shop, 'id'>, orders: readonly ShopOrder[]) {
  const { rows } = await db.execute<Before & { externalId: string }>(sql`
    select external_id as "externalId", customer_id as id, invoice_id is not null as invoiced from shop_orders
    where company_id = ${company.id} and shop_id = ${id} and customer_id is not null
      and external_id = any(${sql.param(orders.map(({ externalId }) => externalId))}::text[])`)
  return new Map(rows.map(({ externalId, ...before }) => [externalId, before]))
}

/** Orders of a part one after the other: who is made for one is known to the next. */
function meeting(
  { language }: Ctx,
  { name }: Pick<Shop, 'name'>,
  keys: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, KnownContact>,
) {
  const people = new People()
  for (const contact of known.values()) if (!contact.erased) people.add(contact)
  for (const [key, id] of keys) if (!known.get(id)!.erased) people.keep(key, known.get(id)!)
  const made: Made[] = []
  const kept = new Map<string, { contact: Contact; by: FoundBy }>()
  const moves: Move[] = []

  function meet(person: Person, key: string | null, party: NewParty, doubts: Decided['doubts']): Contact {
    const { contact, by, doubts: asked } = people.find(person, key)
    if (by === 'new') {
      people.add(contact)
      made.push({ contact, party })
      doubts.push(...asked.map(doubt => ({ ...doubt, of: contact })))
    }
    if (key !== null && !people.keptAs(key)) {
      people.keep(key, contact)
      kept.set(key, { contact, by })
    }
    return contact
  }

  const peopleServed = ({ recipient, byLine }: Spoken, doubts: Decided['doubts']) => {
    const meetOne = (one: Person) => meet(one, null, recipientOf(one), doubts)
    return {
      recipient: recipient && meetOne(recipient),
      byLine: new Map([...byLine].map(([line, one]) => [line, meetOne(one)])),
    }
  }

  function decide(spoken: Spoken): Decided {
    const { order, customer: person, key, shipping } = spoken
    const doubts: Decided['doubts'] = []
    const nobody = `${namelessWords[language].nobody} (${name})`
    const customer = meet(person, key, customerOf(spoken, nobody), doubts)
    moves.push({ contact: customer, order, billing: person.place, shipping, again: false })
    return { spoken, customer, doubts, ...peopleServed(spoken, doubts) }
  }

  /** An order that is here stays whose it was; what it is invoiced for stays whom it was for. */
  function decideAgain(spoken: Spoken, customer: KnownContact, invoiced: boolean): Decided {
    const { order, customer: person, shipping } = spoken
    const doubts: Decided['doubts'] = []
    const served = invoiced || customer.erased ? NOBODY_SERVED : peopleServed(spoken, doubts)
    if (!customer.erased) moves.push({ contact: customer, order, billing: person.place, shipping, again: true })
    return { spoken, customer, doubts, ...served }
  }
  return { decide, decideAgain, made, kept, moves }
}

const NOBODY_SERVED = { recipient: null, byLine: new Map<string, Contact>() }

const recipientOf = (person: Person): NewParty => ({
  ...partyOf(person, ''),
  addresses: [{ purpose: 'billing', ...person.place }],
})

const customerOf = ({ order, customer, shipping }: Spoken, nobody: string): NewParty => ({
  ...partyOf(customer, customer.email.split('@')[0] || nobody),
  ...businessOf(order.vatNumber),
  isCustomer: true,
  language: order.language ?? 'fr',
  addresses: [
    { purpose: 'billing', ...customer.place },
    { purpose: 'shipping', ...(shipping ?? NOWHERE) },
  ],
})

const partyOf = ({ email, phone, kind, lastName, firstName, legalName }: Person, nameless: string): NewParty => ({
  kind,
  lastName: isNamed({ lastName, firstName, legalName }) ? lastName : nameless,
  firstName,
  legalName,
  emails: email ? [email] : [],
  phones: phone ? [phone] : [],
})

async function keepKeys(
  { db, company, actor }: Ctx,
  { id: shopId }: Pick<Shop, 'id'>,
  kept: ReadonlyMap<string, { contact: Contact; by: FoundBy }>,
) {
  if (kept.size === 0) return
  const rows = [...kept].map(([key, { contact, by }]) => ({ id: newId(), key, partyId: contact.id, by }))
  await db.execute(sql`
    insert into shop_customers (company_id, id, shop_id, external_id, party_id, found_by, created_by, updated_by)
    select ${company.id}, id, ${shopId}, key, "partyId", by, ${actor.initials}, ${actor.initials}
    from (${givenRows(rows, { id: 'uuid', key: 'text', partyId: 'uuid', by: 'text' })}) as kept
    on conflict (company_id, shop_id, external_id) do update set party_id = excluded.party_id, found_by = excluded.found_by,
      updated_by = excluded.updated_by, updated_at = excluded.updated_at, revision = shop_customers.revision + 1`)
}
