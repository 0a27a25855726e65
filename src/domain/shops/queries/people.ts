import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { searchOf } from '../../parties/rules/search.ts'
import type { Contact } from '../rules/people.ts'
import { mailKey, nameKey, type Person, type Place } from '../rules/person.ts'
import type { Shop } from './shops.ts'

/** A contact as it was before the orders. */
export type KnownContact = Contact & {
  isCustomer: boolean
  /** Who it was is forgotten: no order brings it back. Source: L-18. */
  erased: boolean
  billing: Place | null
  shipping: Place | null
  /** When its addresses were last written; null: it has none. */
  placedAt: string | null
  /** An order said where it lives, in one transaction with what the shop knows it by, and nobody wrote it since. */
  placedByOrder: boolean
  /** The day and time of the last order that is its. */
  orderedAt: string | null
}

/** So many that may be meant are enough to say that nobody is for sure. */
const SHOWN = 9
/** So many of one name are looked at wherever they live; of those after them, the ones of the same postcode. */
const NAMESAKES = 100
const MOST_NAMESAKES = 20_000

type Asked = { person: Person; key: string | null }

/** Everybody whom some people may be: by their keys in the shop, mails, names and phones; a few statements however many. */
export async function contactsFor(ctx: Ctx, shop: Pick<Shop, 'id'>, asked: readonly Asked[], ids: readonly string[]) {
  const keys = await contactsByKey(
    ctx,
    shop,
    asked.flatMap(({ key }) => key ?? []),
  )
  const found = await alikeIds(
    ctx,
    asked.map(({ person }) => person),
  )
  const known = await contactsById(ctx, [...new Set([...ids, ...keys.values(), ...found])])
  return { keys, known }
}

async function contactsByKey({ db, company }: Ctx, { id }: Pick<Shop, 'id'>, keys: readonly string[]) {
  const { rows } = await db.execute<{ key: string; partyId: string }>(sql`
    select c.external_id as key, coalesce(p.merged_into_id, p.id) as "partyId" from shop_customers c
    join parties p on p.company_id = ${company.id} and p.id = c.party_id
    where c.company_id = ${company.id} and c.shop_id = ${id} and c.external_id = any(${sql.param([...new Set(keys)])}::text[])`)
  return new Map(rows.map(({ key, partyId }) => [key, partyId]))
}

/** Each is looked for through the index of names or of words; words first, whatever the planner thinks of contacts just written. */
async function alikeIds({ db, company }: Ctx, people: readonly Person[]): Promise<string[]> {
  const asked = [
    ...new Map(
      people.map(person => {
        const mail = mailKey(person.email)
        const one = {
          mail,
          mailHead: mail ? (searchOf(mail).alone ?? '') : '',
          phoneHead: person.phone ? (searchOf(person.phone).alone ?? '') : '',
          name: nameKey(person),
          postcode: person.place.postcode,
        }
        return [JSON.stringify(one), one]
      }),
    ).values(),
  ]
  const mine = sql`${company.id}::uuid`
  const id = sql`coalesce(p.merged_into_id, p.id) as id`
  const { rows } = await db.execute<{ id: string }>(sql`
    with asked as materialized (select * from json_to_recordset(${JSON.stringify(asked)}::json)
      as asked (mail text, "mailHead" text, "phoneHead" text, name text, postcode text))
    select distinct f.id from asked a cross join lateral (
      (select ${id} from (select w.party_id from party_words w
          where w.company_id = ${mine} and w.word >= a."mailHead" and w.word < a."mailHead" || '~' and a."mailHead" <> '' offset 0) w
        cross join lateral (select * from parties p where p.company_id = ${mine} and p.id = w.party_id offset 0) p
        where a.mail in (select lower(mail) from unnest(p.emails) mail) limit ${SHOWN})
      union all
      (select w.party_id from party_words w
        where w.company_id = ${mine} and w.word >= a."phoneHead" and w.word < a."phoneHead" || '~' and a."phoneHead" <> '' limit ${SHOWN})
      union all
      (select ${id} from parties p where p.company_id = ${mine} and p.sort_name = a.name and a.name <> ''
        order by p.id limit ${NAMESAKES})
      union all
      (select n.id from (select ${id}, p.id as own from parties p
          where p.company_id = ${mine} and p.sort_name = a.name and a.name <> '' and a.postcode <> ''
          order by p.id offset ${NAMESAKES} limit ${MOST_NAMESAKES}) n
        cross join lateral (select d.postcode from addresses d where d.company_id = ${mine} and d.party_id = n.own offset 0) d
        where d.postcode = a.postcode limit ${NAMESAKES})
    ) f`)
  return rows.map(row => row.id)
}

/** A statement a table, each by the ids: joined, fresh rows would be read for each of the others. */
async function contactsById(ctx: Ctx, ids: readonly string[]): Promise<Map<string, KnownContact>> {
  if (ids.length === 0) return new Map()
  const family = await familyOf(ctx, ids)
  const places = Map.groupBy(
    await placesOf(
      ctx,
      family.map(({ id }) => id),
    ),
    ({ partyId }) => partyId,
  )
  const stamps = await stampsOf(ctx, ids)
  const ordered = await lastOrders(ctx, ids)
  return new Map(
    [...Map.groupBy(family, ({ root }) => root)].map(([id, members]) => {
      const own = members.find(one => one.id === id)!
      const all = members.flatMap(one => (places.get(one.id) ?? []).map(place => asOf(place, id)))
      const writtenAt = Math.max(...all.flatMap(({ current, writtenAt }) => (current ? writtenAt : [])))
      const { mails, phones, isCustomer, erased } = own
      const contact: KnownContact = {
        ...{ id, mails, phones, isCustomer, erased },
        names: members.map(({ kind, lastName, firstName, legalName }) => ({ kind, lastName, firstName, legalName })),
        places: all,
        billing: all.find(({ current, purpose }) => current && purpose === 'billing') ?? null,
        shipping: all.find(({ current, purpose }) => current && purpose === 'shipping') ?? null,
        placedAt: Number.isFinite(writtenAt) ? new Date(writtenAt / 1000).toISOString() : null,
        placedByOrder: stamps.get(id)?.has(writtenAt) ?? false,
        orderedAt: ordered.get(id) ?? null,
      }
      return [id, contact]
    }),
  )
}

/** What was merged into a contact tells where it lived, not where it lives. */
const asOf = ({ partyId, current, ...place }: PlaceOf, id: string) => ({ ...place, current: current && partyId === id })

/** In millionths of a second, as the database keeps it. */
const instantOf = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000000)::bigint`)

/** When what the shop knows contacts by was written. */
async function stampsOf({ db, company }: Ctx, ids: readonly string[]): Promise<Map<string, Set<number>>> {
  const { rows } = await db.execute<{ id: string; made: number; changed: number }>(sql`
    select c.party_id as id, ${instantOf('c.created_at')} as made, ${instantOf('c.updated_at')} as changed from shop_customers c
    where c.company_id = ${company.id} and c.party_id = any(${sql.param([...ids])}::uuid[])`)
  return new Map(
    [...Map.groupBy(rows, ({ id }) => id)].map(([id, those]) => [
      id,
      new Set(those.flatMap(({ made, changed }) => [made, changed])),
    ]),
  )
}

/** The day and time of the last order of each. */
async function lastOrders({ db, company }: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.execute<{ id: string; at: string }>(sql`
    select o.customer_id as id, max(o.ordered_at) as at from shop_orders o
    where o.company_id = ${company.id} and o.customer_id = any(${sql.param([...ids])}::uuid[]) group by 1`)
  return new Map(rows.map(({ id, at }) => [id, at]))
}

type Member = Contact['names'][number] &
  Pick<KnownContact, 'id' | 'mails' | 'phones' | 'isCustomer' | 'erased'> & { root: string }

/** The contacts themselves and those that were merged into them. */
async function familyOf({ db, company }: Ctx, ids: readonly string[]): Promise<Member[]> {
  const mine = sql`${company.id}::uuid`
  const those = sql`any(${sql.param([...ids])}::uuid[])`
  const said = sql`g.kind, g.last_name as "lastName", g.first_name as "firstName", g.legal_name as "legalName",
    g.emails as mails, g.phones, g.is_customer as "isCustomer", g.erased_on is not null as erased`
  const { rows } = await db.execute<Member>(sql`
    select g.id, g.id as root, ${said} from parties g where g.company_id = ${mine} and g.id = ${those}
    union all
    select g.id, g.merged_into_id, ${said} from parties g where g.company_id = ${mine} and g.merged_into_id = ${those}`)
  return rows
}

type PlaceOf = Place & { partyId: string; purpose: string; current: boolean; writtenAt: number }

async function placesOf({ db, company, today }: Ctx, ids: readonly string[]): Promise<PlaceOf[]> {
  const { rows } = await db.execute<PlaceOf>(sql`
    select a.party_id as "partyId", a.line1, a.line2, a.line3, a.postcode, a.town, a.country, a.purpose, ${isCurrent(today)} as current,
      ${instantOf('a.updated_at')} as "writtenAt"
    from addresses a where a.company_id = ${company.id} and a.purpose <> 'temporary' and a.party_id = any(${sql.param([...ids])}::uuid[])`)
  return rows
}

const isCurrent = (today: string) =>
  sql`(a.valid_to is null and a.issues_from is null and (a.valid_from is null or a.valid_from <= ${today}::date))`
