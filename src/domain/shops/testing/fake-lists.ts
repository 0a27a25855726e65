import { inParis } from './fake-orders.ts'
import { type FakeStore, type Row, sortBy } from './fake-store.ts'

export type Query = ReadonlyMap<string, string>
export type Reply = { status: number; json: unknown; total?: number }

export const refuse = (status: number, code: string, message = ''): Reply => ({
  status,
  json: { code, message, data: { status } },
})

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?$/

/** Orders as the list gives them: filters of dates with the traps they have, an order, a page. Source: W-1 to W-7. */
export function listOrders(store: FakeStore, query: Query): Reply {
  const field = query.get('orderby') ?? 'date'
  if (field !== 'id' && field !== 'date' && field !== 'modified') return refuse(400, 'rest_invalid_param', 'orderby')
  const all = store.ordersBy(query.get('status') ?? 'any', field, (query.get('order') ?? 'desc') === 'desc')
  const within = filtered(all, query, ['after', 'before', 'modified_after', 'modified_before'])
  return 'status' in within ? within : page(within.rows, query, row => store.shown(row))
}

/** Refunds of the whole shop know when they were made, never that they changed. Source: W-4. */
export function listRefunds(store: FakeStore, query: Query): Reply {
  const rows = [...store.refunds.values()]
  sortBy(rows, 'id', (query.get('order') ?? 'desc') === 'desc')
  const within = filtered(rows, query, ['after', 'before'])
  return 'status' in within ? within : page(within.rows, query)
}

/** Only those of the role customer, unless all are asked for; no filter of changes. Source: W-4, W-8. */
export function listCustomers(store: FakeStore, query: Query): Reply {
  const role = query.get('role') ?? 'customer'
  const rows = [...store.customers.values()].filter(row => role === 'all' || (row.role ?? 'customer') === role)
  sortBy(rows, 'id', query.get('order') === 'desc')
  return page(rows, query)
}

export function listSubscriptions(store: FakeStore, query: Query): Reply {
  const rows = [...store.subscriptions.values()]
  sortBy(rows, query.get('orderby') === 'modified' ? 'date_modified_gmt' : 'id', query.get('order') !== 'asc')
  const within = filtered(rows, query, ['after', 'before', 'modified_after', 'modified_before'])
  return 'status' in within ? within : page(within.rows, query)
}

export function listById(rows: Iterable<Row>, query: Query): Reply {
  const sorted = [...rows]
  sortBy(sorted, 'id', query.get('order') !== 'asc')
  return page(sorted, query)
}

type Filter = 'after' | 'before' | 'modified_after' | 'modified_before'

/** All four are exclusive and know whole seconds. Source: W-1 to W-3. */
function filtered(rows: Row[], query: Query, names: readonly Filter[]): { rows: Row[] } | Reply {
  let left = rows
  for (const name of names) {
    const value = query.get(name)
    if (value === undefined) continue
    if (!INSTANT.test(value)) return refuse(400, 'rest_invalid_param', `Invalid parameter(s): ${name}`)
    const isGmt = query.get('dates_are_gmt') === 'true'
    const field = `date_${name.startsWith('modified') ? 'modified' : 'created'}${isGmt ? '_gmt' : ''}`
    const limit = read(value)
    left = left.filter(row => {
      const at = String(row[field] ?? '')
      return name.endsWith('after') ? at > limit : at !== '' && at < limit
    })
  }
  return { rows: left }
}

/** A zone turns the value into the time of the shop, which is then compared with either: hence the trap. */
const read = (value: string): string => (value.length === 19 ? value : inParis(Date.parse(value)))

/** A hundred at most; past the end an empty list that says there are none. Source: W-6. */
function page(rows: Row[], query: Query, shown: (row: Row) => Row = row => row): Reply {
  const size = Number(query.get('per_page') ?? 10)
  if (!(size >= 1 && size <= 100)) return refuse(400, 'rest_invalid_param', 'Invalid parameter(s): per_page')
  const from = query.has('offset') ? Number(query.get('offset')) : (Number(query.get('page') ?? 1) - 1) * size
  const fields = query.get('_fields')?.split(',')
  const listed = rows.slice(from, from + size).map(row => {
    const whole = shown(row)
    return fields ? Object.fromEntries(Object.entries(whole).filter(([name]) => fields.includes(name))) : whole
  })
  return { status: 200, json: listed, total: listed.length === 0 ? 0 : rows.length }
}
