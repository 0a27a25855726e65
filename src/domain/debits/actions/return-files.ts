import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { createRecord } from '../../../platform/db/records.ts'
import { FileFault } from '../../../platform/files/read-zip.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { OtherMessage, type ReturnFile, readReturnFile } from '../formats/returns.ts'
import { debitSettingsOf } from '../queries/settings.ts'
import type { ReadReturn, RefusedReturn, RefusedWhole, ReturnFault } from '../rules/return-file.ts'
import { debitReturnFiles } from '../tables.ts'
import { cancelBatch } from './batches.ts'
import { type NewReturn, recordReturns } from './returns.ts'

/** A return that is to be taken, with its debit. */
export type Matched = NewReturn & { place: number; endToEndId: string; cents: number }
export type OpenedFile = {
  file: ReturnFile
  sha256: string
  matched: Matched[]
  /** Batches that the bank refused as a whole before their day: their invoices may be collected again. */
  cancelled: { batchId: string; reason: string; count: number }[]
  knownCount: number
  refused: RefusedReturn[]
}

/** Reads a file of the bank and finds what it tells of; nothing is kept. */
export async function openReturnFile(ctx: Ctx, content: string): Promise<OpenedFile> {
  const bytes = Buffer.from(content, 'base64')
  const file = orRefused(() => readReturnFile(bytes))
  const opened: OpenedFile = {
    file,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...{ matched: [], cancelled: [], knownCount: 0, refused: [...file.refused] },
  }
  await matchOnes(ctx, opened)
  for (const whole of file.wholes) await matchWhole(ctx, opened, whole)
  return opened
}

/** Takes a file once: what came back is open again. */
export async function takeReturnFile(ctx: Ctx, { name, content }: { name: string; content: string }): Promise<string> {
  const { file, sha256, matched, cancelled, knownCount, refused } = await openReturnFile(ctx, content)
  const refusedWhole = cancelled.reduce((sum, { count }) => sum + count, 0)
  const takenCount = matched.length + refusedWhole
  const fileId = await createRecord(ctx, debitReturnFiles, {
    ...{ name, format: file.format, sha256, refused, takenCount },
    readCount: takenCount + knownCount + refused.length,
  })
  await recordReturns(
    ctx,
    fileId,
    matched.map(({ place: _, endToEndId: __, cents: ___, ...one }) => one),
  )
  for (const { batchId, reason } of cancelled) await cancelBatch(ctx, batchId, reason)
  return fileId
}

function orRefused<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof OtherMessage) refuse('debits.otherMessage', { field: 'content', values: { kind: error.kind } })
    if (error instanceof FileFault) refuse(`debits.${error.fault}`, { field: 'content' })
    throw error
  }
}

type Debit = {
  id: string
  endToEndId: string
  reference: string
  cents: number
  state: string
  collectOn: string
  /** The day of its file; null: it has none yet. */
  handedOverOn: string | null
}

const DEBIT = sql`d.id, d.end_to_end_id as "endToEndId", d.mandate ->> 'reference' as reference, d.cents, d.state, d.collect_on as "collectOn",
  case when d.mandate is not null then (b.handed_over_at at time zone 'UTC')::date end as "handedOverOn"`

async function debitsNamed({ db, company }: Ctx, returns: readonly ReadReturn[]): Promise<Debit[]> {
  const ids = returns.flatMap(({ endToEndId }) => endToEndId || [])
  const mandates = returns.flatMap(({ mandate }) => mandate || [])
  const { rows } = await db.execute<Debit>(sql`
    with named as (
      select id from debits where company_id = ${company.id} and end_to_end_id = any(${sql.param(ids)}::text[])
      union select d.id from mandates m join debits d on d.company_id = ${company.id} and d.mandate_id = m.id and d.mandate is not null
      where m.company_id = ${company.id} and m.reference = any(${sql.param(mandates)}::text[]))
    select ${DEBIT} from named join debits d on d.company_id = ${company.id} and d.id = named.id
    join debit_batches b on b.company_id = ${company.id} and b.id = d.batch_id order by d.id`)
  return rows
}

/** By the number of the debit, else by its mandate where only one of that amount can be meant. */
async function matchOnes(ctx: Ctx, opened: OpenedFile) {
  const { returns } = opened.file
  if (returns.length === 0) return
  const maxChargeCents = (await debitSettingsOf(ctx))?.maxChargeCents ?? 0
  const debits = await debitsNamed(ctx, returns)
  const byId = new Map(debits.map(debit => [debit.endToEndId, debit]))
  const byMandate = Map.groupBy(debits, ({ reference }) => reference)
  const taken = new Set<string>()
  for (const read of returns) {
    const debit = read.endToEndId ? byId.get(read.endToEndId) : onlyOneMeant(read, byMandate.get(read.mandate) ?? [])
    const refuseIt = (why: ReturnFault) => opened.refused.push({ place: read.place, endToEndId: read.endToEndId, why })
    const fault = faultOf(read, debit, taken, ctx.today)
    if (fault) refuseIt(fault)
    else if (isOver(debit!)) opened.knownCount += 1
    else {
      const one = toTake(read, debit!)
      if (one.chargeCents > maxChargeCents) refuseIt('chargeTooHigh')
      else {
        taken.add(debit!.id)
        opened.matched.push(one)
      }
    }
  }
}

/** What came back, or never left the bank, is told again by the next file. */
const isOver = ({ state, handedOverOn }: Debit) =>
  state === 'returned' || (state === 'cancelled' && handedOverOn !== null)

/** Of the debits of a mandate, the only one that a return of that amount and day can mean. */
function onlyOneMeant({ cents, kind, returnedOn }: ReadReturn, debits: readonly Debit[]): Debit | undefined {
  const alike = debits.filter(debit => {
    const since = kind === 'reject' || kind === 'cancellation' ? debit.handedOverOn : debit.collectOn
    return (cents === null || debit.cents === cents) && since !== null && since <= returnedOn!
  })
  const open = alike.filter(debit => !isOver(debit))
  return open.length === 0 ? alike.at(-1) : open.length === 1 ? open[0] : undefined
}

function faultOf(
  { cents, returnedOn }: ReadReturn,
  debit: Debit | undefined,
  taken: ReadonlySet<string>,
  today: string,
): ReturnFault | undefined {
  if (!debit) return 'unknownDebit'
  if (debit.handedOverOn === null) return 'notSent'
  if (taken.has(debit.id)) return 'toldTwice'
  if (returnedOn! > today) return 'dayAhead'
  return cents !== null && cents < debit.cents ? 'otherAmount' : undefined
}

/** What the bank takes on top of the amount is its charge. */
function toTake({ place, kind, code, text, returnedOn, cents, chargeCents }: ReadReturn, debit: Debit): Matched {
  const more = cents === null ? 0 : cents - debit.cents
  const late = kind === 'reject' && returnedOn! > debit.collectOn
  return {
    ...{ place, code, text, debitId: debit.id, endToEndId: debit.endToEndId, cents: debit.cents },
    kind: late ? 'return' : kind,
    returnedOn: returnedOn!,
    chargeCents: Math.max(chargeCents, more),
  }
}

/** A message, or one of its groups, refused as a whole: the batch leaves again; once collected, each debit not told by itself comes back. */
async function matchWhole(ctx: Ctx, opened: OpenedFile, whole: RefusedWhole) {
  const { db, company, today } = ctx
  const { messageReference, code, text } = whole
  if (whole.returnedOn !== null && whole.returnedOn > today) {
    opened.refused.push({ place: 0, endToEndId: messageReference, why: 'dayAhead' })
    return
  }
  const { rows } = await db.execute<Debit & { batchId: string; sequence: string; ofBatch: number; fresh: boolean }>(sql`
    select ${DEBIT}, b.id as "batchId", d.sequence,
      count(*) over ()::int as "ofBatch", b.collected_on is null and not bool_or(d.state in ('collected', 'returned')) over () as fresh
    from debit_batches b join debits d on d.company_id = ${company.id} and d.batch_id = b.id and d.mandate is not null
    where b.company_id = ${company.id} and (b.message_reference = ${messageReference}
      or (b.message_reference = regexp_replace(${messageReference}::text, '-[A-Z]{4}$', '')))
    order by d.id`)
  const meant = rows.filter(
    ({ sequence }) => !/-[A-Z]{4}$/.test(messageReference) || messageReference.endsWith(sequence),
  )
  const told = new Set(opened.matched.map(({ debitId }) => debitId))
  const others = meant.filter(({ id }) => !told.has(id))
  const open = others.filter(({ state }) => state === 'sent' || state === 'collected')
  if (rows.length === 0) opened.refused.push({ place: 0, endToEndId: messageReference, why: 'unknownDebit' })
  opened.knownCount += others.length - open.length
  if (open.length === 0) return
  const { batchId, fresh } = open[0]!
  const reason = [code, text].filter(Boolean).join(' ').slice(0, 200)
  if (fresh && others.length === rows.length) opened.cancelled.push({ batchId, reason, count: meant.length })
  else {
    const said = { place: 0, mandate: '', kind: 'reject' as const, code, text, cents: null, chargeCents: 0 }
    const returnedOn = whole.returnedOn ?? today
    opened.matched.push(...open.map(debit => toTake({ ...said, endToEndId: debit.endToEndId, returnedOn }, debit)))
  }
}
