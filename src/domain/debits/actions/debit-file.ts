import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Writable } from 'node:stream'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import {
  type BatchToWrite,
  debitElement,
  FILE_FOOT,
  fileHead,
  SEQUENCE_FOOT,
  type SequenceToWrite,
  sequenceHead,
} from '../formats/pain008.ts'
import type { FrozenMandate } from '../rules/frozen.ts'
import { openIban } from './iban.ts'

const DEBITS_AT_ONCE = 2_000

/** The batch as its file says it, with its sequences; every number is of what was handed over, returned since or not. */
async function batchToWrite({ db, company }: Ctx, batchId: string) {
  const { rows } = await db.execute<BatchToWrite>(sql`
    select b.file_version as version, b.message_reference as "messageReference", b.scheme, b.collect_on as "collectOn",
      to_char(b.handed_over_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt",
      b.creditor ->> 'name' as "creditorName", b.creditor ->> 'creditorId' as "creditorId", b.creditor ->> 'iban' as iban, b.creditor ->> 'bic' as bic
    from debit_batches b where b.company_id = ${company.id} and b.id = ${batchId} and b.handed_over_at is not null`)
  const batch = rows[0] ?? refuse('debits.notHandedOver')
  const { rows: sequences } = await db.execute<SequenceToWrite>(sql`
    select sequence, count(*)::int as count, sum(cents)::bigint as cents from debits
    where company_id = ${company.id} and batch_id = ${batchId} and mandate is not null group by 1 order by 1`)
  return { batch, sequences }
}

/** Is told how many debits were written so far. */
type Reached = (count: number) => Promise<void>

/** Writes the file of a batch that was handed over, the same bytes each time, a page of debits in memory. */
export async function writeDebitFile(ctx: Ctx, batchId: string, out: Writable, reached?: Reached): Promise<void> {
  const { batch, sequences } = await batchToWrite(ctx, batchId)
  const write = async (text: string) => {
    if (!out.write(text)) await once(out, 'drain')
  }
  const total = (of: 'count' | 'cents') => sequences.reduce((sum, one) => sum + one[of], 0)
  let written = 0
  await write(fileHead(batch, { count: total('count'), cents: total('cents') }))
  for (const sequence of sequences) {
    await write(sequenceHead(batch, sequence))
    for await (const debits of pagesOf(ctx, batchId, sequence.sequence)) {
      await write(debits.map(debit => elementOf(ctx, batch, debit)).join(''))
      written += debits.length
      await reached?.(written)
    }
    await write(SEQUENCE_FOOT)
  }
  await write(FILE_FOOT)
}

/** Fingerprints the file as it would be written. */
export async function fingerprint(ctx: Ctx, batchId: string, reached?: Reached): Promise<string> {
  const hash = createHash('sha256')
  const sink = new Writable({
    write(chunk, _encoding, done) {
      hash.update(chunk)
      done()
    },
  })
  await writeDebitFile(ctx, batchId, sink, reached)
  return hash.digest('hex')
}

type Row = {
  id: string
  mandateId: string
  endToEndId: string
  cents: number
  remittance: string
  mandate: FrozenMandate
}

async function* pagesOf({ db, company }: Ctx, batchId: string, sequence: string): AsyncGenerator<Row[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await db.execute<Row>(sql`
      select id, mandate_id as "mandateId", end_to_end_id as "endToEndId", cents, remittance, mandate from debits
      where company_id = ${company.id} and batch_id = ${batchId} and id > ${after} and sequence = ${sequence} and mandate is not null
      order by id limit ${DEBITS_AT_ONCE}`)
    if (rows.length > 0) yield rows
    if (rows.length < DEBITS_AT_ONCE) return
    after = rows.at(-1)!.id
  }
}

function elementOf({ company }: Ctx, { version }: BatchToWrite, { mandateId, mandate, ...debit }: Row): string {
  const of = { companyId: company.id, id: mandateId }
  const { amended } = mandate
  const iban = openIban(of, mandate.sealedIban) ?? refuse('debits.sealedElsewhere')
  const oldIban = amended?.sameBank && amended.oldSealedIban ? (openIban(of, amended.oldSealedIban) ?? null) : null
  return debitElement(version, { ...debit, mandate, iban, oldIban })
}
