import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aCollector, aMandate } from './factory.ts'
import {
  debitBatchesOperations as batches,
  debitCandidatesOperations as candidates,
  debitsOperations as debits,
} from './operations/batches.ts'
import { mandatesOperations as mandates } from './operations/mandates.ts'
import { debitReturnsOperations as returns } from './operations/returns.ts'
import { DAY, fileOf, handedOver } from './testing/handed-over.ts'
import { hasSchemas, sepaFaults } from './testing/sepa-schema.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 6)
})
afterAll(() => database.close())

const collector = (given = {}) => aCollector(database, { reactions, constraints, ...given })

describe('the file of a batch', () => {
  for (const fileVersion of ['08', '02'] as const)
    it.skipIf(!hasSchemas)(
      `L-16 is valid by the schema of pain.008.001.${fileVersion}, and sums to its debits`,
      async () => {
        const of = await collector({ settings: { fileVersion } })
        const odd = await of.within(ctx =>
          aMandate(ctx, of.customerId, {
            ...{
              debtorName: 'Œuvre & Fils <Łódź>',
              lines: 'Bât. “C”\n12, rue de l’Été\nlieu-dit',
              town: 'Aÿ',
              reference: "M/1.+,'",
            },
            ...{ iban: 'FR1420041010050500013M02606', frequency: 'one-off' },
          }),
        )
        const [one, two] = [await of.owesByDebit(3401), await of.owesByDebit(120)]
        await of.call(candidates.chooseMandate, { id: two.id, mandateId: odd })
        await of.call(candidates.chooseMandate, { id: one.id, mandateId: of.mandateId })
        await of.call(mandates.amend, {
          id: of.mandateId,
          iban: 'FR1420041010050500013M02606',
          reference: 'NOUVELLE-1',
        })
        const batch = await handedOver(of, [one.id, two.id])
        const xml = await fileOf(of, batch.id)
        expect(sepaFaults(fileVersion, xml)).toEqual([])
        expect(xml).toContain('<NbOfTxs>2</NbOfTxs><CtrlSum>35.21</CtrlSum>')
        expect(xml).toContain(
          '<OrgnlMndtId>M000001</OrgnlMndtId><OrgnlDbtrAcct><Id><Othr><Id>SMNDA</Id></Othr></Id></OrgnlDbtrAcct>',
        )
        expect(xml).toContain('<Nm>OEuvre + Fils Lodz</Nm>')
        expect(xml).toMatch(/<TwnNm>Ay<\/TwnNm><Ctry>FR<\/Ctry><AdrLine>Bat\. C<\/AdrLine>/)
        expect([...xml.matchAll(/<SeqTp>(\w+)/g)].map(([, sequence]) => sequence)).toEqual(['OOFF', 'RCUR'])
      },
    )

  it('L-16 tells the bank once more what changed of a mandate, when it refused the debit that told it', async () => {
    const of = await collector()
    const [first, second] = [await of.owesByDebit(3400), await of.owesByDebit(120)]
    const toldOn = async () => (await of.call(mandates.get, { id: of.mandateId })).amendments[0]!.toldOn
    await of.call(mandates.amend, { id: of.mandateId, iban: 'FR1420041010050500013M02606' })
    const batch = await handedOver(of, [first.id])
    expect(await toldOn()).toBe(DAY)
    const [debit] = (await of.call(debits.list, { batchId: batch.id })).rows
    await of.call(returns.record, { id: debit!.id, kind: 'reject', code: 'AC01', returnedOn: DAY }, { today: DAY })
    expect(await toldOn()).toBeNull()
    const next = await handedOver(of, [second.id])
    expect(await fileOf(of, next.id)).toContain('<AmdmntInd>true</AmdmntInd>')
    await of.call(batches.cancel, { id: next.id, reason: 'Refusé par la banque' })
    expect(await toldOn()).toBeNull()
  })

  it('is the same for ever, whatever becomes of mandate, account and settings', async () => {
    const of = await collector()
    const invoice = await of.owesByDebit(3400)
    const batch = await handedOver(of, [invoice.id])
    const before = await fileOf(of, batch.id)
    await of.call(mandates.amend, { id: of.mandateId, iban: 'FR1420041010050500013M02606' })
    await of.call(batches.collect, { id: batch.id }, { today: DAY })
    const [debit] = (await of.call(debits.list, { batchId: batch.id })).rows
    await of.call(returns.record, { id: debit!.id, code: 'AC04', returnedOn: DAY }, { today: DAY })
    expect(await fileOf(of, batch.id)).toBe(before)
    expect(before).toContain('<IBAN>FR7630006000011234567890189</IBAN>')
  })
})
