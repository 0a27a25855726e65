import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { changeParty } from '../../parties/actions.ts'
import { contactsFor, type KnownContact } from '../queries/people.ts'
import type { Shop } from '../queries/shops.ts'
import type { ShopCustomer } from '../rules/order.ts'
import { isAlike } from '../rules/people.ts'
import { mailKey, type Person, personOf } from '../rules/person.ts'
import { isSamePlace } from '../rules/who.ts'
import { keepPlaces, type Move } from './places.ts'

type Followed = { customer: ShopCustomer; person: Person; contact: KnownContact }

/**
 * What a shop says of its customers since their last order: where they live, and how they are written to. It changes the
 * contact that each is here, unless somebody changed that since; it makes nobody. Source: ABO-7, E5.
 */
export async function followCustomers(
  ctx: Ctx,
  shop: Pick<Shop, 'id' | 'timeZone'>,
  customers: readonly ShopCustomer[],
) {
  if (customers.length === 0) return
  const newest = [...Map.groupBy(customers, ({ externalId }) => externalId).values()].map(those =>
    those.reduce((best, one) => (one.modifiedAt > best.modifiedAt ? one : best)),
  )
  const { keys, known } = await contactsFor(
    ctx,
    shop,
    newest.map(({ billing, externalId }) => ({ person: personOf(billing), key: externalId })),
    [],
  )
  const followed = newest.flatMap((customer): Followed[] => {
    const person = personOf(customer.billing)
    const contact = known.get(keys.get(customer.externalId) ?? '')
    return contact && !contact.erased && isAlike(person, contact) ? [{ customer, person, contact }] : []
  })
  await keepMails(ctx, followed)
  await keepPlaces(ctx, shop, known, followed.map(moveOf))
}

function moveOf({ customer: { modifiedAt, shipping }, person, contact }: Followed): Move {
  const sent = shipping && personOf(shipping)
  return {
    contact,
    order: { orderedAt: modifiedAt, modifiedAt },
    billing: person.place,
    // Copies that went elsewhere and no longer do go where it is billed.
    shipping: sent && !isSamePlace(sent.place, person.place) ? sent.place : contact.shipping && person.place,
    again: false,
  }
}

/** A mail that is new comes first; those before stay, so that mails of before still find their contact. */
async function keepMails(ctx: Ctx, followed: readonly Followed[]) {
  const changed = followed.filter(
    ({ person: { email }, contact }) => email !== '' && mailKey(contact.mails[0] ?? '') !== mailKey(email),
  )
  if (changed.length === 0) return
  const { rows } = await ctx.db.execute<{ id: string; editedAt: string | null }>(sql`
    select id, case when updated_at > created_at then updated_at end as "editedAt" from parties
    where company_id = ${ctx.company.id} and id = any(${sql.param(changed.map(({ contact }) => contact.id))}::uuid[])`)
  const editedAt = new Map(rows.map(row => [row.id, row.editedAt]))
  for (const { customer, person, contact } of changed) {
    const since = [editedAt.get(contact.id), contact.orderedAt].map(at => (at ? Date.parse(at) : 0))
    if (Date.parse(customer.modifiedAt) <= Math.max(...since)) continue
    const others = contact.mails.filter(mail => mailKey(mail) !== mailKey(person.email))
    await changeParty(ctx, contact.id, { emails: [person.email, ...others].slice(0, MOST_MAILS) })
  }
}

const MOST_MAILS = 5
