import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints, say } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aMandate, collects } from '../debits/factory.ts'
import { debitCandidatesOperations as candidates } from '../debits/operations/batches.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { invoicingOperations as invoices } from '../invoicing/operations.ts'
import { papersOf } from '../invoicing/queries/paper.ts'
import { aParty } from '../parties/factory.ts'
import { cashInOperations } from '../payments/operations/money.ts'
import { contractTyped } from './factory.ts'
import { contractsOperations as contracts } from './operations/contracts.ts'
import { contractTermsOperations } from './operations/terms.ts'
import { PRESETS } from './rules/preset.ts'
import { periodsOf, type Schedule } from './rules/schedule.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const TODAY = '2026-03-20'
const terms = contractTermsOperations(say)
type Given = Partial<Parameters<typeof contractTyped>[0]>

async function desk() {
  const one = await aPublisher(database, { constraints, reactions, today: TODAY })
  const { call, within } = one
  const customerId = await within(ctx => aParty(ctx, { lastName: 'Morel', firstName: 'Anne' }))
  const contract = (given: Given = {}) => call(contracts.create, contractTyped({ customerId, ...given }))
  const termsOf = async (contractId: string) => (await call(terms.list, { contractId, limit: 200 })).rows
  return { ...one, customerId, contract, termsOf }
}

describe('what is said of a contract', () => {
  it('REC-1 is a service or a product at regular intervals, against payment of each term', async () => {
    const { contract, call, termsOf, products } = await desk()
    const { id } = await contract({
      startsOn: '2026-01-01',
      lines: [{ unitCents: 6000 }, { productId: products.get('NUM-4')!, quantity: 2 }],
    })
    const planned = await termsOf(id)
    expect(planned.map(({ startsOn }) => startsOn.slice(5))).toEqual(
      Array.from({ length: 12 }, (_, month) => `${String(month + 1).padStart(2, '0')}-01`),
    )
    const { invoiceId } = await call(terms.invoice, { id: planned[0]!.id, into: 'issued' })
    const { lines, grossCents, openCents } = await call(invoices.get, { id: invoiceId })
    expect(lines).toHaveLength(2)
    expect(openCents).toBe(grossCents)
  })

  it('REC-6 to REC-12 its title, end, state, owner, method, terms of payment and note that no customer sees', async () => {
    const { contract, call, termsOf, within } = await desk()
    const said = {
      ...{ title: 'Veille de presse', endsOn: '2026-12-31', owner: 'JM', privateNote: 'Rappeler en mars' },
      ...{ paymentMethod: 'cheque' as const, paymentDays: 30, paymentMonthEnd: 'after-days' as const },
    }
    const { id, state } = await contract(said)
    expect(state).toBe('active')
    expect(await call(contracts.get, { id })).toMatchObject(said)
    const [first] = await termsOf(id)
    const { invoiceId } = await call(terms.invoice, { id: first!.id, into: 'issued' })
    expect(await call(invoices.get, { id: invoiceId })).toMatchObject({
      ...{
        owner: 'JM',
        paymentMethod: 'cheque',
        issuedOn: TODAY,
        dueOn: '2026-04-30',
        privateNote: 'Rappeler en mars',
      },
    })
    const paper = await within(ctx => papersOf(ctx, [invoiceId]))
    expect(JSON.stringify([...paper.values()])).not.toContain('Rappeler')
  })

  it('REC-15 is found again from its customer, and from who pays', async () => {
    const { contract, call, customerId, within } = await desk()
    const payerId = await within(ctx => aParty(ctx, { lastName: 'Payeur' }))
    const { id } = await contract({ payerId })
    await contract({ customerId: await within(ctx => aParty(ctx, { lastName: 'Autre' })) })
    for (const of of [customerId, payerId])
      expect((await call(contracts.list, { customerId: of })).rows.map(row => row.id)).toEqual([id])
  })

  it('REC-24 may be changed as long as it goes on, and no longer', async () => {
    const { contract, call, customerId } = await desk()
    const { id, revision } = await contract()
    const typed = contractTyped({ customerId, title: 'Autre titre' })
    const changed = await call(contracts.update, { ...typed, id, revision })
    expect(changed.title).toBe('Autre titre')
    const over = await contract({ startsOn: '2025-01-01', endsOn: '2025-12-31' })
    const late = { ...typed, startsOn: '2025-01-01', endsOn: '2025-12-31', id: over.id, revision: over.revision }
    await expect(call(contracts.update, late)).rejects.toMatchObject({ code: 'contracts.ended' })
  })
})

describe('the terms of a contract', () => {
  it('REC-17, REC-18, X-59 come every month, two, three, four, six months, year or two years from its start', () => {
    const schedule: Omit<Schedule, 'every' | 'unit'> = {
      ...{ startsOn: '2026-01-15', dayRule: 'same', fixedDay: null, invoiceOn: 'start', invoiceDays: 0 },
    }
    const seconds = PRESETS.map(preset => {
      const [unit, every] = preset.split('-') as [Schedule['unit'], string]
      const [first, second] = periodsOf({ ...schedule, unit, every: Number(every) }, '2030-01-14')
      expect(first!.startsOn).toBe('2026-01-15')
      return second!.startsOn
    })
    expect(seconds).toEqual([
      ...['2026-02-15', '2026-03-15', '2026-04-15', '2026-05-15', '2026-07-15', '2027-01-15', '2028-01-15'],
    ])
  })

  it('REC-20, REC-23 all stand once it is saved, each with the day that its invoice bears', async () => {
    const { contract, termsOf } = await desk()
    const { id } = await contract({ unit: 'month', every: 3, invoiceOn: 'before', invoiceDays: 10 })
    expect((await termsOf(id)).map(({ startsOn, invoiceOn }) => [startsOn, invoiceOn])).toEqual([
      ['2026-01-01', '2025-12-22'],
      ['2026-04-01', '2026-03-22'],
      ['2026-07-01', '2026-06-21'],
      ['2026-10-01', '2026-09-21'],
    ])
  })

  it('REC-28 the invoice of one is kept as a draft, or issued and paid at once', async () => {
    const { contract, call, termsOf } = await desk()
    const { id } = await contract()
    const [first, second] = await termsOf(id)
    const { invoiceId } = await call(terms.invoice, { id: first!.id })
    expect(await call(invoices.get, { id: invoiceId })).toMatchObject({ number: null })
    const { invoiceId: other } = await call(terms.invoice, { id: second!.id })
    const paid = await call(cashInOperations.cashIn, { id: other, method: 'cheque' })
    expect(paid).toMatchObject({ invoiceId: other, number: expect.any(String) })
    expect(await call(invoices.get, { id: other })).toMatchObject({ openCents: 0 })
  })

  it('REC-30 to REC-32 whose day has come are listed alone, and taken all together', async () => {
    const { contract, call } = await desk()
    await contract()
    await contract({ startsOn: '2026-03-01' })
    const matching = { state: 'to-invoice' as const }
    const { rows } = await call(terms.list, { ...matching, limit: 200 })
    expect(rows.map(({ invoiceOn }) => invoiceOn)).toEqual(['2026-01-01', '2026-02-01', '2026-03-01', '2026-03-01'])
    expect(await call(terms.preview, { matching })).toMatchObject({ termCount: rows.length, aheadCount: 0 })
    expect(await call(terms.invoiceMany, { matching, into: 'draft' })).toMatchObject({ count: 4, done: 4 })
    expect(await call(terms.count, matching)).toEqual({ count: 0 })
  })

  it('REC-34 are collected by the mandate of the contract, whatever other ones who pays has given', async () => {
    const { contract, call, termsOf, within, customerId } = await desk()
    const [meant, other] = await within(async ctx => {
      await collects(ctx)
      return [await aMandate(ctx, customerId), await aMandate(ctx, customerId)]
    })
    const named = await contract({ paymentMethod: 'direct-debit', mandateId: meant! })
    const free = await contract({ paymentMethod: 'direct-debit' })
    const issue = async ({ id }: { id: string }) =>
      (await call(terms.invoice, { id: (await termsOf(id))[0]!.id, into: 'issued' })).invoiceId
    const [first, second] = [await issue(named), await issue(free)]
    const { rows } = await call(candidates.list, {})
    expect(rows.map(({ id, mandateId }) => [id, mandateId]).sort()).toEqual(
      [
        [first, meant],
        [second, other],
      ].sort(),
    )
    const stranger = await within(async ctx => aMandate(ctx, await aParty(ctx, { lastName: 'Autre' })))
    await expect(contract({ mandateId: stranger })).rejects.toMatchObject({ code: 'contracts.mandateOfOther' })
  })
})
