import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { addressJoins, placeColumn } from '../../parties/queries/address-for.ts'
import type { AddressLines, Buyer } from '../rules/document.ts'

type Columns = { line1: string; line2: string; line3: string; postcode: string; town: string; country: string }
type Row = Pick<Buyer, 'number' | 'kind' | 'siren' | 'vatNumber' | 'email' | 'electronicAddress'> & {
  id: string
  honorific: string
  firstName: string
  lastName: string
  legalName: string
  billing: Columns | null
  place: Columns
}

const COLUMNS = ['line1', 'line2', 'line3', 'postcode', 'town', 'country'] as const
const asJson = (column: (name: string) => ReturnType<typeof sql>) =>
  sql`json_build_object(${sql.join(
    COLUMNS.flatMap(name => [sql.raw(`'${name}'`), column(name)]),
    sql`, `,
  )})`

/** Customers as papers name them today, with where copies go when it is elsewhere; one statement for any number. */
export async function buyersById({ db, company, today }: Ctx, ids: readonly string[]): Promise<Map<string, Buyer>> {
  if (ids.length === 0) return new Map()
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<Row>(sql`
    select p.id, p.number, p.kind, p.honorific, p.first_name as "firstName", p.last_name as "lastName",
      p.legal_name as "legalName", p.siren, p.vat_number as "vatNumber", coalesce(p.emails[1], '') as email,
      p.electronic_address as "electronicAddress",
      case when billing.id is not null then ${asJson(name => sql`billing.${sql.identifier(name)}`)} end as billing,
      ${asJson(placeColumn)} as place
    from parties p ${addressJoins(mine, sql`p.id`, { on: today, issueDay: today })}
    where p.company_id = ${mine} and p.id = any(${sql.param([...ids])}::uuid[])`)
  return new Map(rows.map(row => [row.id, buyerOf(row)]))
}

function buyerOf({ id: _, honorific, firstName, lastName, legalName, billing, place, ...buyer }: Row): Buyer {
  const person = [honorific, firstName, lastName].filter(Boolean).join(' ')
  const name = buyer.kind === 'organisation' ? legalName || person : person || legalName
  const address = linesOf(billing ?? place)
  const shipped = linesOf(place)
  return { ...buyer, name, address, delivery: isSame(address, shipped) ? null : { ...shipped, name } }
}

const linesOf = ({ line1, line2, line3, postcode, town, country }: Columns): AddressLines => ({
  lines: [line1, line2, line3].filter(Boolean),
  postcode,
  town,
  country,
})

const isSame = (one: AddressLines, other: AddressLines) => JSON.stringify(one) === JSON.stringify(other)
