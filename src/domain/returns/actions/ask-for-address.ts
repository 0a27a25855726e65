import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { queueMessages } from '../../messaging/actions.ts'
import { askedByMail } from '../labels/message.ts'
import type { Line } from './receive.ts'

const ASK_ADDRESS = 'returns.askAddress'

/** Writes to who has a mail address and asks for the new one, once as long as none came; answers the lines it wrote for. */
export async function askForAddress(ctx: Ctx, lines: readonly Line[]): Promise<Set<string>> {
  const already = await askedBefore(ctx, lines)
  const first = new Map(
    lines.filter(({ email, recipientId }) => email && !already.has(recipientId!)).map(line => [line.recipientId, line]),
  )
  const writing = [...first.values()]
  const ids = await queueMessages(
    ctx,
    writing.map(({ id, email, name, titleName }) => ({
      purpose: ASK_ADDRESS,
      onceKey: id!,
      record: { table: 'returned_mail', id: id! },
      to: email,
      ...askedByMail({ name, titleName, company: ctx.company.name }),
    })),
  )
  return new Set(writing.filter((_, at) => ids[at]).map(({ id }) => id!))
}

/** Recipients who were asked and have not moved since. */
async function askedBefore({ db, company }: Ctx, lines: readonly Line[]): Promise<Set<string>> {
  const ids = `{${lines.map(({ recipientId }) => recipientId).join(',')}}`
  const { rows } = await db.execute<{ id: string }>(sql`
    select distinct r.recipient_id as id from returned_mail r
    join messages m on m.company_id = ${company.id} and m.record_id = r.id and m.purpose = ${ASK_ADDRESS}
    where r.company_id = ${company.id} and r.recipient_id = any(${ids}::uuid[]) and r.resumed_on is null`)
  return new Set(rows.map(({ id }) => id))
}
