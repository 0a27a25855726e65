import type { Ctx } from '../../../platform/http/context.ts'
import { type ReadMail, readMail } from '../formats/read-mail.ts'
import type { CollectedState } from '../rules/states.ts'
import { answerOrders } from './answer.ts'
import { noteMails, noteOutcomes, type Outcome } from './note-mail.ts'
import { ownSite } from './site.ts'
import { documentsOf, type MailedDocument, takeDocuments, withoutDocuments } from './take-documents.ts'

/** A mail that was fetched, and what it and its documents say. */
export type FetchedMail = { key: string; content: Buffer; mail: ReadMail; documents: MailedDocument[] }

export async function fetchedMail({ key, content }: { key: string; content: Buffer }): Promise<FetchedMail> {
  const mail = await readMail(content)
  return { key, content, mail, documents: documentsOf(mail) }
}

/**
 * Takes what mails hold, in this transaction, by as many statements for many as for one. Of each mail what became of its documents;
 * null: it was read before. Source.
 */
export async function takeMails(
  ctx: Ctx,
  mailboxId: string,
  mails: readonly FetchedMail[],
): Promise<(CollectedState[] | null)[]> {
  const ids = await noteMails(
    ctx,
    mailboxId,
    mails.map(({ key, content, mail: { messageId, from, subject, sentAt } }) => ({
      ...{ key, messageId, from, subject, sentAt, byteCount: content.length },
    })),
  )
  const fresh = mails.filter(({ key }) => ids.has(key))
  const taken = await takeDocuments(
    ctx,
    fresh.flatMap(({ documents }) => documents),
  )
  const outcomes = new Map<string, Outcome[]>()
  let next = 0
  for (const { key, mail, documents } of fresh) {
    const own = taken.slice(next, next + documents.length)
    next += own.length
    outcomes.set(key, own.length > 0 ? own : [withoutDocuments(mail)])
  }
  await noteOutcomes(
    ctx,
    fresh.map(({ key, content }) => ({ mailId: ids.get(key)!, content, outcomes: outcomes.get(key)! })),
  )
  await acknowledge(ctx, taken)
  return mails.map(({ key }) => outcomes.get(key)?.map(({ state }) => state) ?? null)
}

/** Tells at once that orders came in, unless the company answers by hand. Source: X-47. */
export async function acknowledge(ctx: Ctx, outcomes: readonly Outcome[]) {
  const came = outcomes.filter(({ kind, state }) => kind === 'order' && (state === 'taken' || state === 'quarantined'))
  const orderIds = new Set(came.flatMap(({ orderId }) => orderId ?? []))
  if (orderIds.size === 0 || !(await ownSite(ctx)).answersByItself) return
  await answerOrders(
    ctx,
    [...orderIds].map(orderId => ({ orderId, answer: 'received' })),
  )
}
