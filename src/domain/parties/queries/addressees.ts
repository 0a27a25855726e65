import { type SQL, sql } from 'drizzle-orm'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { CountryCode } from '../../../values/country.ts'
import { postalLines } from '../../../values/postal-address.ts'
import type { Honorific, Kind } from '../rules/name.ts'
import { addressJoins, placeColumn } from './address-for.ts'

export type Addressee = {
  id: string
  number: number
  kind: Kind
  honorific: Honorific
  lastName: string
  firstName: string
  legalName: string
  line1: string
  line2: string
  line3: string
  postcode: string
  town: string
  country: CountryCode
}

const columns = {
  id: sql`p.id`,
  number: sql`p.number`,
  kind: sql`p.kind`,
  honorific: sql`p.honorific`,
  lastName: sql`p.last_name`,
  firstName: sql`p.first_name`,
  legalName: sql`p.legal_name`,
  line1: placeColumn('line1'),
  line2: placeColumn('line2'),
  line3: placeColumn('line3'),
  postcode: placeColumn('postcode'),
  town: placeColumn('town'),
  country: placeColumn('country'),
}

/** Parties `p` that `condition` keeps, with the address where post for them goes today, in the order of names; all or a part. */
export async function addressees(
  { db, company, today }: Ctx,
  condition: SQL,
  parts?: { size: number; part: number },
): Promise<Addressee[]> {
  const limits = parts ? sql`limit ${parts.size} offset ${(parts.part - 1) * parts.size}` : sql``
  const companyId = sql`${company.id}::uuid`
  const { rows } = await db.execute<Addressee>(sql`
    select ${selected(columns)} from parties p ${addressJoins(companyId, sql`p.id`, { on: today, issueDay: today })}
    where p.company_id = ${companyId} and ${condition} order by p.sort_name, p.id ${limits}`)
  return rows
}

export const withIds = (ids: readonly string[]): SQL => sql`p.id = any(${`{${ids.join(',')}}`}::uuid[])`

/** The lines of an envelope for an addressee. */
export const envelopeLines = (addressee: Addressee): string[] => postalLines(addressee, addressee)

/** An address without street or town is no place to send to. */
export const isPlace = ({
  line1,
  line2,
  line3,
  town,
}: Pick<Addressee, 'line1' | 'line2' | 'line3' | 'town'>): boolean => town !== '' && line1 + line2 + line3 !== ''
