import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { subscriptionsOperations } from '../subscriptions/operations.ts'
import { invoicingOperations as invoices } from './operations.ts'
import { aDesk } from './testing/desk.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 8)
})
afterAll(() => database.close())

const publisher = () => aDesk(database)

describe('a draft', () => {
  it('is written, edited and deleted, and has no number', async () => {
    const { call, draft, document, get, text } = await publisher()
    const { id, revision } = await draft({ owner: 'VG', privateNote: 'À rappeler', purchaseOrder: 'BC-12' })
    expect(await get(id)).toMatchObject({
      state: 'draft',
      number: null,
      grossCents: 10_000,
      openCents: 0,
      owner: 'VG',
      privateNote: 'À rappeler',
      purchaseOrder: 'BC-12',
      typed: { lines: [{ label: 'Conseil', unitCents: 10_000, vatRateBps: 2000 }] },
    })
    const edited = await call(invoices.edit, {
      id,
      revision,
      ...document({
        lines: [text(2000, { quantity: 3, discountBps: 1000, discountReason: 'Fidélité' }), text(500)],
        priceBasis: 'net',
      }),
    })
    expect(await get(id)).toMatchObject({
      revision: edited.revision,
      netCents: 5900,
      vatCents: 1180,
      grossCents: 7080,
      lines: [{ discountCents: 600 }, {}],
    })
    await expect(call(invoices.edit, { id, revision, ...document() })).rejects.toMatchObject({
      code: 'record.changedMeanwhile',
    })
    await call(invoices.discard, { id })
    await expect(get(id)).rejects.toMatchObject({ status: 404 })
  })

  it('comes back to the editor as it was typed, and written again it is the same', async () => {
    const { call, draft, document, get, text, products } = await publisher()
    const typed = {
      priceBasis: 'gross',
      paymentDays: 45,
      paymentMonthEnd: 'after-days',
      paymentMethod: 'transfer',
      note: 'Merci',
      lines: [
        {
          productId: products.get('ABO-A112')!,
          quantity: 2,
          startsWith: 'next',
          discountCents: 500,
          discountReason: 'Geste',
        },
        text(1000, { periodFrom: '2026-01-01', periodTo: '2026-03-31', description: 'Premier trimestre' }),
      ],
      allowances: [
        { kind: 'discount', percentBps: 1000, reason: 'Remise' },
        { kind: 'charge', cents: 350, reason: 'Port' },
      ],
    }
    const { id, revision } = await draft(typed)
    const before = await get(id)
    expect(before).toMatchObject({ grossCents: 6800 - 500 + 1000 - 730 + 350 })
    await call(invoices.edit, { id, revision, ...document(typed), ...before.typed! })
    const { lines, allowances, ...after } = await get(id)
    const { lines: linesBefore, allowances: allowancesBefore, ...head } = before
    expect(after).toEqual({ ...head, revision: 2 })
    expect(lines.map(({ id: _, ...line }) => line)).toEqual(linesBefore.map(({ id: _, ...line }) => line))
    expect(allowances).toEqual(allowancesBefore)
  })

  it('is quoted as it is typed, with nothing written', async () => {
    const { call, document, text } = await publisher()
    const quoted = await call(
      invoices.quote,
      document({
        lines: [text(1205), text(1205, { vatRateBps: 550 })],
        paymentDays: 30,
        paymentMonthEnd: 'after-days',
      }),
    )
    expect(quoted).toMatchObject({
      grossCents: 2410,
      territory: 'metropolitan',
      dueOn: '2026-04-30',
      breakdown: [
        { vatRateBps: 2000, grossCents: 1205 },
        { vatRateBps: 550, grossCents: 1205 },
      ],
      lines: [{ typed: 0 }, { typed: 1 }],
    })
    expect(await call(invoices.count, {})).toEqual({ count: 0 })
  })

  it('refuses what is not clear', async () => {
    const { draft, text, products } = await publisher()
    const refused = (more: object) => expect(draft(more)).rejects
    await refused({ lines: [{ productId: null, quantity: 1, label: 'Rien' }] }).toMatchObject({
      code: 'invoicing.lineSaysNothing',
    })
    await refused({ lines: [text(1000, { discountCents: 1001 })] }).toMatchObject({
      code: 'invoicing.discountBeyondLine',
    })
    await refused({ lines: [text(1000, { periodFrom: '2026-02-01', periodTo: '2026-01-01' })] }).toMatchObject({
      code: 'invoicing.periodEndsBefore',
    })
    await refused({ allowances: [{ kind: 'discount', cents: 20_000, reason: 'Trop' }] }).toMatchObject({
      code: 'invoicing.takenOffBeyondLines',
    })
    await refused({ allowances: [{ kind: 'discount', cents: 100 }] }).toMatchObject({
      code: 'invoicing.reasonOfAllowance',
    })
    await refused({ kind: 'deposit', lines: [{ productId: products.get('ABO-A112')!, quantity: 1 }] }).toMatchObject({
      code: 'invoicing.depositSellsNothing',
    })
  })
})

describe('an issued document', () => {
  it('L-2 has a number, a due day and the customer as it stood, and nothing changes it any more', async () => {
    const { call, within, issue, get, document, customerId } = await publisher()
    const { id, number } = await issue({ draftedOn: '2026-03-10', paymentDays: 30 })
    expect(number).toBe('FA-2026-000001')
    expect(await get(id)).toMatchObject({
      state: 'open',
      issuedOn: '2026-03-10',
      dueOn: '2026-04-09',
      openCents: 10_000,
      buyer: { name: 'Mme Anne Morel' },
      typed: null,
    })
    await expect(call(invoices.edit, { id, revision: 2, ...document() })).rejects.toMatchObject({
      code: 'invoicing.alreadyIssued',
    })
    await expect(call(invoices.discard, { id })).rejects.toMatchObject({ code: 'invoicing.alreadyIssued' })
    await expect(call(invoices.issue, { ids: [id] })).rejects.toMatchObject({ code: 'invoicing.alreadyIssued' })
    for (const change of [
      `update invoices set gross_cents = 1, net_cents = 1, vat_cents = 0`,
      `update invoice_lines set label = 'autre'`,
      `delete from invoice_lines`,
      `delete from invoice_states`,
      `delete from invoices`,
    ]) {
      const { rowCount } = await within(ctx => ctx.db.execute(sql.raw(change)))
      expect(rowCount, change).toBe(0)
    }
    await call(invoices.note, { id, privateNote: 'Paie en avril', owner: 'AB', dueOn: '2026-04-30' })
    expect(await get(id)).toMatchObject({
      privateNote: 'Paie en avril',
      owner: 'AB',
      dueOn: '2026-04-30',
      grossCents: 10_000,
      customerId,
    })
  })

  it('L-2 is not dated before the last of its series, nor ahead of today', async () => {
    const { call, draft, issue } = await publisher()
    await issue({ draftedOn: '2026-03-10' })
    const { id } = await draft({ draftedOn: '2026-03-09' })
    await expect(call(invoices.issue, { ids: [id] })).rejects.toMatchObject({
      code: 'invoicing.beforeLastIssued',
      data: { values: { on: '2026-03-09', last: '2026-03-10' } },
    })
    const { id: ahead } = await draft({ draftedOn: '2026-03-21' })
    await expect(call(invoices.issue, { ids: [ahead] })).rejects.toMatchObject({ code: 'invoicing.issuedAhead' })
    expect(await issue({ kind: 'deposit', draftedOn: '2026-03-01' })).toMatchObject({ number: 'AC-2026-000001' })
    expect(await issue({ draftedOn: '2025-12-31' })).toMatchObject({ number: 'FA-2025-000001' })
  })

  it('L-2 has its number in the order of days, whatever the order of the drafts', async () => {
    const { call, draft } = await publisher()
    const days = ['2026-02-03', '2026-02-01', '2026-02-02', '2026-02-01']
    const ids: string[] = []
    for (const draftedOn of days) ids.push((await draft({ draftedOn })).id)
    const issued = await call(invoices.issue, { ids })
    expect(issued.map(({ number }) => number.slice(-1))).toEqual(['4', '1', '3', '2'])
    expect(await call(invoices.gaps, {})).toMatchObject([
      { kind: 'invoice', year: 2026, count: 4, first: 1, last: 4, missing: [], outOfOrder: [] },
    ])
  })

  it('L-2 is numbered without gap and in the order of days by sixteen who issue at once, some of whom are refused', async () => {
    const { call, draft } = await publisher()
    const drafts = await Promise.all(Array.from({ length: 16 }, () => Promise.all([draft(), draft(), draft()])))
    const outcomes = await Promise.allSettled(
      drafts.map((three, at) =>
        call(invoices.issue, {
          ids: [...three.map(({ id }) => id), ...(at % 4 === 0 ? ['01890000-0000-7000-8000-000000000000'] : [])],
        }),
      ),
    )
    const numbers = outcomes.flatMap(one =>
      one.status === 'fulfilled' ? one.value.map(({ number }) => Number(number.slice(-6))) : [],
    )
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 36 }, (_, at) => at + 1))
    expect(await call(invoices.gaps, {})).toMatchObject([{ count: 36, last: 36, missing: [], outOfOrder: [] }])
  })

  it('is issued once by two who issue the same draft', async () => {
    const { call, draft } = await publisher()
    const { id } = await draft()
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => call(invoices.issue, { ids: [id] })))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await call(invoices.gaps, {})).toMatchObject([{ count: 1, missing: [] }])
  })

  it('is issued as it was, or edited before, by one who issues while another edits', async () => {
    const { call, draft, document, text, get } = await publisher()
    const drafts = await Promise.all(Array.from({ length: 12 }, () => draft()))
    const outcomes = await Promise.allSettled(
      drafts.flatMap(({ id, revision }) => [
        call(invoices.edit, { id, revision, ...document({ lines: [text(500)] }) }),
        call(invoices.issue, { ids: [id] }),
      ]),
    )
    const refused = outcomes.flatMap(one => (one.status === 'rejected' ? [one.reason.code] : []))
    expect(new Set(refused)).toEqual(new Set(refused.length > 0 ? ['invoicing.alreadyIssued'] : []))
    for (const { id } of drafts) {
      const { state, grossCents, lines } = await get(id)
      expect([state, lines.reduce((sum, line) => sum + line.grossCents, 0)]).toEqual(['open', grossCents])
    }
  })

  it('makes purchases of its subscriptions, and is settled at once when it costs nothing', async () => {
    const { call, issue, get, products } = await publisher()
    const { id } = await issue({ lines: [{ productId: products.get('ABO-PR12')!, quantity: 1 }] })
    expect(await get(id)).toMatchObject({ state: 'paid', openCents: 0 })
    expect((await call(subscriptionsOperations.list, { invoiceId: id })).rows).toHaveLength(1)
  })

  it('L-3 lacks nothing the law wants, else it stays a draft', async () => {
    const { call, draft, get } = await publisher()
    const { id } = await draft({ lines: [] })
    await expect(call(invoices.issue, { ids: [id] })).rejects.toMatchObject({
      code: 'invoicing.notReady',
      data: { values: { missing: 'lines' } },
    })
    expect(await get(id)).toMatchObject({ state: 'draft' })
  })

  it('is written once more as a draft', async () => {
    const { call, issue, get, text } = await publisher()
    const { id } = await issue({
      lines: [text(1234, { quantity: 2, discountBps: 500, discountReason: 'Geste' })],
      note: 'Merci',
    })
    const copy = await call(invoices.duplicate, { id })
    expect(await get(copy.id)).toMatchObject({ state: 'draft', note: 'Merci', grossCents: (await get(id)).grossCents })
  })
})
