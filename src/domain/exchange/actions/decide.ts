import { and, eq, sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { newId } from '../../../platform/db/database.ts'
import { changeLocked, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { cancelOrder } from '../../orders/actions/life.ts'
import { readInvitation } from '../formats/invitation.ts'
import { type MailedFile, type ReadMail, readMail } from '../formats/read-mail.ts'
import { codeKey } from '../rules/settle.ts'
import { collectedDocuments, collectedMails, partners } from '../tables.ts'
import type { Outcome } from './note-mail.ts'
import { takeInvitation } from './pairing.ts'
import { type Partner, savePartner } from './partners.ts'
import { readDocument } from './read-document.ts'
import { documentsOf, takeDocuments } from './take-documents.ts'
import { acknowledge } from './take-mail.ts'
import { lockReceived, nextEdition, type Taking, takeOrders } from './take-order.ts'

type Waiting = typeof collectedDocuments.$inferSelect

/** What somebody may vouch for, having asked the sender: nothing that was changed on its way, or is for another. Source. */
const VOUCHED: ReadonlySet<string> = new Set([
  'exchange.unsigned',
  'exchange.unknownSender',
  'exchange.unknownKey',
  'exchange.notPaired',
])
/** What is done instead of accepting. */
const INSTEAD: Readonly<Record<string, string>> = {
  'exchange.unknownProduct': 'exchange.mapFirst',
  'exchange.alreadyBegun': 'exchange.changeByHand',
  'exchange.sameEdition': 'exchange.askAgain',
}
const DRAFTED: ReadonlySet<string> = new Set(['exchange.unknownProduct', 'exchange.otherPrice'])

/** Looks at a document in quarantine again, as when it came: after a key was confirmed or a product made. */
export async function takeAgain(ctx: Ctx, id: string): Promise<void> {
  const waiting = await lockedWaiting(ctx, id)
  const { mail, position } = await keptMail(ctx, waiting)
  const outcome = await outcomeAgain(ctx, waiting, mail, position, { again: true })
  await takeOthers(ctx, waiting, mail)
  await settle(ctx, waiting, outcome)
}

/** The other documents of a mail that waited as a whole: they have no line of their own yet. */
async function takeOthers(ctx: Ctx, { mailId }: Waiting, mail: ReadMail) {
  const { db, company, actor } = ctx
  const known = await db.$count(
    collectedDocuments,
    and(eq(collectedDocuments.companyId, company.id), eq(collectedDocuments.mailId, mailId)),
  )
  const others = mail.documents.slice(known)
  if (others.length === 0) return
  const outcomes = await takeDocuments(ctx, documentsOf(mail, others))
  const stamps = { companyId: company.id, mailId, createdBy: actor.initials, updatedBy: actor.initials }
  await db
    .insert(collectedDocuments)
    .values(outcomes.map((outcome, at) => ({ ...outcome, ...stamps, id: newId(), position: known + at + 1 })))
  await acknowledge(ctx, outcomes)
}

/** As when it came, or as when somebody vouched for it. */
async function outcomeAgain(
  ctx: Ctx,
  waiting: Waiting,
  mail: ReadMail,
  position: number,
  how: Taking,
): Promise<Outcome> {
  const { partnerId, edition } = waiting
  const file = mail.documents[position - 1]!
  if (isVouched(waiting) && partnerId !== null && edition !== null)
    return vouchedOutcome(ctx, file, { partner: await lockedRecord(ctx, partners, partnerId), edition, how })
  const [outcome] = await takeDocuments(ctx, documentsOf(mail, [file]), how)
  return outcome!
}

/** What becomes of an order that somebody vouches for, as if that partner had signed it. */
async function vouchedOutcome(
  ctx: Ctx,
  { content }: MailedFile,
  { partner, edition, how }: { partner: Partner; edition: number; how: Taking },
): Promise<Outcome> {
  const read = readDocument(content)
  if (read.kind !== 'order') throw new Error(`what was read as an order is read as ${read.kind}`)
  const { kind, number, order, sha256 } = read
  const [taken] = await takeOrders(ctx, [{ partner, edition, order, sha256 }], how)
  return { kind, number, edition, partnerId: partner.id, ...taken! }
}

/** Noted beside why it waits, where the journal shows it with who did. */
const VOUCHED_NOTE = { vouched: 'yes' }
const isVouched = ({ values }: Waiting) => values.vouched === VOUCHED_NOTE.vouched

/** Takes what waits in spite of its doubt: another price as it is, or what a contact, given by its id, vouches for. */
export async function acceptDocument(ctx: Ctx, id: string, partyId?: string): Promise<void> {
  const waiting = await lockedWaiting(ctx, id)
  const { mail, position } = await keptMail(ctx, waiting)
  const { reason, kind } = waiting
  if (reason === 'exchange.otherPrice')
    return settle(ctx, waiting, await outcomeAgain(ctx, waiting, mail, position, { again: true, anyPrice: true }))
  const instead = INSTEAD[reason]
  if (instead) refuse(instead)
  const isInvitation = kind === 'invitation' && reason === 'exchange.unknownInvitation'
  if (!isInvitation && !(kind === 'order' && VOUCHED.has(reason))) refuse('exchange.cannotAccept')
  const partner = await partnerFor(ctx, partyId ?? refuse('exchange.sayWhose', { field: 'partyId' }))
  const file = mail.documents[position - 1]!
  if (!isInvitation) {
    const edition = await nextEdition(ctx, partner, waiting.number)
    const outcome = await vouchedOutcome(ctx, file, { partner, edition, how: {} })
    return settle(ctx, waiting, outcome, true)
  }
  const read = await readInvitation(file.content, mail.signaturesOf(file.name))
  await takeInvitation(ctx, partner.id, read ?? refuse('exchange.cannotAccept'))
  await settle(ctx, waiting, { kind, state: 'taken', partnerId: partner.id })
}

/** Says once what a partner's code means here; every document of it that waits for that code is looked at again. Source: D7, X-44. */
export async function mapProduct(ctx: Ctx, id: string, { code, productId }: { code: string; productId: string }) {
  const { partnerId } = await lockedWaiting(ctx, id)
  if (partnerId === null) refuse('exchange.cannotAccept')
  const { company, actor } = ctx
  const key = codeKey(code)
  await ctx.db.execute(sql`
    insert into partner_products (company_id, id, partner_id, code, product_id, created_by, updated_by)
    values (${company.id}, ${newId()}, ${partnerId}, ${key}, ${productId}, ${actor.initials}, ${actor.initials})
    on conflict (company_id, partner_id, code) do update set product_id = excluded.product_id, updated_by = excluded.updated_by,
      updated_at = excluded.updated_at, revision = partner_products.revision + 1`)
  ctx.record({ record: 'partner_products', id: partnerId, from: null, to: { code: key, productId } })
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select d.id from collected_documents d where d.company_id = ${company.id} and d.state = 'quarantined' and d.partner_id = ${partnerId}
      and d.reason = 'exchange.unknownProduct' and upper(trim(d.values ->> 'code')) = ${key} order by d.created_at, d.id`)
  for (const waiting of rows) await takeAgain(ctx, waiting.id)
}

/** Takes nothing of it; an order that waits as a draft is cancelled, which tells the partner why. Source. */
export async function refuseDocument(ctx: Ctx, id: string, note: string): Promise<void> {
  const waiting = await lockedWaiting(ctx, id)
  if (waiting.orderId !== null && DRAFTED.has(waiting.reason)) await cancelOrder(ctx, waiting.orderId, note, ctx.today)
  await changeLocked(ctx, collectedDocuments, waiting, {
    ...{ state: 'refused' as const, settledAt: instantNow() },
    values: { ...waiting.values, note },
  })
  await forgetMail(ctx, waiting.mailId)
}

async function lockedWaiting(ctx: Ctx, id: string): Promise<Waiting> {
  await lockReceived(ctx) // as who collects does, before anything else
  const waiting = await lockedRecord(ctx, collectedDocuments, id)
  return waiting.state === 'quarantined' ? waiting : refuse('exchange.alreadySettled')
}

async function keptMail({ db, company }: Ctx, { mailId, position }: Waiting) {
  const [kept] = await db
    .select({ content: collectedMails.content })
    .from(collectedMails)
    .where(and(eq(collectedMails.companyId, company.id), eq(collectedMails.id, mailId)))
  const mail = await readMail(kept?.content ?? refuse('exchange.mailNotKept'))
  return mail.documents.length < position ? refuse('exchange.cannotAccept') : { mail, position }
}

async function partnerFor(ctx: Ctx, partyId: string): Promise<Partner> {
  return lockedRecord(ctx, partners, await savePartner(ctx, { partyId }))
}

/** Notes what became of it; what waits for another reason now goes on waiting. */
async function settle(ctx: Ctx, waiting: Waiting, outcome: Outcome, vouched = isVouched(waiting)): Promise<void> {
  const waits = outcome.state === 'quarantined'
  await changeLocked(ctx, collectedDocuments, waiting, {
    ...{
      kind: outcome.kind,
      number: outcome.number ?? waiting.number,
      state: outcome.state,
      reason: outcome.reason ?? '',
    },
    values: { ...outcome.values, ...(vouched ? VOUCHED_NOTE : {}) },
    ...{ settledAt: waits ? null : instantNow(), orderId: outcome.orderId ?? waiting.orderId },
    ...{ partnerId: outcome.partnerId ?? waiting.partnerId, edition: outcome.edition ?? waiting.edition },
  })
  if (waiting.orderId === null) await acknowledge(ctx, [outcome])
  await forgetMail(ctx, waiting.mailId)
}

/** The bytes of a mail are kept while something of it waits. */
const forgetMail = (ctx: Ctx, mailId: string) => forgetMails(ctx, [mailId])

const forgetMails = ({ db, company }: Ctx, mailIds: readonly string[]) =>
  db.execute(sql`
    update collected_mails m set content = null
    where m.company_id = ${company.id} and m.id = any(${sql.param([...mailIds])}::uuid[]) and m.content is not null
      and not exists (select from collected_documents d
        where d.company_id = ${company.id} and d.mail_id = m.id and d.state = 'quarantined')`)

/** Orders that waited as drafts and were confirmed from their own cards wait no more. */
export const settleConfirmed = (ctx: Ctx, { orderIds }: { orderIds: readonly string[] }): Promise<void> =>
  settleOrders(ctx, orderIds, 'taken')

/** One that was cancelled is refused. */
export const settleCancelled = (ctx: Ctx, { orderId }: { orderId: string }): Promise<void> =>
  settleOrders(ctx, [orderId], 'refused')

async function settleOrders(ctx: Ctx, orderIds: readonly string[], state: 'taken' | 'refused') {
  const { rows } = await ctx.db.execute<{ mailId: string }>(sql`
    update collected_documents d set state = ${state}, settled_at = now(), updated_at = now(), updated_by = ${ctx.actor.initials},
      revision = d.revision + 1
    where d.company_id = ${ctx.company.id} and d.order_id = any(${sql.param([...orderIds])}::uuid[]) and d.state = 'quarantined'
      and d.reason in ('exchange.unknownProduct', 'exchange.otherPrice')
    returning d.mail_id as "mailId"`)
  if (rows.length > 0)
    await forgetMails(
      ctx,
      rows.map(({ mailId }) => mailId),
    )
}
