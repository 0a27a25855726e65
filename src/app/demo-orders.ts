import { closeOrder } from '../domain/orders/actions/close.ts'
import { allLeft, finishDelivery, prepareDelivery } from '../domain/orders/actions/deliver.ts'
import { invoiceDeliveries } from '../domain/orders/actions/invoice.ts'
import { ordersConfirmed, setStatus } from '../domain/orders/actions/life.ts'
import { type OrderSaid, writeOrders } from '../domain/orders/actions/write.ts'
import { orderNatures, resources } from '../domain/orders/tables/settings.ts'
import { createParty } from '../domain/parties/actions.ts'
import { moveOrder } from '../domain/tracking/actions/move.ts'
import { ownStages } from '../domain/tracking/actions/stages.ts'
import { createRecord } from '../platform/db/records.ts'
import type { Ctx } from '../platform/http/context.ts'
import { addDays, day, isoDay } from '../values/day.ts'
import { sayWorkshop } from './demo-sellers.ts'

/** Contacts 1 and 4 are those of the document, with postcodes of theirs. Source: SUI-20. */
const CONTACTS = [
  { legalName: 'SOFAR', lastName: 'MAROLEX', firstName: 'Eléonore', postcode: '75017', town: 'Paris' },
  { legalName: 'LYCÉE DU CANAL', lastName: 'BONNET', firstName: 'Hugues', postcode: '10000', town: 'Troyes' },
  { legalName: 'HÔTEL DES ARDENNES', lastName: 'PICARD', firstName: 'Lise', postcode: '08200', town: 'Sedan' },
  { legalName: 'ANTIKOR', lastName: 'LEUZE', firstName: 'Lara', postcode: '08000', town: 'Charleville-Mézières' },
]
const GOODS = [
  { label: 'Plan de travail en chêne', unitCents: 48_000 },
  { label: 'Étagère sur mesure', unitCents: 12_500 },
  { label: 'Caisse de transport', unitCents: 6900 },
]
/** Orders before those of the document, which are finished. */
const BEFORE = 16

const lineOf = (at: number, quantity = 1) => ({
  productId: null,
  quantity,
  vatRateBps: 2000,
  ...GOODS[at % GOODS.length]!,
})

/** The workshop of the document: its four orders under their numbers, five days to the day after one another. Source: SUI-20, X-50, X-55. */
export async function loadOrders(ctx: Ctx) {
  await sayWorkshop(ctx)
  const contacts: string[] = []
  for (const { postcode, town, ...contact } of CONTACTS)
    contacts.push(
      await createParty(ctx, {
        ...{ kind: 'organisation', isCustomer: true, ...contact },
        emails: [`${contact.firstName.toLowerCase().replace('é', 'e')}@example.org`],
        addresses: [{ purpose: 'billing', line1: '12 quai de l’Industrie', postcode, town, country: 'FR' }],
      }),
    )
  const other = await createRecord(ctx, orderNatures, { name: 'AUTRE' })
  const cloud = await createRecord(ctx, orderNatures, { name: 'Gestan Cloud' })
  const saw = await createRecord(ctx, resources, { name: 'Scie à format', kind: 'machine' })
  const bench = await createRecord(ctx, resources, { name: 'Établi 2', kind: 'place' })
  const said = (partyId: string, daysAgo: number, more: Partial<OrderSaid> = {}): OrderSaid => ({
    kind: 'customer',
    ...{ partyId, natureId: other, owner: ctx.actor.initials, priceBasis: 'net' },
    orderedOn: isoDay(addDays(day(ctx.today), -daysAgo)),
    lines: [lineOf(daysAgo)],
    ...more,
  })
  const earlier = await ordered(
    ctx,
    Array.from({ length: BEFORE }, (_, at) =>
      said(contacts[at % 4]!, 80 - 4 * at, { resourceId: at % 2 ? saw : bench }),
    ),
  )
  const within = (days: number) => isoDay(addDays(day(ctx.today), days))
  const twin = { duplicateOfId: earlier[4]! }
  const [first, , third, fourth] = await ordered(ctx, [
    said(contacts[3]!, 5, { resourceId: saw, deliverOn: within(-1), lines: [lineOf(0, 2), lineOf(1, 4)] }),
    said(contacts[0]!, 0, { ...twin, resourceId: bench, deliverOn: within(2) }),
    said(contacts[0]!, 0, { ...twin, resourceId: saw, deliverOn: within(20) }),
    said(contacts[0]!, 0, { natureId: cloud }),
  ])
  await finish(ctx, earlier)
  for (const id of [first!, third!]) await atDelivery(ctx, id)
  await setStatus(ctx, fourth!, null)
  await orderFromSupplier(ctx)
}

async function ordered(ctx: Ctx, said: readonly OrderSaid[]): Promise<string[]> {
  const orderIds = (await writeOrders(ctx, said)).map(({ id }) => id)
  await ctx.happened(ordersConfirmed, { orderIds })
  return orderIds
}

/** Delivered, through all stages and closed; the first half of them is invoiced, what one customer got on one invoice. */
async function finish(ctx: Ctx, orderIds: readonly string[]) {
  const final = (await ownStages(ctx)).find(({ kind }) => kind === 'final')!
  const notes: string[] = []
  for (const orderId of orderIds) {
    const note = await prepareDelivery(ctx, await allLeft(ctx, [orderId]), { carrier: 'Transports du Canal' })
    await finishDelivery(ctx, note)
    await moveOrder(ctx, { orderId, to: { stageId: final.id }, movedWith: 'board' })
    await closeOrder(ctx, orderId)
    notes.push(note)
  }
  await invoiceDeliveries(ctx, notes.slice(0, BEFORE / 2), true)
}

/** Oak ordered from the sawmill, of which a part came in, and a saw blade on its way. */
async function orderFromSupplier(ctx: Ctx) {
  const sawmill = await createParty(ctx, {
    ...{ kind: 'organisation', isSupplier: true, legalName: 'SCIERIE DE L’ARGONNE' },
    emails: ['commandes@scierie-argonne.example'],
    addresses: [{ purpose: 'billing', line1: '4 route de Varennes', postcode: '55120', town: 'Clermont-en-Argonne' }],
  })
  const said = { kind: 'supplier', partyId: sawmill, owner: ctx.actor.initials, priceBasis: 'net' } as const
  const oak = { productId: null, label: 'Plateau de chêne 40 mm', quantity: 20, unitCents: 9500, vatRateBps: 2000 }
  const blade = { productId: null, label: 'Lame de scie 300 mm', quantity: 2, unitCents: 7800, vatRateBps: 2000 }
  const [first] = await ordered(ctx, [
    { ...said, deliverOn: isoDay(addDays(day(ctx.today), 4)), lines: [oak] },
    { ...said, lines: [blade] },
  ])
  const [left] = await allLeft(ctx, [first!])
  await finishDelivery(ctx, await prepareDelivery(ctx, [{ ...left!, quantity: 12 }], { theirReference: 'BL 4471' }))
}

/** Delivered, so that its status says so, and in the stage before the final one. */
async function atDelivery(ctx: Ctx, orderId: string) {
  const last = (await ownStages(ctx)).findLast(({ kind }) => kind === 'normal')!
  await moveOrder(ctx, { orderId, to: { stageId: last.id }, movedWith: 'workshop' })
  await finishDelivery(
    ctx,
    await prepareDelivery(ctx, await allLeft(ctx, [orderId]), { carrier: 'Transports du Canal' }),
  )
}
