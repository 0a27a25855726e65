import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints, say } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { invoicingOperations as invoices } from '../invoicing/operations.ts'
import { aParty } from '../parties/factory.ts'
import { runContracts } from './actions/nightly.ts'
import { contractNoticeStillWanted } from './actions/send-notices.ts'
import { contractTyped } from './factory.ts'
import { contractsOperations as contracts } from './operations/contracts.ts'
import { contractSettingsOperations as settings } from './operations/forecast.ts'
import { contractNoticesOperations as notices } from './operations/notices.ts'
import { contractPricesOperations as prices } from './operations/prices.ts'
import { contractTermsOperations } from './operations/terms.ts'
import { lettersOf } from './queries/due-notices.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const TODAY = '2026-03-20'
const terms = contractTermsOperations(say)
type Given = Partial<Parameters<typeof contractTyped>[0]>

async function desk() {
  const one = await aPublisher(database, { constraints, reactions, today: TODAY })
  const { call, within } = one
  const customerId = await within(ctx =>
    aParty(ctx, { lastName: 'Morel', firstName: 'Anne', emails: ['anne@example.org'] }),
  )
  const contract = (given: Given = {}) => call(contracts.create, contractTyped({ customerId, ...given }))
  /** Ends in so many weeks that its window is open. */
  const tacit = (given: Given = {}) =>
    contract({ startsOn: '2025-05-16', endsOn: '2026-05-15', renewal: 'tacit', ...given })
  const nightOf = (today: string) => within((ctx: Ctx) => runContracts({ ...ctx, today }))
  const due = async () => (await call(notices.list, { limit: 50 })).rows
  return { ...one, customerId, contract, tacit, nightOf, due }
}

describe('what customers are told of contracts', () => {
  it('L-10 a consumer is told of a tacit renewal between three months and one month before, and nobody else is', async () => {
    const { tacit, contract, due, within } = await desk()
    const { id } = await tacit()
    await tacit({ endsOn: '2026-04-19' })
    await tacit({ endsOn: '2026-06-21' })
    const company = await within(ctx => aParty(ctx, { kind: 'organisation', legalName: 'Agence', emails: ['a@b.fr'] }))
    await tacit({ customerId: company })
    await contract({ endsOn: '2026-05-15' })
    expect(await due()).toMatchObject([
      { id, kind: 'tacit', aboutOn: '2026-05-15', latestOn: '2026-04-15', reached: 'mail', sentTo: 'anne@example.org' },
    ])
  })

  it('L-10 the notice says the last day to refuse in a box, leaves once and is kept as proof', async () => {
    const { tacit, call, due } = await desk()
    const { id } = await tacit()
    const { subject, text } = await call(notices.example, { id, kind: 'tacit' })
    expect(subject).toContain('15/05/2026')
    expect(text).toContain('DATE LIMITE POUR REFUSER\u00a0: 15/05/2026')
    expect(await call(notices.send, {})).toEqual({ mails: 1, letters: 0, noticedOn: TODAY, left: 0 })
    expect(await due()).toEqual([])
    expect(await call(notices.send, {}).catch(({ code }) => code)).toBe('contracts.nothingToTell')
    expect((await call(contracts.get, { id })).notices).toMatchObject([
      { kind: 'tacit', channel: 'mail', sentTo: 'anne@example.org', aboutOn: '2026-05-15', cancelledOn: null },
    ])
  })

  it('X-66 all that a search, a customer or an owner narrows the list to leave, and no other', async () => {
    const { tacit, call, within, due } = await desk()
    const other = await within(ctx => aParty(ctx, { lastName: 'Petit', firstName: 'Luc', emails: ['luc@example.org'] }))
    const [, second] = [await tacit({ owner: 'VG' }), await tacit({ customerId: other, owner: 'PM' })]
    await tacit({ customerId: other, owner: 'VG' })
    expect(await call(notices.send, { search: 'petit', owner: 'PM' })).toMatchObject({ mails: 1, left: 0 })
    expect((await call(contracts.get, { id: second!.id })).notices).toHaveLength(1)
    expect(await call(notices.send, { customerId: other })).toMatchObject({ mails: 1, left: 0 })
    expect((await due()).map(({ owner, sentTo }) => [owner, sentTo])).toEqual([['VG', 'anne@example.org']])
  })

  it('L-10 told in time the renewal holds; a mail that was given up told nobody', async () => {
    const { tacit, call, within, nightOf, company } = await desk()
    const [told, lost] = [await tacit(), await tacit()]
    await call(notices.send, {})
    const stateOf = ({ id }: { id: string }, set: ReturnType<typeof sql>) =>
      within(ctx =>
        ctx.db.execute(sql`update messages set ${set} where company_id = ${company.id} and record_id = ${id}`),
      )
    await stateOf(told, sql`state = 'sent', sent_at = '2026-03-20 10:00+01'`)
    await stateOf(lost, sql`state = 'failed', given_up_at = now()`)
    await nightOf('2026-05-16')
    const freeOf = async ({ id }: { id: string }) => {
      const { renewedBy } = await call(contracts.get, { id })
      return (await call(contracts.get, { id: renewedBy!.id })).freeToEnd
    }
    expect(await Promise.all([told, lost].map(freeOf))).toEqual([false, true])
  })

  it('L-10 a mail that waits is not sent any more once the contract is terminated, and is no proof', async () => {
    const { tacit, call, within, company } = await desk()
    const { id } = await tacit()
    await call(notices.send, {})
    await call(contracts.terminate, { id, on: TODAY, reason: 'Parti' })
    await within(async ctx => {
      const { rows } = await ctx.db.execute<{ id: string }>(
        sql`select id from messages where company_id = ${company.id}`,
      )
      expect(await contractNoticeStillWanted(ctx, rows[0]!)).toBe(false)
    })
    expect((await call(contracts.get, { id })).notices[0]!.cancelledOn).not.toBeNull()
  })

  it('L-10 by themselves only mails leave, and only where the company says so', async () => {
    const { tacit, call, due, within, nightOf } = await desk()
    await tacit()
    const withoutMail = await within(ctx => aParty(ctx, { lastName: 'Roux' }))
    await tacit({ customerId: withoutMail })
    await nightOf(TODAY)
    expect(await due()).toHaveLength(2)
    await call(settings.save, { termStates: {}, noticeDays: 60, automatic: true })
    await nightOf(TODAY)
    expect((await due()).map(({ customer, reached }) => [customer, reached])).toEqual([['Roux Florence', 'letter']])
  })

  it('X-66 a renewal is proposed so many days before the end, and what was sent by letter is printed of its day', async () => {
    const { contract, call, within, due, company, customerId } = await desk()
    await within(ctx =>
      ctx.db.execute(sql`update parties set emails = '{}' where company_id = ${company.id} and id = ${customerId}`),
    )
    const { id } = await contract({ endsOn: '2026-05-15', renewal: 'proposed' })
    const [row] = await due()
    expect(row).toMatchObject({ id, kind: 'proposal', latestOn: '2026-05-15' })
    const { letters } = await call(notices.send, {})
    expect(letters).toBe(1)
    expect(await within(ctx => lettersOf(ctx, TODAY))).toMatchObject([{ kind: 'proposal', customerId }])
  })
})

describe('a contract that ends before its end', () => {
  it('L-10 what was invoiced for the time after is given back by day, once, as was shown before', async () => {
    const { contract, call } = await desk()
    const { id } = await contract()
    const { rows } = await call(terms.list, { contractId: id, limit: 3 })
    await call(terms.invoice, { id: rows[2]!.id, into: 'issued' })
    const { beyondCents } = await call(contracts.termination, { id, on: TODAY })
    expect(beyondCents).toBe(Math.round((12_000 * 11) / 31))
    await call(contracts.terminate, { id, on: TODAY, reason: 'Parti', credit: true })
    const credits = (await call(invoices.list, { kind: 'credit-note', limit: 5 } as never)).rows
    expect(credits.map(({ grossCents }) => Math.abs(grossCents))).toEqual([beyondCents])
    await call(contracts.terminate, { id, on: '2026-03-20', reason: 'Encore', credit: true }).catch(() => undefined)
    expect((await call(invoices.list, { kind: 'credit-note', limit: 5 } as never)).rows).toHaveLength(1)
  })

  it('A7 says that a draft bears other contracts too, and leaves it', async () => {
    const { contract, call, customerId } = await desk()
    const { id } = await contract({ grouped: true })
    await contract({ grouped: true })
    const { rows } = await call(terms.list, { customerId, limit: 50 })
    const april = rows.filter(({ startsOn }) => startsOn === '2026-04-01').map(({ id }) => id)
    await call(terms.invoiceMany, { ids: april, into: 'draft' })
    const left = await call(contracts.termination, { id, on: TODAY })
    expect(left).toMatchObject({ draftCount: 0, sharedDraftCount: 1 })
    await call(contracts.terminate, { id, on: TODAY, reason: 'Parti' })
    expect((await call(invoices.count, {})).count).toBe(1)
  })

  it('X-61, L-2 a draft older than what was issued since is issued today, not refused', async () => {
    const { contract, call } = await desk()
    const { id } = await contract()
    const { rows } = await call(terms.list, { contractId: id, limit: 3 })
    const { invoiceId } = await call(terms.invoice, { id: rows[0]!.id, into: 'draft' })
    await call(terms.invoice, { id: rows[1]!.id, into: 'issued' })
    expect(await call(invoices.issue, { ids: [invoiceId] })).toBeTruthy()
    expect(await call(invoices.get, { id: invoiceId })).toMatchObject({ issuedOn: TODAY })
  })
})

describe('why a term comes to its amount', () => {
  it('REC-26 is told line by line: whose price, since when, how many, at which rate', async () => {
    const { contract, call } = await desk()
    const { id } = await contract({ lines: [{ quantity: 2, discountBps: 1000 }] })
    await call(prices.create, { label: 'Hausse', fromOn: '2026-07-01', kind: 'amount', value: 100 })
    const { rows } = await call(terms.list, { contractId: id, limit: 12 })
    const amountAt = (at: number) => call(terms.amount, { id: rows[at]!.id })
    const first = { quantity: 2, unitCents: 12_000, discountBps: 1000, vatRateBps: 2000, grossCents: 21_600 }
    expect(await amountAt(0)).toMatchObject({
      ...{ isGross: true, territory: 'metropolitan', grossCents: 21_600 },
      lines: [{ ...first, atListPrice: false, priceSince: null }],
    })
    expect((await amountAt(6))!.lines).toMatchObject([
      { unitCents: 12_100, grossCents: 21_780, priceSince: '2026-07-01' },
    ])
    await call(terms.invoice, { id: rows[0]!.id, into: 'draft' })
    expect(await amountAt(0)).toBeNull()
  })
})

describe('contracts found', () => {
  it('REC-6 by words of their title or of their customer, and by number', async () => {
    const { contract, call } = await desk()
    const { number } = await contract({ title: 'Veille de presse' })
    await contract({ title: 'Hébergement' })
    const found = async (search: string) =>
      (await call(contracts.list, { search, limit: 5 })).rows.map(({ title }) => title)
    expect(await found('presse veille')).toEqual(['Veille de presse'])
    expect(await found('HÉBERG')).toEqual(['Hébergement'])
    expect(await found('hebergem')).toEqual(['Hébergement'])
    expect(await found('morel')).toEqual(['Hébergement', 'Veille de presse'])
    expect(await found(number)).toEqual(['Veille de presse'])
    expect((await call(contracts.count, { search: 'héberg' })).count).toBe(1)
  })
})

describe('a price of many contracts', () => {
  const change = { label: 'Hausse 2026', fromOn: '2026-07-01', kind: 'percent' as const, value: 350, roundedTo: 10 }

  it('A12 changes from a day on, as shown before; what is invoiced stays', async () => {
    const { contract, call } = await desk()
    const { id } = await contract({ generateAll: false })
    await contract({ endsOn: '2026-05-31' })
    const shown = await call(prices.preview, change)
    expect(shown).toMatchObject({ contractCount: 1, customerCount: 1, beforeCents: 12_000, afterCents: 12_420 })
    expect(shown.lines).toMatchObject([{ contractId: id, beforeCents: 12_000, afterCents: 12_420, isGross: true }])
    await call(prices.create, { ...change, expectedCount: 1 })
    const { rows } = await call(terms.list, { contractId: id, limit: 50 })
    expect(rows.map(({ grossCents }) => grossCents)).toEqual([...Array(6).fill(12_000), ...Array(6).fill(12_420)])
  })

  it('A12 is taken back before its day, and the contracts are as they were', async () => {
    const { contract, call } = await desk()
    const { id, lines } = await contract()
    const made = await call(prices.create, change)
    expect((await call(contracts.get, { id })).lines).toHaveLength(2)
    expect(await call(prices.undo, { id: made.id })).toMatchObject({ undoneOn: TODAY })
    expect((await call(contracts.get, { id })).lines).toEqual(lines)
  })

  it('A12 holds from tomorrow on at the earliest, and only of the contracts that were shown', async () => {
    const { contract, call } = await desk()
    await contract()
    const refusal = (more: object) => call(prices.create, { ...change, ...more }).catch(({ code }) => code)
    expect(await refusal({ fromOn: TODAY })).toBe('contracts.priceChangesTooEarly')
    expect(await refusal({ expectedCount: 2 })).toBe('contracts.contractsChanged')
    expect(await refusal({ owner: 'XX' })).toBe('contracts.noPriceChanges')
  })

  it('A12 changes those that are paid in a way, or that were picked by hand, and no other', async () => {
    const { contract, call } = await desk()
    const picked = await contract({ paymentMethod: 'direct-debit' })
    await contract({ paymentMethod: 'direct-debit' })
    await contract({ paymentMethod: 'cheque' })
    const whose = async (which: object) => {
      const { lines } = await call(prices.preview, { ...change, ...which })
      return lines.map(({ contractId }) => contractId)
    }
    expect(await whose({ paymentMethod: 'direct-debit' })).toHaveLength(2)
    expect(await whose({ contractIds: [picked.id] })).toEqual([picked.id])
    expect(await whose({ contractIds: [picked.id], paymentMethod: 'cheque' })).toEqual([])
  })

  it('A12 customers are told the old and the new price', async () => {
    const { contract, call, due } = await desk()
    const { id } = await contract()
    await call(prices.create, { ...change, noticeText: 'Nos prix changent.' })
    expect(await due()).toMatchObject([{ id, kind: 'price', aboutOn: '2026-07-01', latestOn: '2026-06-30' }])
    const { text } = await call(notices.example, { id, kind: 'price' })
    expect(text).toMatch(/Nos prix changent\.[\s\S]*Maintenance\u00a0: 120,00\s€ → 124,20\s€ TTC/)
    await call(notices.send, { kind: 'price' })
    expect((await call(prices.list, { limit: 5 })).rows[0]).toMatchObject({ noticedCount: 1, contractCount: 1 })
  })
})
