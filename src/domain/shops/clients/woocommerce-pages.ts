import { type ShopPage, ShopUnanswered } from './client.ts'
import { TooMuch } from './http.ts'
import type { Query, WooDoor } from './woocommerce-door.ts'

type Row = Record<string, unknown>
type Rows = { rows: Row[]; total: number | null }

/** What WooCommerce gives at most. */
const LARGEST_PAGE = 100
/** Pages that came at once before larger ones are asked for again. */
const PAGES_UNTIL_LARGER = 20
/** Changes read again each time: those of the last second, and those a cache or a clock held back. Source: W-3. */
const OVERLAP_SECONDS = 5 * 60

/** Reads lists of one shop, by pages that become smaller when it cannot give as many. Source: W-28. */
export class WooPages {
  readonly #door: WooDoor
  #size = LARGEST_PAGE
  #inARow = 0

  constructor(door: WooDoor) {
    this.#door = door
  }

  /**
   * All of a list by id, after one: rows that come or go meanwhile move the others, so that each page begins with the last
   * row of the one before, and steps back where that is gone. Source: W-5.
   */
  async *byIdAfter(path: string, query: Query, id: string | null): AsyncGenerator<ShopPage<string>> {
    let last = id === null ? 0 : Number(id)
    let offset = id === null ? 0 : await this.#placeAfter(path, query, last)
    let isSteppingBack = false
    let settledFor = -1
    for (;;) {
      const size = this.#size
      const from = size === 1 ? offset : Math.max(0, offset - 1)
      const { rows, total } = await this.#rows(path, { ...query, orderby: 'id', order: 'asc' }, from)
      const isTorn =
        offset > 0 && !((from < offset ? idOf(rows[0]) : await this.#idAt(path, query, offset - 1)) <= last)
      if (isTorn && settledFor !== last) {
        offset = Math.max(0, offset - size)
        isSteppingBack = true
        continue
      }
      // Rows the key may not see leave gaps that no stepping back fills: once is enough.
      if (isSteppingBack) settledFor = last
      isSteppingBack = false
      const fresh = rows.filter(row => idOf(row) > last)
      if (fresh.length > 0) {
        last = Math.max(...fresh.map(idOf))
        yield { documents: fresh, until: String(last), total }
      }
      offset = from + Math.max(1, Math.min(size, this.#size))
      if (rows.length === 0 || (total !== null && offset >= total)) return
    }
  }

  /** The id in a place of the list; where rows come one by one it is asked for after the row that follows it. */
  async #idAt(path: string, query: Query, offset: number): Promise<number> {
    return idOf(rowsIn((await this.#door.get(path, ofOne(query, offset))).json)[0])
  }

  /** How many rows have that id or a smaller one: halves the list until it is found. */
  async #placeAfter(path: string, query: Query, id: number): Promise<number> {
    let low = 0
    let high = (await this.#door.get(path, ofOne(query, 0))).total ?? 0
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if ((await this.#idAt(path, query, middle)) <= id) low = middle + 1
      else high = middle
    }
    return low
  }

  /**
   * What changed since a little before an instant, in the order of the changes: always the first page after the last
   * change seen, never a second one, as a change moves rows from one page to another. Source: W-1 to W-5.
   */
  async *modifiedSince(path: string, query: Query, instant: string): AsyncGenerator<ShopPage<string>> {
    let after = secondsBefore(instant, OVERLAP_SECONDS)
    let seen = new Set<string>()
    for (;;) {
      const asked = { ...query, ...since('modified_after', after), orderby: 'modified', order: 'asc' }
      const { rows, total } = await this.#rows(path, asked, 0)
      const last = rows.map(modifiedAt).toSorted().at(-1) ?? ''
      if (rows.length > 0 && last === '') throw new ShopUnanswered('notAShop', 'date_modified_gmt')
      // Pages would be read for ever.
      if (last !== '' && last <= after) throw new ShopUnanswered('other', 'modified_after')
      const fresh = rows.filter(row => !seen.has(versionOf(row)))
      if (fresh.length > 0) yield { documents: fresh, until: `${last}Z`, total }
      if (rows.length === 0 || (total === null ? rows.length < this.#size : rows.length >= total)) return
      const before = secondsBefore(last, 1)
      if (before > after) {
        after = before
        seen = new Set(rows.filter(row => modifiedAt(row) === last).map(versionOf))
      } else {
        yield* this.#ofSecond(path, query, last)
        after = last
        seen = new Set()
      }
    }
  }

  /** More than a page changed within a second: they stand still, and are read by id. */
  async *#ofSecond(path: string, query: Query, second: string): AsyncGenerator<ShopPage<string>> {
    const [after, before] = [secondsBefore(second, 1), secondsBefore(second, -1)]
    const within = { ...query, ...since('modified_after', after), modified_before: before }
    for await (const page of this.byIdAfter(path, within, null)) yield { ...page, until: `${second}Z` }
  }

  /** One page from a row on; a row that the shop cannot give by itself is given by its id alone. */
  async #rows(path: string, query: Query, offset: number): Promise<Rows> {
    const asked = { ...query, ...(offset > 0 ? { offset: String(offset) } : {}) }
    for (;;) {
      try {
        const answer = await this.#door.get(
          path,
          { ...asked, per_page: String(this.#size) },
          { isHalvable: this.#size > 1 },
        )
        this.#grow()
        return { rows: rowsIn(answer.json), total: answer.total }
      } catch (error) {
        if (!(error instanceof TooMuch)) throw error
        if (this.#size === 1 && query._fields === undefined) {
          const fields = { ...asked, per_page: '1', _fields: 'id,date_modified_gmt' }
          const { json, total } = await this.#door.get(path, fields)
          return { rows: rowsIn(json), total }
        }
        if (this.#size === 1) throw error
        this.#size = Math.floor(this.#size / 2)
        this.#inARow = 0
      }
    }
  }

  #grow() {
    if (this.#size === LARGEST_PAGE || ++this.#inARow < PAGES_UNTIL_LARGER) return
    this.#size = Math.min(LARGEST_PAGE, this.#size * 2)
    this.#inARow = 0
  }
}

/** Instants as WooCommerce takes them with `dates_are_gmt`: without zone, or it shifts them once more. Source: W-1. */
export const since = (name: 'after' | 'modified_after', instant: string): Query => ({
  [name]: instant.slice(0, 19),
  dates_are_gmt: 'true',
})

const ofOne = (query: Query, offset: number): Query => ({
  ...query,
  orderby: 'id',
  order: 'asc',
  per_page: '1',
  offset: String(offset),
  _fields: 'id',
})

const secondsBefore = (instant: string, seconds: number): string =>
  new Date(Date.parse(`${instant.slice(0, 19)}Z`) - seconds * 1000).toISOString().slice(0, 19)

function rowsIn(json: unknown): Row[] {
  if (!Array.isArray(json)) throw new ShopUnanswered('notAShop', 'no list')
  return json.filter(row => typeof row === 'object' && row !== null)
}

const idOf = (row: Row | undefined): number => Number(row?.id ?? Number.NaN)
const versionOf = (row: Row) => `${row.id} ${row.date_modified_gmt}`
const MODIFIED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/
const modifiedAt = ({ date_modified_gmt }: Row): string =>
  typeof date_modified_gmt === 'string' && MODIFIED.test(date_modified_gmt) ? date_modified_gmt : ''
