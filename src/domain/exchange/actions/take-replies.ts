import { sql } from 'drizzle-orm'
import { givenRows } from '../../../platform/db/given-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { MailedReply } from '../formats/read-reply.ts'
import type { Outcome } from './note-mail.ts'

const MOST_WORDS = 40
const ID = /^<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/

type Found = { nth: number; orderId: string; partnerId: string; number: string; messageId: string }

/**
 * What people wrote back to orders that were sent: found by the mail it answers, else by the number of an order in its subject when
 * it comes from where that order went. Proves nothing; somebody reads it. Two statements for any number. Source: M-10.
 */
export async function takeReplies(ctx: Ctx, replies: readonly MailedReply[]): Promise<(Outcome | null)[]> {
  const answered = Map.groupBy(await byMessage(ctx, replies), ({ nth }) => nth)
  const named = Map.groupBy(await bySubject(ctx, replies), ({ nth }) => nth)
  return replies.map((reply, nth) => {
    const found = answered.get(nth) ?? named.get(nth)
    if (!found) return null
    const words = new Set(wordsOf(reply.subject))
    const { orderId, partnerId, messageId } = found.find(({ number }) => words.has(number)) ?? found[0]!
    return {
      ...{ kind: 'reply', state: 'taken', orderId, partnerId, number: found.map(({ number }) => number).join(', ') },
      values: { messageId, text: reply.text, files: reply.files.join(', ') },
    }
  })
}

const wordsOf = (subject: string) => subject.split(/[\s,;:()[\]«»"]+/, MOST_WORDS).filter(word => word !== '')

/** A mail of ours has the id of its message. */
async function byMessage({ db, company }: Ctx, replies: readonly MailedReply[]): Promise<Found[]> {
  const asked = replies.flatMap(({ answers }, nth) =>
    answers.flatMap(answer => {
      const id = ID.exec(answer)?.[1]
      return id ? [{ nth, id, answer }] : []
    }),
  )
  if (asked.length === 0) return []
  const { rows } = await db.execute<Found>(sql`
    select distinct on (g.nth, o.serial) g.nth, s.order_id as "orderId", s.partner_id as "partnerId", o.number,
      s.message_id as "messageId"
    from (${givenRows(asked, { nth: 'int', id: 'uuid', answer: 'text' })}) g
    join messages m on m.company_id = ${company.id} and m.id = g.id and m.message_id = g.answer
    join sent_orders s on s.company_id = ${company.id} and s.message_id = m.id
    join orders o on o.company_id = ${company.id} and o.id = s.order_id
    order by g.nth, o.serial, s.edition desc`)
  return rows
}

async function bySubject({ db, company }: Ctx, replies: readonly MailedReply[]): Promise<Found[]> {
  const asked = replies.flatMap(({ subject, from }, nth) =>
    from === '' ? [] : wordsOf(subject).map(number => ({ nth, number, from: from.toLowerCase() })),
  )
  if (asked.length === 0) return []
  const { rows } = await db.execute<Found>(sql`
    select distinct on (g.nth, o.serial) g.nth, s.order_id as "orderId", s.partner_id as "partnerId", o.number,
      s.message_id as "messageId"
    from (${givenRows(asked, { nth: 'int', number: 'text', from: 'text' })}) g
    join orders o on o.company_id = ${company.id} and o.number = g.number
    join sent_orders s on s.company_id = ${company.id} and s.order_id = o.id
    join messages m on m.company_id = ${company.id} and m.id = s.message_id and lower(m."to") = g."from"
    order by g.nth, o.serial, s.edition desc`)
  return rows
}
