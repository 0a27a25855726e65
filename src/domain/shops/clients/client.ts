import type { HealthWarning, ShopFailure } from '../rules/failures.ts'

/** How keys get through: in a header, in the address where a host takes headers out, signed where nothing is encrypted. */
export type AuthorisedBy = 'header' | 'query' | 'oauth'

/** Where a shop is and what opens it. Its secrets never leave a client: not in an error, not in what it answers. */
export type ShopAccess = {
  /** Of the site, without a slash at its end. */
  address: string
  key: string
  secret: string
  /** What worked last time; null: it is found out. */
  authorisedBy: AuthorisedBy | null
}

/** A shop that did not answer as it should: why, and what it said, cut short and without keys. */
export class ShopUnanswered extends Error {
  readonly failure: ShopFailure
  readonly said: string
  /** How long it asked to wait, in seconds; null: it did not say. */
  readonly retryAfter: number | null

  constructor(failure: ShopFailure, said = '', retryAfter: number | null = null) {
    super(said ? `${failure}: ${said}` : failure)
    this.name = 'ShopUnanswered'
    this.failure = failure
    this.said = said
    this.retryAfter = retryAfter
  }
}

/** Documents as the shop gave them, in order, and where to go on from. */
export type ShopPage<Cursor> = {
  documents: unknown[]
  /** Give it to go on after these. */
  until: Cursor
  /** How many there are in all, as the shop says; null: it does not. */
  total: number | null
}

/** What tells whether an order here is still what it is there. */
export type OrderDigest = {
  externalId: string
  status: string
  modifiedAt: string
  totalCents: number
  refunds: { externalId: string; cents: number }[]
}

/** A notification the shop was asked for. */
export type ShopHook = { externalId: string; topic: string; status: string; deliversTo: string }

export type Checked = {
  /** Null: it answers. */
  failure: ShopFailure | null
  said: string
  warnings: HealthWarning[]
  /** As it answers: where it leads when it is redirected. */
  address: string
  authorisedBy: AuthorisedBy | null
  mayWrite: boolean | null
  orderCount: number | null
  /** As the shop says its time; null: it does not. */
  timeZone: string | null
}

/**
 * Asks one shop over the network. Each call answers, or throws `ShopUnanswered` after a bounded number of tries; nothing
 * is followed elsewhere. Generators ask for the next page when they are read on, and may be left at any page.
 */
export type ShopClient = {
  /** How its keys got through, once it answered; to be kept for the next time. */
  readonly authorisedBy: AuthorisedBy | null
  /** Never throws: says what is wrong. */
  check(): Promise<Checked>
  /** All orders that are not in its bin, by id, after that one (null: from the first); none is passed over. */
  ordersByIdAfter(id: string | null): AsyncGenerator<ShopPage<string>>
  /** Orders by when they changed, from a little before that instant; some come again. `until` is the last change seen. */
  ordersModifiedSince(instant: string): AsyncGenerator<ShopPage<string>>
  /** One order, also when it is in the bin; null: it was deleted. */
  order(id: string): Promise<unknown | null>
  /** The refunds of one order, with their lines; null: the order was deleted. */
  refundsOf(orderId: string): Promise<unknown[] | null>
  /** Ids, states and totals of all orders made since that instant (null: all), by id. */
  idsAndTotals(since: string | null): AsyncGenerator<OrderDigest[]>
  /** Everything it sells, each variation as a document of its own. */
  products(): AsyncGenerator<unknown[]>
  /** A customer, whatever its role; null: there is none. */
  customer(id: string): Promise<unknown | null>
  /** All customers, whatever their roles. */
  customers(): AsyncGenerator<unknown[]>
  /** Like `ordersModifiedSince`; none where the shop has no subscriptions. */
  subscriptionsModifiedSince(instant: string): AsyncGenerator<ShopPage<string>>
  hooks(): Promise<ShopHook[]>
  createHook(topic: string, deliversTo: string, secret: string): Promise<ShopHook>
  /** Puts a new one in its place, whose count of failures begins at none. */
  repairHook(hook: ShopHook, secret: string): Promise<ShopHook>
  removeHook(id: string): Promise<void>
  /** The texts of the notes on an order, as written: whether one got there before the answer was lost. */
  notesOf(orderId: string): Promise<string[]>
  /** A note that only the shop's own people see. */
  addNote(orderId: string, text: string): Promise<void>
}
