import type pg from 'pg'

type Limit = { max: number; seconds: number }

/** An office signs in from one address at nine o'clock; one account is tried by one person. */
export const PER_ADDRESS: Limit = { max: 30, seconds: 60 }
export const PER_ACCOUNT: Limit = { max: 10, seconds: 15 * 60 }

type Client = Pick<pg.Pool, 'query'>

/** Counts one attempt and returns the seconds to wait before another is allowed: 0 when this one is. */
export async function attempted(client: Client, key: string, { max, seconds }: Limit): Promise<number> {
  const { rows } = await client.query<{ count: number; left: number }>(
    `insert into attempts (key, count, since) values ($1, 1, now())
     on conflict (key) do update set
       count = case when attempts.since < excluded.since - $2 * interval '1 second' then 1 else attempts.count + 1 end,
       since = case when attempts.since < excluded.since - $2 * interval '1 second' then excluded.since else attempts.since end
     returning count, ceil($2 - extract(epoch from now() - since))::int as left`,
    [key, seconds],
  )
  const { count, left } = rows[0]!
  return count > max ? Math.max(left, 1) : 0
}

/** A success forgives the failures before it. */
export const forgiven = (client: Client, key: string) => client.query('delete from attempts where key = $1', [key])
