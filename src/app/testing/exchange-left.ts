// What a kill left of the sending or the collecting of orders between two sites, and what is wrong with it.
import { sql } from 'drizzle-orm'
import type { Database } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { inCompany } from '../local.ts'
import { CALVI, CENTRE, type Slug } from './exchange-sites.ts'

type Counts = Record<string, number>

/** What is sent, in one statement, so that it cannot fall on both sides of a commit. */
export const sentCounts = (database: Database) =>
  inCompany(database, CALVI, async ({ db, company }) => {
    const { rows } = await db.execute<Counts>(sql`
      select (select count(*)::int from orders where company_id = ${company.id}) as orders,
        (select count(*)::int from sent_orders where company_id = ${company.id}) as sent,
        (select count(distinct order_id)::int from sent_orders where company_id = ${company.id}) as once,
        (select count(*)::int from messages where company_id = ${company.id} and purpose = 'exchange.orders') as mails,
        (select count(distinct message_id)::int from sent_orders where company_id = ${company.id}) as "mailsOfThem",
        (select count(*)::int from orders o join order_statuses s on s.company_id = ${company.id} and s.id = o.status_id
          where o.company_id = ${company.id} and s.key = 'waiting') as waiting`)
    return rows[0]!
  })

/** The same of what is received. */
export const receivedCounts = (database: Database) =>
  inCompany(database, CENTRE, async ({ db, company }) => {
    const { rows } = await db.execute<Counts>(sql`
      select (select count(*)::int from orders where company_id = ${company.id}) as orders,
        (select count(distinct their_reference)::int from orders where company_id = ${company.id}) as once,
        (select count(*)::int from received_orders where company_id = ${company.id} and answers = 1) as acknowledged,
        (select count(*)::int from messages m, jsonb_array_elements(m.attachments) a
          where m.company_id = ${company.id} and m.purpose = 'exchange.answer' and a->>'name' like '%.xml') as answers,
        (select count(distinct a->>'name')::int from messages m, jsonb_array_elements(m.attachments) a
          where m.company_id = ${company.id} and m.purpose = 'exchange.answer' and a->>'name' like '%.xml') as "answersOnce",
        (select count(*)::int from collected_documents where company_id = ${company.id} and kind = 'order' and state = 'taken') as taken,
        (select count(*)::int from collected_documents where company_id = ${company.id} and state = 'quarantined') as doubted,
        (select count(*)::int from collected_mails m where m.company_id = ${company.id} and not exists (
          select from collected_documents d where d.company_id = ${company.id} and d.mail_id = m.id)) as halves`)
    return rows[0]!
  })

const sentFaults = (when: string, left: Counts) =>
  left.sent === left.once && left.sent === left.waiting && left.mails === left.mailsOfThem
    ? []
    : [`${when} ${JSON.stringify(left)}`]

const receivedFaults = (when: string, { orders, doubted, halves, ...same }: Counts) =>
  Object.values(same).every(count => count === orders) && doubted === 0 && halves === 0
    ? []
    : [`${when} ${JSON.stringify({ orders, doubted, halves, ...same })}`]

/** What is wrong with orders as they stand, however they were cut. */
export const cutFaults = async (database: Database) => [
  ...sentFaults('sent', await sentCounts(database)),
  ...receivedFaults('received', await receivedCounts(database)),
]

/** What a mail server took: each mail as often as it was tried at most, at least once, and always the same. Source: INT-26. */
export async function arrivedFaults(database: Database, received: readonly { raw: string }[]): Promise<string[]> {
  const messages = await rowsOf<{ messageId: string; state: string; attempts: number }>(
    database,
    CALVI,
    ({ company }) =>
      sql`select message_id as "messageId", state, attempts from messages where company_id = ${company.id}`,
  )
  const arrived = Map.groupBy(received, ({ raw }) => /^message-id:\s*(\S+)/im.exec(raw)![1]!)
  const { sent, orders } = await sentCounts(database)
  const faults = sent === orders ? [] : [`${sent} of ${orders} orders are sent`]
  if (arrived.size !== messages.length) faults.push(`${arrived.size} mails arrived of ${messages.length}`)
  for (const { messageId, state, attempts } of messages) {
    const copies = arrived.get(messageId) ?? []
    const isSame = new Set(copies.map(({ raw }) => raw.replace(/--_NmP-[0-9a-f]+/g, ''))).size === 1
    if (state !== 'sent' || copies.length > attempts || !isSame)
      faults.push(`${messageId} is ${state}, tried ${attempts} times, arrived ${copies.length} times, same: ${isSame}`)
  }
  return faults
}

/** Where the orders of one site are those of the other, each once, and each as it was sent. Source: X-42. */
export async function takenFaults(database: Database): Promise<string[]> {
  const lines = (slug: Slug, column: 'number' | 'their_reference') =>
    rowsOf<{ number: string; quantity: number }>(
      database,
      slug,
      ({ company }) => sql`
        select o.${sql.identifier(column)} as number, l.quantity from orders o
        join order_lines l on l.company_id = ${company.id} and l.order_id = o.id
        where o.company_id = ${company.id} order by 1`,
    )
  const [sent, taken] = [await lines(CALVI, 'number'), await lines(CENTRE, 'their_reference')]
  return JSON.stringify(sent) === JSON.stringify(taken)
    ? []
    : [`${taken.length} orders taken of ${sent.length}, or others`]
}

/** How many mailboxes whoever is dead was at, and which of them are so for longer than they must be. */
export async function busyLeft(database: Database) {
  const left = await rowsOf<{ busy: number; due: number }>(
    database,
    CENTRE,
    ({ company }) => sql`
      select extract(epoch from busy_until - now())::float as busy, extract(epoch from due_at - now())::float as due
      from mailboxes where company_id = ${company.id} and busy_until > now()`,
  )
  const faults = left.filter(({ busy, due }) => busy > 30 || due > 120).map(one => `busy ${JSON.stringify(one)}`)
  return { busy: left.length, faults }
}

function rowsOf<Row extends Record<string, unknown>>(
  database: Database,
  slug: Slug,
  statement: (ctx: Ctx) => ReturnType<typeof sql>,
) {
  return inCompany(database, slug, async ctx => (await ctx.db.execute<Row>(statement(ctx))).rows)
}
