import pg from 'pg'
import type { Backstage } from '../../long-work/actions.ts'
import { CARE_JOB } from './connect.ts'
import { CLAIMED_MINUTES } from './poll.ts'

/** A shop of any company. */
export type Due = { companyId: string; shopId: string }

/** Those that answer and those that do not are asked apart: a thousand dead shops keep no living one waiting. */
export type Which = 'answering' | 'failing'

/** As the owner of the tables, since no company is named: which shops are due is one statement, whatever their number. */
async function asOwner<T>({ database }: Backstage, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.ownerUrl, application_name: 'facteur shops' })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

/** Takes shops that are to be asked now; nobody else takes them for a while. */
export const claimDue = (backstage: Backstage, which: Which, limit: number): Promise<Due[]> =>
  asOwner(backstage, async client => {
    const { rows } = await client.query<Due>(
      `with due as materialized (
         select t.company_id, t.id from public.shop_states t
         where t.due_at <= now() and (t.failures > 0) = $1
           and exists (select from public.shops s where s.company_id = t.company_id and s.id = t.id and s.active)
         order by t.due_at limit $2 for update of t skip locked)
       update public.shop_states t set due_at = now() + make_interval(mins => $3)
       from due where t.company_id = due.company_id and t.id = due.id
       returning t.company_id as "companyId", t.id as "shopId"`,
      [which === 'failing', limit, CLAIMED_MINUTES],
    )
    return rows
  })

/** Asks for every connected shop to be looked after, in one statement: each is a job of its own. */
export const askForCare = (backstage: Backstage): Promise<number> =>
  asOwner(backstage, async client => {
    const { rowCount } = await client.query(
      `insert into public.job_requests (company_id, id, name, key, data)
       select t.company_id, t.id, $1, t.id::text, jsonb_build_object('shopId', t.id, 'reconcile', true)
       from public.shop_states t join public.shops s on s.company_id = t.company_id and s.id = t.id
       where t.due_at is not null and s.active on conflict do nothing`,
      [CARE_JOB],
    )
    return rowCount ?? 0
  })
