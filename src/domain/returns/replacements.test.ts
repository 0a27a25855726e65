import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { catalogOperations } from '../catalog/operations.ts'
import { dispatch } from '../dispatch/actions/dispatch.ts'
import { undo } from '../dispatch/actions/run-life.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { shipmentsOperations } from '../dispatch/operations.ts'
import { chosen } from '../dispatch/queries/chosen.ts'
import { stockOperations } from '../subscriptions/operations/stock.ts'
import { replacementsOperations as replacements } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

/** A subscriber to whom issue 5 was sent. */
async function aServed() {
  const company = await aPublisher(database, { reactions, constraints })
  const { customerId } = await company.sell('ABO-A112', '2023-05-01')
  await company.within(async ctx => dispatch(ctx, await chosen(ctx, { kind: 'subscription', issue: '5' }), ctx.today))
  const { rows } = await company.call(shipmentsOperations.list, { recipientId: customerId })
  const copy = { purchaseId: rows[0]!.purchaseId, issueId: company.issues.get('5')! }
  const ask = (given: object = {}, choices = {}) =>
    company.call(replacements.ask, { ...copy, reason: 'not-received', ...given }, choices)
  const send = () => company.call(replacements.send, { titleId: company.titleId })
  return { ...company, copy, ask, send, customerId }
}

describe('a replacement copy', () => {
  it('CIR-17 waits, leaves in a run of its own, and is not deducted from what is owed', async () => {
    const { call, ask, send, customerId, titleId, issues } = await aServed()
    await call(catalogOperations.issues.update, { id: issues.get('5')!, printedCopies: 10 })
    expect(await ask({ reason: 'damaged' })).toMatchObject({
      state: 'waiting',
      copies: 1,
      issueNumber: '5',
      inStock: 9,
    })
    const run = await send()
    expect(run).toMatchObject({ shipmentCount: 1, copyCount: 1, label: 'Exemplaires de remplacement' })
    expect(await call(replacements.list, {})).toMatchObject({ rows: [{ state: 'sent', runNumber: run.number }] })
    const { rows } = await call(shipmentsOperations.list, { recipientId: customerId })
    expect(rows.map(({ issueNumber }) => issueNumber)).toEqual(['5', '5'])
    expect(await call(stockOperations.get, { issueId: issues.get('5')! })).toMatchObject({ inStock: 8 })
    await expect(call(replacements.send, { titleId })).rejects.toMatchObject({ code: 'returns.nobodyWaits' })
  })

  it('CIR-17 waits again when its run is undone', async () => {
    const { call, within, ask, send } = await aServed()
    await ask()
    const { id } = await send()
    await within(ctx => undo(ctx, id))
    expect(await call(replacements.list, { state: 'waiting' })).toMatchObject({ rows: [{ runNumber: null }] })
    expect(await send()).toMatchObject({ shipmentCount: 1 })
  })

  it('CIR-17 is limited to so many in 12 months, beyond which a manager says why', async () => {
    const { call, ask, send, titleId } = await aServed()
    await call(catalogOperations.titles.update, { id: titleId, replacementLimit: 2 })
    await ask()
    await send()
    expect(await ask()).toMatchObject({ given: 2, suspicious: true })
    await send()
    await expect(ask()).rejects.toMatchObject({
      code: 'returns.limitReached',
      data: { field: 'forcedReason', values: { given: 2, limit: 2 } },
    })
    await expect(ask({ forcedReason: 'Facteur remplaçant' }, { role: 'operator' })).rejects.toMatchObject({
      code: 'returns.mayNotForce',
    })
    expect(await ask({ forcedReason: 'Facteur remplaçant' })).toMatchObject({ forcedReason: 'Facteur remplaçant' })
    await send()
    expect(await ask({ reason: 'returned' })).toMatchObject({ state: 'waiting' }) // the post is at fault, not the subscriber
  })

  it('CIR-17 is of a copy that left, asked once, with a word when the reason is another one', async () => {
    const { ask, call, issues } = await aServed()
    await expect(ask({ issueId: issues.get('6')! })).rejects.toMatchObject({ code: 'returns.neverSent' })
    await expect(ask({ reason: 'other' })).rejects.toMatchObject({ code: 'returns.noteAsked' })
    const { id } = await ask({ reason: 'other', note: 'Offert au voisin' })
    await expect(ask()).rejects.toMatchObject({ code: 'returns.alreadyAsked' })
    expect(await call(replacements.refuse, { id, reason: 'Pas de stock' })).toMatchObject({ state: 'refused' })
    await expect(call(replacements.refuse, { id, reason: 'Encore' })).rejects.toMatchObject({
      code: 'returns.answeredAlready',
    })
    expect(await ask()).toMatchObject({ state: 'waiting', given: 1 })
  })

  it('CIR-17 does not leave when the stock is short', async () => {
    const { call, ask, send, issues } = await aServed()
    await call(catalogOperations.issues.update, { id: issues.get('5')!, printedCopies: 1 })
    await ask()
    await expect(send()).rejects.toMatchObject({
      code: 'returns.stockShort',
      data: { values: { issue: '5', stock: 0, asked: 1 } },
    })
  })
})
