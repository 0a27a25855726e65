import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { changeRecord, createRecord, deleteRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { bicOf, ibanOf } from '../../../values/iban.ts'
import { takeNumbers } from '../../accounts/actions.ts'
import { currentAddress, partyName } from '../../parties/queries.ts'
import { debitSettingsOf } from '../queries/settings.ts'
import { referenceFrom, referenceOf } from '../rules/reference.ts'
import { mandateAmendments, mandateProofs, mandates } from '../tables/mandate.ts'
import { openIban, sealIban } from './iban.ts'

type Row = typeof mandates.$inferSelect
type Debtor = { debtorName: string; lines: string; postcode: string; town: string; country: string }
type Said = Partial<Debtor> & Partial<Pick<Row, 'scheme' | 'frequency' | 'bic' | 'noticeDays' | 'language' | 'source'>>

export type NewMandate = Said & {
  customerId: string
  iban: string
  reference?: string | undefined
  signedOn?: string | undefined
  signedTown?: string | undefined
}

/** Adds a mandate; the account number is sealed before it is written. Source: L-14. */
export async function createMandate(ctx: Ctx, given: NewMandate): Promise<string> {
  const { customerId, iban, reference, signedOn, signedTown = '', bic = '', ...said } = given
  refuseAhead(ctx, signedOn)
  const id = newId()
  const debtor = await debtorOf(ctx, customerId, said)
  const row = {
    ...{ id, customerId, ...said, ...debtor, signedTown },
    ...sealedAccount({ companyId: ctx.company.id, id }, iban),
    reference: reference ? soundReference(reference) : await nextReference(ctx),
    bic: soundBic(bic),
    signedOn: signedOn ?? null,
  }
  return createRecord(ctx, mandates, row)
}

type Changes = Said & { reference?: string | undefined; iban?: string | undefined }

/** Changes what a mandate says; what was signed, its account and reference, is amended instead. */
export async function changeMandate(
  ctx: Ctx,
  id: string,
  { iban, reference, bic, ...said }: Changes,
  revision?: number,
) {
  const before = await lockedRecord(ctx, mandates, id)
  if (before.revokedOn) refuse('debits.mandateEnded')
  const { signedOn, scheme, frequency } = before
  const signed: Changes = { scheme, frequency, reference: before.reference, iban: undefined }
  const touched = (['iban', 'reference', 'scheme', 'frequency'] as const).find(field => {
    const given = { ...said, iban, reference }[field]
    return given !== undefined && given !== signed[field]
  })
  if (signedOn && touched) refuse('debits.signedIsAmended', { field: touched })
  const changes = {
    ...said,
    ...(iban === undefined ? {} : sealedAccount(before, iban)),
    ...(reference === undefined ? {} : { reference: soundReference(reference) }),
    ...(bic === undefined ? {} : { bic: soundBic(bic) }),
  }
  await changeRecord(ctx, mandates, id, changes, revision)
}

export type GivenFile = { kind: 'scan' | 'electronic' | 'other'; name: string; mediaType: string; content: string }

/** A mandate came back signed. */
export async function signMandate(ctx: Ctx, id: string, said: { signedOn: string; signedTown: string }) {
  refuseAhead(ctx, said.signedOn)
  const before = await lockedRecord(ctx, mandates, id)
  if (before.signedOn) refuse('debits.alreadySigned')
  if (before.revokedOn) refuse('debits.mandateEnded')
  await changeRecord(ctx, mandates, id, said)
}

const MAX_PROOF_BYTES = 5 * 1024 * 1024

/** Keeps a proof that a mandate was signed; it is never deleted. Source: L-14. */
export async function keepProof(ctx: Ctx, mandateId: string, { content, ...said }: GivenFile) {
  await lockedRecord(ctx, mandates, mandateId)
  const bytes = Buffer.from(content, 'base64')
  if (bytes.length === 0 || bytes.length > MAX_PROOF_BYTES) refuse('debits.proofTooLarge', { field: 'content' })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const id = newId()
  const row = { id, mandateId, ...said, sha256 }
  await ctx.db
    .insert(mandateProofs)
    .values({ ...row, companyId: ctx.company.id, content: bytes, createdBy: ctx.actor.initials })
  ctx.record({ record: 'mandate_proofs', id, from: null, to: row })
}

export type Amendment = {
  on: string
  iban?: string | undefined
  bic?: string | undefined
  sameBank: boolean
  reference?: string | undefined
  reason: string
}

/** A signed mandate goes on with another account or reference; the bank is told what was before with the next collection. */
export async function amendMandate(ctx: Ctx, id: string, { on, iban, bic, sameBank, reference, reason }: Amendment) {
  const before = await lockedRecord(ctx, mandates, id)
  if (before.revokedOn) refuse('debits.mandateEnded')
  if (!before.signedOn) refuse('debits.notSigned')
  const newReference = reference === undefined ? before.reference : soundReference(reference)
  const account = iban === undefined ? undefined : sealedAccount(before, iban)
  const moved = iban !== undefined && openIban(before, before.sealedIban) !== ibanOf(iban)
  if (!moved && newReference === before.reference) refuse('debits.nothingAmended')
  await createRecord(ctx, mandateAmendments, {
    mandateId: id,
    amendedOn: on,
    reason,
    oldReference: newReference === before.reference ? null : before.reference,
    oldSealedIban: moved ? before.sealedIban : null,
    oldIbanEnd: moved ? before.ibanEnd : null,
    sameBank: moved && sameBank,
  })
  const changes = { reference: newReference, ...(moved ? { ...account, bic: soundBic(bic ?? '') } : {}) }
  await changeRecord(ctx, mandates, id, changes)
}

/** Ends a mandate: nothing is collected by it any more. Source: L-14. */
export async function revokeMandate(ctx: Ctx, id: string, revokedOn: string, revokedReason: string) {
  const before = await lockedRecord(ctx, mandates, id)
  if (before.revokedOn) refuse('debits.mandateEnded')
  await changeRecord(ctx, mandates, id, { revokedOn, revokedReason })
}

/** Deletes a mandate that was never signed and that nothing was told by. */
export async function removeMandate(ctx: Ctx, id: string) {
  const { signedOn } = await lockedRecord(ctx, mandates, id)
  if (signedOn) refuse('debits.signedStays')
  const { rows } = await ctx.db.execute(sql`
    select from mandate_proofs where company_id = ${ctx.company.id} and mandate_id = ${id}
    union all select from mandate_amendments where company_id = ${ctx.company.id} and mandate_id = ${id}
    union all select from invoice_mandates where company_id = ${ctx.company.id} and mandate_id = ${id} limit 1`)
  if (rows.length > 0) refuse('debits.mandateUsed')
  await deleteRecord(ctx, mandates, id)
}

/** The whole account number, for a person who asked for it; the journal keeps that it was read. */
export async function revealIban(ctx: Ctx, id: string): Promise<string> {
  const mandate = await lockedRecord(ctx, mandates, id)
  const iban = openIban(mandate, mandate.sealedIban) ?? refuse('debits.sealedElsewhere')
  ctx.record({ record: 'mandates', id, from: {}, to: { ibanReadBy: ctx.actor.initials } })
  return iban
}

function sealedAccount(of: { companyId: string; id: string }, typed: string) {
  const iban = ibanOf(typed) ?? refuse('debits.ibanForm', { field: 'iban' })
  return { sealedIban: sealIban(of, iban), ibanEnd: iban.slice(-4), ibanCountry: iban.slice(0, 2) }
}

const soundReference = (typed: string) => referenceOf(typed) ?? refuse('debits.referenceForm', { field: 'reference' })
const soundBic = (typed: string) => (typed === '' ? '' : (bicOf(typed) ?? refuse('debits.bicForm', { field: 'bic' })))

function refuseAhead({ today }: Ctx, signedOn: string | undefined) {
  if (signedOn !== undefined && signedOn > today) refuse('debits.signedAhead', { field: 'signedOn' })
}

/** The next by the pattern of the company that no mandate has. */
async function nextReference(ctx: Ctx): Promise<string> {
  const pattern = (await debitSettingsOf(ctx))?.mandatePattern ?? 'M{n:6}'
  for (;;) {
    const reference = referenceFrom(pattern, await takeNumbers(ctx, 'mandate'))
    if (!reference) refuse('debits.referenceForm', { field: 'reference' })
    const { rows } = await ctx.db.execute(
      sql`select from mandates where company_id = ${ctx.company.id} and reference = ${reference}`,
    )
    if (rows.length === 0) return reference
  }
}

/** Who holds the account: what was said, else the customer at the billing address. */
async function debtorOf({ db, company, today }: Ctx, customerId: string, said: Partial<Debtor>): Promise<Debtor> {
  const companyId = sql`${company.id}::uuid`
  const { rows } = await db.execute<Debtor>(sql`
    select ${partyName('p')} as "debtorName", concat_ws(E'\n', nullif(a.line1, ''), nullif(a.line2, ''), nullif(a.line3, '')) as lines,
      coalesce(a.postcode, '') as postcode, coalesce(a.town, '') as town, coalesce(a.country, 'FR') as country
    from parties p left join lateral (${currentAddress(companyId, sql`p.id`, today)}) a on true
    where p.company_id = ${company.id} and p.id = ${customerId}`)
  const known = rows[0] ?? refuse('debits.unknownCustomer', { field: 'customerId' })
  const isPlaced = [said.lines, said.postcode, said.town, said.country].some(given => given !== undefined)
  const address = isPlaced
    ? { lines: said.lines ?? '', postcode: said.postcode ?? '', town: said.town ?? '', country: said.country ?? 'FR' }
    : { lines: known.lines, postcode: known.postcode, town: known.town, country: known.country }
  return { debtorName: (said.debtorName ?? known.debtorName).slice(0, 70), ...address }
}
