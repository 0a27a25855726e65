import { textKey } from '../../../values/text-key.ts'
import type { ShopOrder, ShopPerson } from './order.ts'
import { isSameName } from './people.ts'
import { isNamed, isSomewhere, mailKey, NOBODY, type Person, type Place, personOf } from './person.ts'

/** Who an order speaks of: who pays, where copies go when it is elsewhere, and whom they are for when it is another. */
export type Spoken = {
  order: ShopOrder
  /** How the shop knows the customer: its id, the mail of a guest, or `nobody`; null: by its name alone. */
  key: string | null
  customer: Person
  /** Where copies for the customer go; null: where it is billed, or nowhere. */
  shipping: Place | null
  recipient: Person | null
  /** Lines that are for somebody of their own. */
  byLine: ReadonlyMap<string, Person>
}

/** Source: E5, W-18, W-19. */
export function spokenOf(order: ShopOrder): Spoken {
  const billed = personOf(order.billing)
  const shipped = order.shipping && personOf(order.shipping)
  const known = isNamed(billed) || billed.email !== '' || order.customerId !== null
  const customer = !known && shipped ? shipped : billed
  const another = shipped !== null && isNamed(shipped) && isNamed(customer) && !isSameName(shipped, customer)
  const elsewhere =
    shipped !== null && !another && isSomewhere(shipped.place) && !isSamePlace(shipped.place, customer.place)
  return {
    order,
    key: keyOf(order, customer),
    customer: elsewhere && !isSomewhere(customer.place) ? { ...customer, place: shipped.place } : customer,
    shipping: elsewhere && isSomewhere(customer.place) ? inCompany(shipped, customer) : null,
    recipient: another ? shipped : null,
    byLine: new Map(
      order.lines.flatMap(({ externalId, recipient }) => {
        const person = recipient && recipientOf(recipient, shipped, customer)
        return person ? [[externalId, person] as const] : []
      }),
    ),
  }
}

/** Whom nothing names is one contact of the shop. */
function keyOf({ customerId }: ShopOrder, customer: Person): string | null {
  if (customerId !== null) return customerId
  if (customer.email !== '') return `mail:${mailKey(customer.email)}`
  return isNamed(customer) ? null : 'nobody'
}

/** Whom a line names; without an address, copies go where the order goes. */
function recipientOf(said: Partial<ShopPerson>, shipped: Person | null, customer: Person): Person | null {
  const person = personOf({ ...NOBODY, ...said })
  if (!isNamed(person) || isSameName(person, customer)) return null
  if (isSomewhere(person.place)) return person
  return { ...person, place: shipped && isSomewhere(shipped.place) ? shipped.place : customer.place }
}

/** At work: the company stands in the address of whoever is not that company. */
function inCompany({ legalName, place }: Person, customer: Person): Place {
  if (legalName === '' || textKey(legalName) === textKey(customer.legalName)) return place
  return place.line2 === '' ? { ...place, line2: legalName } : { ...place, line3: legalName }
}

/** Whether two places read the same, whatever their capitals and accents. */
export const isSamePlace = (a: Place, b: Place): boolean =>
  (['line1', 'line2', 'line3', 'postcode', 'town', 'country'] as const).every(
    line => textKey(a[line]) === textKey(b[line]),
  )
