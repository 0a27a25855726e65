import { type SQL, sql } from 'drizzle-orm'

/** As in `addressFor`, told by values or by columns. */
export type SendingSql = { on: string | SQL; issueDay: string | SQL | null }

// The rule of `addressFor` as SQL; addresses.test.ts holds the two together.

/** The address `a` may serve a copy that leaves then. */
const usable = ({ on, issueDay }: SendingSql): SQL => sql`(a.valid_from is null or a.valid_from <= ${on}::date)
  and (a.valid_to is null or a.valid_to >= ${on}::date)
  and (a.issues_from is null or a.issues_from <= coalesce(${issueDay}::date, 'infinity'))`

/** Orders addresses `a` of one party: the first is the one that serves. */
const precedence = sql`case a.purpose when 'temporary' then 0 when 'shipping' then 1 else 2 end,
  a.issues_from desc nulls last, a.valid_to is null, a.valid_from desc nulls last, a.id desc`

/** The address of one party where a copy goes, or none when it misses `condition`; among those of `which` only. */
export const addressOf = (
  companyId: SQL,
  partyId: SQL,
  sending: SendingSql,
  condition: SQL = sql``,
  which: SQL = sql``,
): SQL => sql`
  select a.* from (select a.* from addresses a
    where a.company_id = ${companyId} and a.party_id = ${partyId} and ${usable(sending)} ${which}
    order by ${precedence} limit 1) a where true ${condition}`

/**
 * The addresses of many parties, joined for `placeColumn`. Nearly every party has plain addresses only: those are two hash
 * joins; the few that serve from an issue or for a period are found by an index of their own. The company is a literal,
 * so that each table is read by its index.
 */
export function addressJoins(companyId: SQL, partyId: SQL, sending: SendingSql): SQL {
  const plain = (purpose: 'shipping' | 'billing') => {
    const a = sql.identifier(purpose)
    return sql`left join addresses ${a} on ${a}.company_id = ${companyId} and ${a}.party_id = ${partyId}
      and ${a}.purpose = ${sql.raw(`'${purpose}'`)} and ${a}.valid_to is null and ${a}.issues_from is null
      and (${a}.valid_from is null or ${a}.valid_from <= ${sending.on}::date)`
  }
  return sql`${plain('shipping')} ${plain('billing')}
    left join (select distinct on (a.party_id) a.* from addresses a
      where a.company_id = ${companyId} and (a.purpose = 'temporary' or a.valid_to is not null or a.issues_from is not null)
        and ${usable(sending)}
      order by a.party_id, ${precedence}) special on special.party_id = ${partyId}`
}

/** A column of the address that `addressJoins` found; empty, or France, when there is none. */
export function placeColumn(column: string): SQL {
  const name = sql.identifier(column)
  return sql`coalesce(case when special.purpose <> 'billing' then special.${name} when shipping.id is not null then shipping.${name}
    when special.id is not null then special.${name} else billing.${name} end, ${sql.raw(column === 'country' ? "'FR'" : "''")})`
}
