import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { pdfPages } from '../../platform/testing/pdf-text.ts'
import { messagingOperations } from '../messaging/operations.ts'
import { aParty } from '../parties/factory.ts'
import { aCreditor } from '../payments/factory.ts'
import { deliveryPdf, jobSheetsPdf, orderPdf } from './actions/print.ts'
import { deliveriesOperations as deliveries } from './operations/deliveries.ts'
import { deliveryMailsOperations, orderMailsOperations as mails } from './operations/mails.ts'
import { ordersOperations as orders } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const textOf = (pdf: Uint8Array) =>
  pdfPages(pdf).map(page => page.map(({ text }) => text.replace(/[\u00a0\u202f]/g, ' ')).join('\n'))

async function ordered(more: object = {}) {
  const of = await aCreditor(database, { reactions, constraints, today: '2026-06-03' })
  const partyId = await of.within(ctx =>
    aParty(ctx, { kind: 'organisation', legalName: 'ANTIKOR', emails: ['atelier@antikor.example.org'] }),
  )
  const order = await of.call(orders.create, {
    partyId,
    priceBasis: 'net',
    deliverOn: '2026-06-20',
    theirReference: 'BC 12',
    note: 'Livrer le matin',
    lines: [
      { productId: null, label: 'Table', quantity: 3, unitCents: 10_000, vatRateBps: 2000, discountBps: 1000 },
      { productId: null, label: 'Chaise', quantity: 2, unitCents: 2550, vatRateBps: 2000 },
    ],
    ...more,
  })
  return { ...of, partyId, order }
}

describe('The paper of an order', () => {
  it('names both sides, the days, the lines with their prices, and the totals', async () => {
    const { within, order } = await ordered()
    const { name, pdf } = await within(ctx => orderPdf(ctx, order.id))
    expect(name).toBe('commande-CC-2026-00001.pdf')
    const [page, ...more] = textOf(pdf)
    expect(more).toEqual([])
    for (const text of ['Commande', 'CC-2026-00001', 'ANTIKOR', '20/06/2026', 'BC 12', 'Livrer le matin', 'Table'])
      expect(page).toContain(text)
    for (const text of ['100,00 €', '270,00 €', '321,00 €', '385,20 €', 'SIRET']) expect(page).toContain(text)
  })

  it('is marked while it is a draft, and when it is cancelled', async () => {
    const { call, within, order } = await ordered({ confirmed: false })
    expect(textOf((await within(ctx => orderPdf(ctx, order.id))).pdf)[0]).toContain('BROUILLON')
    await call(orders.confirm, { id: order.id })
    await call(orders.cancel, { id: order.id, reason: 'Non' })
    expect(textOf((await within(ctx => orderPdf(ctx, order.id))).pdf)[0]).toContain('ANNULÉE')
  })
})

describe('The delivery note', () => {
  it('says what is in the parcel and where it goes, and no price', async () => {
    const place = { lines: ['Quai 4'], postcode: '08000', town: 'Charleville-Mézières', country: 'FR' }
    const { call, within, order } = await ordered({ deliveryAddress: place })
    const note = await call(deliveries.prepare, {
      lines: [{ orderLineId: order.lines[0]!.id, quantity: 2 }],
      carrier: 'Transports Durand',
      done: true,
    })
    const { name, pdf } = await within(ctx => deliveryPdf(ctx, note.id))
    expect(name).toBe('bon-de-livraison-BL-2026-00001.pdf')
    const [page] = textOf(pdf)
    for (const text of ['ANTIKOR', 'Quai 4', '08000 Charleville-Mézières', 'Transports Durand', order.number, 'Table'])
      expect(page).toContain(text)
    expect(page).not.toContain('100,00')
    expect(page).not.toContain('Chaise')
  })
})

describe('Job sheets', () => {
  it('C10 say what is left to do of each order, on a page each, without prices', async () => {
    const { call, within, order, partyId } = await ordered()
    const twin = await call(orders.create, {
      partyId,
      lines: [{ productId: null, label: 'Banc', unitCents: 1, vatRateBps: 2000 }],
    })
    const { pdf } = await within(ctx => jobSheetsPdf(ctx, [order.id, twin.id]))
    const pages = textOf(pdf)
    expect(pages).toHaveLength(2)
    expect(pages[0]).toContain('CC-2026-00001')
    expect(pages[0]).toContain('Table')
    expect(pages[1]).toContain('Banc')
    expect(pages.join()).not.toContain('100,00')
  })
})

describe('The mail of an order', () => {
  it('is proposed in the words of its kind, and leaves with its paper', async () => {
    const { call, order } = await ordered()
    const mail = await call(mails.mail, { id: order.id })
    expect(mail).toMatchObject({
      to: 'atelier@antikor.example.org',
      subject: 'Votre commande CC-2026-00001',
      attachment: 'commande-CC-2026-00001.pdf',
      lastSentAt: null,
    })
    expect(mail.text).toContain('Livraison prévue le 20/06/2026.')
    await call(mails.sendMail, { id: order.id, subject: 'C’est noté' })
    expect((await call(mails.mail, { id: order.id })).lastSentAt).not.toBeNull()
    const { rows } = await call(messagingOperations.messages.list, {})
    expect(rows).toMatchObject([{ subject: 'C’est noté', to: 'atelier@antikor.example.org' }])
  })

  it('leaves neither for a draft nor without an address', async () => {
    const { call, customerId, order } = await ordered({ confirmed: false })
    await expect(call(mails.sendMail, { id: order.id })).rejects.toMatchObject({ code: 'orders.notConfirmed' })
    const silent = await call(orders.create, {
      partyId: customerId,
      lines: [{ productId: null, label: 'Banc', unitCents: 1, vatRateBps: 2000 }],
    })
    const note = await call(deliveries.prepare, { orderIds: [silent.id], done: true })
    await expect(call(deliveryMailsOperations.sendMail, { id: note.id })).rejects.toMatchObject({
      code: 'orders.noMailAddress',
    })
    await call(deliveryMailsOperations.sendMail, { id: note.id, to: 'a@example.org' })
  })
})
