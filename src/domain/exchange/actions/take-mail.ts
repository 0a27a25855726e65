import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal } from '../../../platform/http/refusal.ts'
import { isCatalogue } from '../formats/catalogue.ts'
import { type MailedFile, type ReadMail, readMail } from '../formats/read-mail.ts'
import { readUblOrder } from '../formats/read-ubl-order.ts'
import { claimedBy, type Signed, verifyDetached } from '../formats/signature.ts'
import { readUblAnswer } from '../formats/ubl-answer.ts'
import { readUblDespatch } from '../formats/ubl-despatch.ts'
import type { ExchangeFault } from '../rules/faults.ts'
import type { CollectedState, ExchangeKind } from '../rules/states.ts'
import { collectedDocuments, collectedMails, partnerKeys, partners } from '../tables.ts'
import { answerOrders } from './answer.ts'
import type { TakenCatalogue } from './partner-catalogues.ts'
import type { Partner } from './partners.ts'
import { FOR_ANYBODY } from './send-catalogue.ts'
import { ownSite } from './site.ts'
import { type TakenAnswer, takeAnswer, takeDespatch } from './take-answer.ts'
import { collectedCatalogue } from './take-catalogue.ts'
import { hashOf, type TakenOrder, takeOrder } from './take-order.ts'

/** What became of one document of a mail. */
type Outcome = {
  kind: ExchangeKind
  state: CollectedState
  number?: string
  edition?: number
  partnerId?: string
  orderId?: string
  reason?: string
  values?: Record<string, string>
}

/** Takes what a mail that was fetched holds, in this transaction; null: it was read before. Source. */
export async function takeMail(
  ctx: Ctx,
  mailboxId: string,
  { key, content }: { key: string; content: Buffer },
): Promise<CollectedState[] | null> {
  const mail = await readMail(content)
  const { messageId, from, subject, sentAt } = mail
  const id = newId()
  const [inserted] = await ctx.db
    .insert(collectedMails)
    .values({
      ...{ companyId: ctx.company.id, id, mailboxId, key, messageId, from, subject, sentAt },
      byteCount: content.length,
    })
    .onConflictDoNothing()
    .returning({ id: collectedMails.id })
  if (!inserted) return null
  const outcomes = await outcomesOf(ctx, mail)
  if (outcomes.some(({ state }) => state === 'quarantined'))
    await ctx.db
      .update(collectedMails)
      .set({ content })
      .where(and(eq(collectedMails.companyId, ctx.company.id), eq(collectedMails.id, id)))
  const stamps = { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials }
  await insertRows(
    ctx,
    collectedDocuments,
    outcomes.map(({ kind, state, ...known }, at) => ({
      ...{ id: newId(), mailId: id, position: at + 1, kind, state, ...stamps },
      ...{ number: known.number ?? '', edition: known.edition ?? null, partnerId: known.partnerId ?? null },
      ...{ reason: known.reason ?? '', values: known.values ?? {}, orderId: known.orderId ?? null },
    })),
  )
  await acknowledge(ctx, outcomes)
  return outcomes.map(({ state }) => state)
}

/** Tells at once that orders came in, unless the company answers by hand. Source: X-47. */
async function acknowledge(ctx: Ctx, outcomes: readonly Outcome[]) {
  const came = outcomes.filter(({ kind, state }) => kind === 'order' && (state === 'taken' || state === 'quarantined'))
  const orderIds = new Set(came.flatMap(({ orderId }) => orderId ?? []))
  if (orderIds.size === 0 || !(await ownSite(ctx)).answersByItself) return
  await answerOrders(
    ctx,
    [...orderIds].map(orderId => ({ orderId, answer: 'received' })),
  )
}

/** One document at a time, each by itself: one that fails stops no other. */
async function outcomesOf(ctx: Ctx, mail: ReadMail): Promise<Outcome[]> {
  if (mail.documents.length === 0)
    return [
      mail.packed
        ? { kind: 'none', state: 'quarantined', reason: 'exchange.packed' }
        : { kind: 'none', state: 'ignored' },
    ]
  const outcomes: Outcome[] = []
  for (const file of mail.documents) outcomes.push(await outcomeOf(ctx, file, mail.signatures))
  return outcomes
}

/** What a document is, by its root, and what takes it once it is known who signed it. */
function readDocument(content: Buffer): Readable | { fault: ExchangeFault } {
  if (isCatalogue(content)) return collectedCatalogue(content)
  const xml = textOf(content)
  const order = readUblOrder(xml)
  if ('order' in order) {
    const taking = (ctx: Ctx, partner: Partner, edition: number) =>
      takeOrder(ctx, partner, { order: order.order, edition, sha256: hashOf(content) })
    return { kind: 'order', number: order.order.number, taking }
  }
  const answer = readUblAnswer(xml)
  if ('answer' in answer) {
    const taking = (ctx: Ctx, partner: Partner, edition: number) =>
      takeAnswer(ctx, partner, { answer: answer.answer, edition })
    return { kind: 'answer', number: answer.answer.number, taking }
  }
  const despatch = readUblDespatch(xml)
  if ('despatch' in despatch) {
    const taking = (ctx: Ctx, partner: Partner, edition: number) =>
      takeDespatch(ctx, partner, { despatch: despatch.despatch, edition })
    return { kind: 'despatch', number: despatch.despatch.number, taking }
  }
  // The fault of what it says it is.
  return [order, answer, despatch].find(({ fault }) => !fault.code.startsWith('exchange.notA')) ?? order
}

type Readable = {
  kind: 'order' | 'answer' | 'despatch' | 'catalogue'
  number: string
  taking(ctx: Ctx, partner: Partner, edition: number): Promise<TakenOrder | TakenAnswer | TakenCatalogue>
}

async function outcomeOf(ctx: Ctx, { name, content }: MailedFile, signatures: readonly string[]): Promise<Outcome> {
  const read = readDocument(content)
  if ('fault' in read) {
    const { code: reason, place, found } = read.fault
    return { kind: 'none', state: 'quarantined', reason, values: { name, place, found } }
  }
  const { kind, number, taking } = read
  const verified = await verifiedBy(ctx, content, signatures)
  if ('reason' in verified) return { kind, number, state: 'quarantined', ...verified }
  const { partner, signed } = verified
  const edition = signed.revision
  const taken = await ctx.attempt(part => taking(part, partner, edition)).catch(refusedHere)
  return { kind, number, edition, partnerId: partner.id, ...taken }
}

/** What our own rules refuse waits for somebody, as any other doubt. */
function refusedHere(error: unknown) {
  if (!(error instanceof Refusal)) throw error
  const values = Object.entries(error.values).map(([name, value]) => [name, String(value)])
  return {
    state: 'quarantined' as const,
    reason: error.code,
    values: Object.fromEntries(values) as Record<string, string>,
  }
}

/** UBL is written in UTF-8; what is not is shown with the signs that could not be read, and its signature still tells. */
const textOf = (content: Buffer) => new TextDecoder('utf-8').decode(content)

type Verified = { partner: Partner; signed: Signed } | { reason: string; partnerId?: string }

/** Who signed these bytes for us: a partner we are paired with, by a key that two people compared. */
export async function verifiedBy(ctx: Ctx, content: Buffer, signatures: readonly string[]): Promise<Verified> {
  const { siteId } = await ownSite(ctx)
  let worst: Verified = { reason: 'exchange.unsigned' }
  for (const signature of signatures) {
    const claimed = claimedBy(signature)
    const known = claimed && (await partnerAt(ctx, claimed.site))
    if (!claimed || !known) {
      worst = { reason: 'exchange.unknownSender' }
      continue
    }
    const verified = await verifyDetached(content, signature, known.keys)
    const partnerId = known.partner.id
    if ('fault' in verified) worst = { reason: `exchange.${verified.fault}`, partnerId }
    else if (verified.signed.to !== siteId && !(verified.signed.to === FOR_ANYBODY && isCatalogue(content)))
      worst = { reason: 'exchange.forAnother', partnerId }
    else if (known.partner.state !== 'paired') worst = { reason: 'exchange.notPaired', partnerId }
    else return { partner: known.partner, signed: verified.signed }
  }
  return worst
}

async function partnerAt({ db, company }: Ctx, siteId: string) {
  if (!/^[0-9a-f-]{36}$/.test(siteId)) return undefined
  const [partner] = await db
    .select()
    .from(partners)
    .where(and(eq(partners.companyId, company.id), eq(partners.siteId, siteId)))
  if (!partner) return undefined
  const trusted = await db
    .select({ keyId: partnerKeys.keyId, publicKey: partnerKeys.publicKey })
    .from(partnerKeys)
    .where(
      and(
        eq(partnerKeys.companyId, company.id),
        eq(partnerKeys.partnerId, partner.id),
        isNotNull(partnerKeys.trustedAt),
        isNull(partnerKeys.revokedAt),
      ),
    )
  return { partner, keys: new Map(trusted.map(({ keyId, publicKey }) => [keyId, publicKey])) }
}
