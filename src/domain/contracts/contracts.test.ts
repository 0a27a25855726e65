import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints, say } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { invoicingOperations as invoices } from '../invoicing/operations.ts'
import { aParty } from '../parties/factory.ts'
import { subscriptionsOperations } from '../subscriptions/operations.ts'
import { contractTyped } from './factory.ts'
import { contractsOperations as contracts } from './operations/contracts.ts'
import { contractTermsOperations } from './operations/terms.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 8)
})
afterAll(() => database.close())

const TODAY = '2026-03-20'
const terms = contractTermsOperations(say)

async function desk() {
  const one = await aPublisher(database, { constraints, reactions, today: TODAY })
  const { call, within } = one
  const customerId = await within(ctx => aParty(ctx, { lastName: 'Morel', firstName: 'Anne' }))
  type Given = Partial<Parameters<typeof contractTyped>[0]>
  const contract = (given: Given = {}) => call(contracts.create, contractTyped({ customerId, ...given }))
  const termsOf = async (contractId: string, more: object = {}) =>
    (await call(terms.list, { contractId, limit: 200, ...more })).rows
  return { ...one, customerId, contract, termsOf }
}

describe('a contract', () => {
  it('REC-2 plans its invoices once it is active: each term with its day, its state and what it comes to', async () => {
    const { contract, termsOf } = await desk()
    const { id, number, state, toInvoiceCount } = await contract()
    expect({ number, state, toInvoiceCount }).toEqual({ number: 'CT-00001', state: 'active', toInvoiceCount: 3 })
    const planned = await termsOf(id)
    expect(planned).toHaveLength(12)
    expect(planned[2]).toMatchObject({
      startsOn: '2026-03-01',
      endsOn: '2026-03-31',
      state: 'to-invoice',
      grossCents: 12_000,
    })
    expect(planned[3]).toMatchObject({ invoiceOn: '2026-04-01', state: 'planned', late: false })
    expect(planned.map(({ late }) => late).slice(0, 3)).toEqual([true, true, true])
  })

  it('REC-26 makes the invoice of a term, which is issued like any other and names the contract', async () => {
    const { call, contract, termsOf } = await desk()
    const { id } = await contract({
      note: 'Merci',
      purchaseOrder: 'BC-7',
      lines: [{ description: 'Du {period.start} au {period.end}' }],
    })
    const [first, second] = await termsOf(id)
    const { invoiceId, number } = await call(terms.invoice, { id: first!.id, into: 'draft' })
    expect(number).toBeNull()
    const draft = await call(invoices.get, { id: invoiceId })
    expect(draft).toMatchObject({
      draftedOn: '2026-01-01',
      contractReference: 'CT-00001',
      purchaseOrder: 'BC-7',
      source: 'contract',
    })
    expect(draft.lines[0]).toMatchObject({ description: 'Du 01/01/2026 au 31/01/2026', periodFrom: '2026-01-01' })
    await call(invoices.issue, { ids: [invoiceId] })
    expect((await termsOf(id))[0]).toMatchObject({ state: 'issued', grossCents: 12_000 })
    const issued = await call(terms.invoice, { id: second!.id, into: 'issued' })
    expect(issued.number).toMatch(/2026/)
    expect(await call(terms.invoice, { id: second!.id }).catch(({ code }) => code)).toBe('contracts.termIsDone')
  })

  it('REC-22, X-61 makes drafts of all its invoices, none with a number, and a discarded draft frees its term', async () => {
    const { call, contract, termsOf } = await desk()
    const { id, invoiceCount } = await contract({ generateAll: true })
    expect(invoiceCount).toBe(12)
    const drafted = await termsOf(id)
    expect(drafted.every(({ state, invoiceNumber }) => state === 'drafted' && invoiceNumber === null)).toBe(true)
    await call(invoices.discard, { id: drafted[11]!.invoiceId! })
    expect((await termsOf(id))[11]).toMatchObject({ state: 'planned', invoiceId: null })
  })

  it('X-64 a price changes from a day on: what is invoiced stays, the preview says what the others become', async () => {
    const { call, contract, termsOf } = await desk()
    const { id, revision } = await contract()
    const [first] = await termsOf(id)
    await call(terms.invoice, { id: first!.id, into: 'issued' })
    const { customerId } = await call(contracts.get, { id })
    const given = {
      ...contractTyped({ customerId, lines: [{ unitCents: 15_000 }] }),
      id,
      fromOn: '2026-07-01',
      revision,
    }
    const preview = await call(contracts.previewChange, given)
    expect(preview).toMatchObject({ beforeCents: 11 * 12_000, afterCents: 5 * 12_000 + 6 * 15_000, keptCount: 1 })
    expect(preview.terms.filter(({ change }) => change === 'amount')).toHaveLength(6)
    expect((await termsOf(id)).at(-1)).toMatchObject({ grossCents: 12_000 })
    const changed = await call(contracts.update, given)
    expect(changed.lines.map(({ fromOn, untilOn, unitCents }) => [fromOn, untilOn, unitCents])).toEqual([
      [null, '2026-06-30', 12_000],
      ['2026-07-01', null, 15_000],
    ])
    const after = await termsOf(id)
    expect(after.map(({ grossCents }) => grossCents)).toEqual([...Array(6).fill(12_000), ...Array(6).fill(15_000)])
  })

  it('X-64 another interval counts the terms after what is invoiced anew, without gap', async () => {
    const { call, contract, termsOf } = await desk()
    const { id, revision, customerId } = await contract()
    const [first] = await termsOf(id)
    await call(terms.invoice, { id: first!.id, into: 'issued' })
    await call(contracts.update, { ...contractTyped({ customerId, every: 3, prorated: true }), id, revision })
    const after = await termsOf(id)
    expect(after.map(({ startsOn }) => startsOn)).toEqual([
      '2026-01-01',
      '2026-02-01',
      '2026-04-01',
      '2026-07-01',
      '2026-10-01',
    ])
    expect(after[1]).toMatchObject({ endsOn: '2026-03-31', proratedDays: 59, wholeDays: 90, grossCents: 7867 })
  })

  it('A13 a pause takes its terms out and a resumed contract gets them back', async () => {
    const { call, contract, termsOf } = await desk()
    const { id } = await contract()
    const paused = await call(contracts.pause, { id, from: '2026-04-01', to: null })
    expect(paused).toMatchObject({ state: 'active', pausedFrom: '2026-04-01' })
    expect((await termsOf(id, { state: 'cancelled' })).length).toBe(9)
    await call(contracts.resume, { id, on: '2026-06-01' })
    expect((await termsOf(id, { state: 'planned' })).map(({ startsOn }) => startsOn.slice(5, 7))).toEqual([
      '06',
      '07',
      '08',
      '09',
      '10',
      '11',
      '12',
    ])
    expect((await termsOf(id)).length).toBe(12)
  })

  it('terminates: drafts and terms after are gone, issued invoices stay, and what is charged beyond is told', async () => {
    const { call, contract, termsOf } = await desk()
    const { id } = await contract({ startsOn: '2026-01-01', every: 3 })
    const [first, second] = await termsOf(id)
    await call(terms.invoice, { id: first!.id, into: 'issued' })
    await call(terms.invoice, { id: second!.id, into: 'draft' })
    const told = await call(contracts.termination, { id, on: '2026-03-21' })
    expect(told).toMatchObject({ termCount: 3, draftCount: 1, beyondCents: 1333, freeToEnd: false, refundCents: 0 })
    expect((await termsOf(id))[1]).toMatchObject({ state: 'drafted' })
    const ended = await call(contracts.terminate, { id, on: '2026-03-19', reason: 'Cessation' })
    expect(ended).toMatchObject({ state: 'terminated', endsOn: '2026-12-31', terminatedOn: '2026-03-19' })
    expect((await termsOf(id)).map(({ state }) => state)).toEqual(['issued', 'cancelled', 'cancelled', 'cancelled'])
  })

  it('A17 is renewed once, with the lines of its last day', async () => {
    const { call, contract } = await desk()
    const { id } = await contract({ renewal: 'tacit' })
    const next = await call(contracts.renew, { id })
    expect(next).toMatchObject({ startsOn: '2027-01-01', endsOn: '2027-12-31', state: 'upcoming', freeToEnd: true })
    expect(next.renews).toMatchObject({ id, number: 'CT-00001' })
    expect(await call(contracts.renew, { id }).catch(({ code }) => code)).toBe('contracts.alreadyRenewed')
  })

  it('REC-25, X-63 is deleted only while no document was made of it', async () => {
    const { call, contract, termsOf } = await desk()
    const { id } = await contract()
    const [first] = await termsOf(id)
    const { invoiceId } = await call(terms.invoice, { id: first!.id })
    expect(await call(contracts.remove, { id }).catch(({ code }) => code)).toBe('contracts.hasDocuments')
    await call(invoices.discard, { id: invoiceId })
    await call(contracts.remove, { id })
    expect((await call(contracts.count, {})).count).toBe(0)
  })

  it('REC-5 begins from a document: its customer, terms of payment and lines', async () => {
    const { call, customerId, products } = await desk()
    const { id: invoiceId } = await call(invoices.draft, {
      customerId,
      paymentMethod: 'cheque',
      lines: [{ productId: products.get('ABO-A112')!, quantity: 2, discountBps: 1000 }],
    })
    const copy = await call(contracts.copy, { invoiceId })
    expect(copy).toMatchObject({ customerId, paymentMethod: 'cheque', startsOn: TODAY, originInvoiceId: invoiceId })
    const { origin } = await call(contracts.create, { ...copy, active: true })
    expect(origin).toMatchObject({ id: invoiceId })
  })

  it('X-69 pays for a subscription term after term: each purchase goes on from the one before', async () => {
    const { call, contract, termsOf, products, customerId } = await desk()
    const { id } = await contract({
      startsOn: '2025-01-01',
      endsOn: '2026-12-31',
      unit: 'year',
      lines: [{ productId: products.get('ABO-A112')! }],
    })
    for (const { id: term } of await termsOf(id)) await call(terms.invoice, { id: term, into: 'issued' })
    const { rows } = await call(subscriptionsOperations.list, { limit: 50, payerId: customerId } as never)
    expect(rows).toHaveLength(2)
    const starts = rows.map(({ startsOn }: { startsOn: string }) => startsOn).sort()
    expect(starts).toEqual(['2025-01-01', '2026-01-01'])
  })
})

describe('terms of many contracts', () => {
  it('A22 says the first and the last issue that come out in its period', async () => {
    const { call, contract, termsOf, products } = await desk()
    const productId = products.get('ABO-A112')!
    const description = 'Du {issue.first} au {issue.last}'
    const { id } = await contract({
      startsOn: '2022-06-01',
      endsOn: '2023-05-31',
      unit: 'year',
      lines: [{ productId, description }],
    })
    const [term] = await termsOf(id)
    const { invoiceId } = await call(terms.invoice, { id: term!.id, into: 'draft' })
    expect((await call(invoices.get, { id: invoiceId })).lines[0]!.description).toBe('Du 2 au 5')
  })

  it('REC-33, X-67 become invoices at once, those that cannot be say why and stop no other', async () => {
    const { call, contract, within, products } = await desk()
    for (let n = 0; n < 4; n++) {
      const customerId = await within(ctx => aParty(ctx, { lastName: `Client ${n}` }))
      await contract({ customerId, startsOn: '2026-03-01' })
    }
    await contract({
      startsOn: '2026-03-01',
      lines: [{ productId: products.get('ABO-A112')!, unitCents: 100, discountBps: 0, gift: true }],
    })
    const which = { matching: { state: 'to-invoice' as const } }
    expect(await call(terms.preview, which)).toMatchObject({
      termCount: 5,
      invoiceCount: 5,
      grossCents: 48_000,
      aheadCount: 0,
    })
    const answer = await call(terms.invoiceMany, { ...which, into: 'issued' })
    expect(answer).toMatchObject({
      count: 5,
      done: 4,
      issued: 4,
      refused: [{ count: 1, terms: [{ customer: 'Morel Anne' }] }],
    })
    expect(await call(terms.invoiceMany, { ...which, into: 'issued' })).toMatchObject({ count: 1, done: 0 })
  })

  it('A7 stand on one invoice when their contracts are grouped', async () => {
    const { call, contract, termsOf } = await desk()
    const one = await contract({ startsOn: '2026-03-01', grouped: true })
    const two = await contract({
      startsOn: '2026-03-01',
      grouped: true,
      lines: [{ label: 'Hébergement', unitCents: 6000 }],
    })
    await contract({ startsOn: '2026-03-01' })
    const which = { matching: { state: 'to-invoice' as const } }
    expect(await call(terms.preview, which)).toMatchObject({ termCount: 3, invoiceCount: 2, grossCents: 30_000 })
    expect(await call(terms.invoiceMany, which)).toMatchObject({ count: 3, done: 2, issued: 0 })
    const [shared] = await termsOf(one.id)
    expect(shared).toMatchObject({ sharedWith: 1, grossCents: null })
    expect((await termsOf(two.id))[0]!.invoiceId).toBe(shared!.invoiceId)
    expect(await call(invoices.get, { id: shared!.invoiceId! })).toMatchObject({
      contractReference: 'CT-00001, CT-00002',
      grossCents: 18_000,
    })
  })

  it('A6 that were missed are found and filled', async () => {
    const { call, contract } = await desk()
    await contract()
    expect(await call(terms.missed, {})).toEqual({ absentCount: 0, lateCount: 3 })
    expect(await call(terms.fillMissed, {})).toMatchObject({ planned: 0, done: 3, refused: [] })
    expect(await call(terms.missed, {})).toEqual({ absentCount: 0, lateCount: 0 })
  })

  it('are skipped with a reason, and invoiced again once their invoice was wholly taken back', async () => {
    const { call, contract, termsOf } = await desk()
    const { id } = await contract()
    const [first, second] = await termsOf(id)
    await call(terms.skip, { id: second!.id, reason: 'Geste' })
    expect((await termsOf(id))[1]).toMatchObject({ state: 'skipped', skippedReason: 'Geste' })
    await call(terms.unskip, { id: second!.id })
    const { invoiceId } = await call(terms.invoice, { id: first!.id, into: 'issued' })
    expect(await call(terms.again, { id: first!.id, reason: 'Erreur' }).catch(({ code }) => code)).toBe(
      'contracts.invoiceStands',
    )
    await call(invoices.cancel, { id: invoiceId, reason: 'Erreur', service: 'keep' })
    const again = await call(terms.again, { id: first!.id, reason: 'Erreur' })
    expect((await termsOf(id))[0]).toMatchObject({
      invoiceId: again.invoiceId,
      state: 'drafted',
      earlierInvoices: [{ id: invoiceId }],
    })
  })
})
