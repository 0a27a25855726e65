import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal } from '../../../platform/http/refusal.ts'
import { isCatalogue } from '../formats/catalogue.ts'
import { isInvitation } from '../formats/invitation.ts'
import { type MailedFile, mailedForms, type ReadMail, readMail } from '../formats/read-mail.ts'
import { readUblOrder } from '../formats/read-ubl-order.ts'
import { claimedBy, type PublicKeys, type SignatureFault, type Signed, verifyDetached } from '../formats/signature.ts'
import { readUblAnswer } from '../formats/ubl-answer.ts'
import { readUblDespatch } from '../formats/ubl-despatch.ts'
import { xmlText } from '../formats/xml-text.ts'
import { type ExchangeFault, Unread } from '../rules/faults.ts'
import type { CollectedState } from '../rules/states.ts'
import { partnerKeys, partners } from '../tables.ts'
import { answerOrders } from './answer.ts'
import { noteMail, noteOutcomes, type Outcome } from './note-mail.ts'
import type { TakenCatalogue } from './partner-catalogues.ts'
import type { Partner } from './partners.ts'
import { FOR_ANYBODY } from './send-catalogue.ts'
import { ownSite } from './site.ts'
import { type TakenAnswer, takeAnswer, takeDespatch } from './take-answer.ts'
import { collectedCatalogue } from './take-catalogue.ts'
import { takeMailedInvitation } from './take-invitation.ts'
import { hashOf, type TakenOrder, type Taking, takeOrder } from './take-order.ts'

/** Takes what a mail that was fetched holds, in this transaction; null: it was read before. Source. */
export async function takeMail(
  ctx: Ctx,
  mailboxId: string,
  { key, content }: { key: string; content: Buffer },
): Promise<CollectedState[] | null> {
  const mail = await readMail(content)
  const { messageId, from, subject, sentAt } = mail
  const told = { key, messageId, from, subject, sentAt, byteCount: content.length }
  const id = await noteMail(ctx, mailboxId, told)
  if (id === null) return null
  const outcomes = await outcomesOf(ctx, mail)
  await noteOutcomes(ctx, id, outcomes, content)
  await acknowledge(ctx, outcomes)
  return outcomes.map(({ state }) => state)
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

/** One document at a time, each by itself: one that fails stops no other. */
async function outcomesOf(ctx: Ctx, mail: ReadMail): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const at of mail.documents.keys()) outcomes.push(await documentOutcome(ctx, mail, at + 1))
  if (outcomes.length > 0) return outcomes
  return [
    mail.fault === null
      ? { kind: 'none', state: 'ignored' }
      : { kind: 'none', state: 'quarantined', reason: `exchange.${mail.fault}` },
  ]
}

/** What becomes of one document of a mail, counted from 1. */
export async function documentOutcome(ctx: Ctx, mail: ReadMail, position: number, how: Taking = {}): Promise<Outcome> {
  const file = mail.documents[position - 1]!
  return isInvitation(file.content) ? invitationOutcome(ctx, file, mail) : outcomeOf(ctx, file, mail, how)
}

/** What becomes of an order that somebody vouches for, as if that partner had signed it. */
export async function vouchedOutcome(
  ctx: Ctx,
  mail: ReadMail,
  position: number,
  { partner, edition, how }: { partner: Partner; edition: number; how: Taking },
): Promise<Outcome> {
  const read = readDocument(mail.documents[position - 1]!.content)
  if ('fault' in read) throw new Error(`what could be read cannot be any more: ${read.fault.code}`)
  const { kind, number, taking } = read
  const taken = await ctx.attempt(part => taking(part, partner, edition, how)).catch(refusedHere)
  return { kind, number, edition, partnerId: partner.id, ...taken }
}

/** Who a mail says its sender is: a key to confirm when we know it, else somebody has to say which contact it is. */
async function invitationOutcome(ctx: Ctx, { name, content }: MailedFile, mail: ReadMail): Promise<Outcome> {
  const taken = await ctx
    .attempt(part => takeMailedInvitation(part, content, mail.signaturesOf(name), mail.from))
    .catch(refusedHere)
  return { kind: 'invitation', ...taken }
}

/** What a document is, by its root, and what takes it once it is known who signed it. */
function readDocument(content: Buffer): Readable | { fault: ExchangeFault } {
  if (isCatalogue(content)) return collectedCatalogue(content)
  const read = textOf(content)
  if ('fault' in read) return read
  const { xml } = read
  const order = readUblOrder(xml)
  if ('order' in order) {
    const taking = (ctx: Ctx, partner: Partner, edition: number, how: Taking) =>
      takeOrder(ctx, partner, { order: order.order, edition, sha256: hashOf(content) }, how)
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
  taking(ctx: Ctx, partner: Partner, edition: number, how: Taking): Promise<TakenOrder | TakenAnswer | TakenCatalogue>
}

async function outcomeOf(ctx: Ctx, { name, content }: MailedFile, mail: ReadMail, how: Taking): Promise<Outcome> {
  const read = readDocument(content)
  if ('fault' in read) {
    const { code: reason, place, found } = read.fault
    return { kind: 'none', state: 'quarantined', reason, values: { name, place, found } }
  }
  const verified = await verifiedForms(ctx, mailedForms(content), mail.signaturesOf(name))
  if ('reason' in verified) return { kind: read.kind, number: read.number, state: 'quarantined', ...verified }
  const { partner, signed, bytes } = verified
  const { kind, number, taking } = bytes === content ? read : (readDocument(bytes) as Readable)
  const edition = signed.revision
  const taken = await ctx.attempt(part => taking(part, partner, edition, how)).catch(refusedHere)
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

function textOf(content: Buffer): { xml: string } | { fault: ExchangeFault } {
  try {
    return { xml: xmlText(content) }
  } catch (error) {
    if (error instanceof Unread) return { fault: error.fault }
    throw error
  }
}

type Verified = { partner: Partner; signed: Signed } | { reason: string; partnerId?: string }

/** Who signed these bytes for us: a partner we are paired with, by a key that two people compared. */
export const verifiedBy = (ctx: Ctx, content: Buffer, signatures: readonly string[]): Promise<Verified> =>
  verifiedForms(ctx, [content], signatures)

/** The same of a file whose line breaks the mail may have changed; `bytes` are those that were signed. */
async function verifiedForms(ctx: Ctx, forms: readonly Buffer[], signatures: readonly string[]) {
  const { siteId } = await ownSite(ctx)
  let worst: { reason: string; partnerId?: string } = { reason: 'exchange.unsigned' }
  // Bytes that were changed are never made good by another signature that says less.
  const doubt = (next: typeof worst) => {
    if (worst.reason !== 'exchange.changed') worst = next
  }
  for (const signature of signatures) {
    const claimed = claimedBy(signature)
    const known = claimed && (await partnerAt(ctx, claimed.site))
    if (!claimed || !known) {
      doubt({ reason: 'exchange.unknownSender' })
      continue
    }
    const verified = await verifiedForm(forms, signature, known.keys)
    const partnerId = known.partner.id
    if ('fault' in verified) doubt({ reason: `exchange.${verified.fault}`, partnerId })
    else if (verified.signed.to !== siteId && !(verified.signed.to === FOR_ANYBODY && isCatalogue(verified.bytes)))
      doubt({ reason: 'exchange.forAnother', partnerId })
    else if (known.partner.state !== 'paired') doubt({ reason: 'exchange.notPaired', partnerId })
    else return { partner: known.partner, ...verified }
  }
  return worst
}

async function verifiedForm(forms: readonly Buffer[], signature: string, keys: PublicKeys) {
  let fault: SignatureFault = 'signatureUnreadable'
  for (const bytes of forms) {
    const verified = await verifyDetached(bytes, signature, keys)
    if ('signed' in verified) return { ...verified, bytes }
    fault = verified.fault
    if (fault !== 'changed') break
  }
  return { fault }
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
