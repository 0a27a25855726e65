import { closeOrder } from '../domain/orders/actions/close.ts'
import { allLeft, finishDelivery, prepareDelivery } from '../domain/orders/actions/deliver.ts'
import { invoiceDeliveries } from '../domain/orders/actions/invoice.ts'
import { ordersConfirmed, setStatus } from '../domain/orders/actions/life.ts'
import { type OrderSaid, writeOrders } from '../domain/orders/actions/write.ts'
import { orderNatures, resources } from '../domain/orders/tables/settings.ts'
import { createParty } from '../domain/parties/actions.ts'
import { ownStages } from '../domain/tracking/actions/stages.ts'
import type { StageRow } from '../domain/tracking/queries/stages.ts'
import { createRecord } from '../platform/db/records.ts'
import type { Ctx } from '../platform/http/context.ts'
import { addDays, day, isoDay } from '../values/day.ts'
import { sayWorkshop } from './demo-sellers.ts'
import { goThrough, LAST_HOUR, moveTo, onDay, openWorkshop } from './demo-workshop.ts'

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

const lineOf = (at: number, quantity = 1) => ({
  productId: null,
  quantity,
  vatRateBps: 2000,
  ...GOODS[at % GOODS.length]!,
})

/** An order as it is told: when it came, for which day, how far it has gone. */
type Told = {
  contact: number
  daysAgo: number
  /** Days from today; absent: nothing was promised. */
  promised?: number
  stage: string
  /** It left before its last stage was said to be done. */
  left?: boolean
  /** A double of the fifth, as in the document. */
  isDouble?: boolean
  nature?: 'cloud'
  lines?: OrderSaid['lines']
  theirReference?: string
}

/** The orders under their numbers; 17 to 20 are those of the document. Source: SUI-20, X-49, X-50, X-55. */
const ORDERS: readonly Told[] = [
  { contact: 0, daysAgo: 79, promised: -56, stage: 'Terminée' },
  { contact: 1, daysAgo: 72, promised: -50, stage: 'Terminée' },
  { contact: 2, daysAgo: 65, promised: -45, stage: 'Terminée' },
  { contact: 3, daysAgo: 58, promised: -35, stage: 'Terminée' },
  { contact: 0, daysAgo: 51, promised: -30, stage: 'Terminée' },
  { contact: 1, daysAgo: 44, promised: -27, stage: 'Terminée' },
  { contact: 2, daysAgo: 38, promised: -10, stage: 'Annulée' },
  { contact: 3, daysAgo: 31, promised: -8, stage: 'Terminée' },
  { contact: 2, daysAgo: 28, promised: -3, stage: 'Emballage', left: true, theirReference: 'HA 2208' },
  { contact: 3, daysAgo: 24, promised: -1, stage: 'Assemblage' },
  { contact: 0, daysAgo: 22, promised: 3, stage: 'Assemblage', theirReference: 'BC 771' },
  { contact: 2, daysAgo: 20, promised: 6, stage: 'Assemblage' },
  { contact: 1, daysAgo: 17, promised: 12, stage: 'Assemblage', lines: [lineOf(1, 12)] },
  { contact: 3, daysAgo: 15, promised: 0, stage: 'Découpage' },
  { contact: 1, daysAgo: 10, promised: 14, stage: 'Découpage', theirReference: 'BC 204' },
  { contact: 2, daysAgo: 8, promised: 21, stage: 'Prise en charge' },
  { contact: 3, daysAgo: 5, promised: -1, stage: 'Livraison', left: true, lines: [lineOf(0, 2), lineOf(1, 4)] },
  { contact: 0, daysAgo: 0, promised: 2, stage: 'En attente', isDouble: true },
  { contact: 0, daysAgo: 0, promised: 20, stage: 'Livraison', left: true, isDouble: true },
  { contact: 0, daysAgo: 0, stage: 'En attente', nature: 'cloud' },
  { contact: 1, daysAgo: 0, promised: 9, stage: 'Prise en charge' },
  { contact: 3, daysAgo: 0, promised: 5, stage: 'En attente', theirReference: 'ANT-118' },
  { contact: 2, daysAgo: 0, stage: 'Prise en charge', lines: [lineOf(2, 6)] },
  { contact: 1, daysAgo: 0, promised: 30, stage: 'En attente' },
  { contact: 2, daysAgo: 0, promised: 16, stage: 'En attente' },
]
/** The place among them of the one that has doubles, of the one without a status, and of one that was cut wrongly. */
const [DOUBLED, WITHOUT_STATUS, CUT_WRONGLY] = [4, 19, 14]
/** What was delivered of the first of them is invoiced. */
const INVOICED = 4

type Kinds = { natureId: string; cloud: string; resourceIds: readonly string[] }

/** The workshop of the document: its orders in every stage, in every colour, and those who work on them. Source: SUI-2, SUI-20. */
export async function loadOrders(ctx: Ctx, password: string) {
  await sayWorkshop(ctx)
  await openWorkshop(ctx, password)
  const contacts: string[] = []
  for (const { postcode, town, ...contact } of CONTACTS)
    contacts.push(
      await createParty(ctx, {
        ...{ kind: 'organisation', isCustomer: true, ...contact },
        emails: [`${contact.firstName.toLowerCase().replace('é', 'e')}@example.org`],
        addresses: [{ purpose: 'billing', line1: '12 quai de l’Industrie', postcode, town, country: 'FR' }],
      }),
    )
  const kinds: Kinds = {
    natureId: await createRecord(ctx, orderNatures, { name: 'AUTRE' }),
    cloud: await createRecord(ctx, orderNatures, { name: 'Gestan Cloud' }),
    resourceIds: [
      await createRecord(ctx, resources, { name: 'Établi 2', kind: 'place' }),
      await createRecord(ctx, resources, { name: 'Scie à format', kind: 'machine' }),
    ],
  }
  const ids: string[] = []
  for (const [at, told] of ORDERS.entries()) {
    const doubleOf = told.isDouble ? { duplicateOfId: ids[DOUBLED]! } : {}
    const said = { ...saidOf(ctx, told, at, kinds), partyId: contacts[told.contact]!, ...doubleOf }
    const [id] = await onDay(ctx, told.daysAgo, 5, then => ordered(then, [said]))
    ids.push(id!)
  }
  const notes = []
  for (const [at, told] of ORDERS.entries()) notes.push(await worked(ctx, ids[at]!, told, at))
  await setStatus(ctx, ids[WITHOUT_STATUS]!, null)
  await invoiceDeliveries(ctx, notes.flatMap(note => note ?? []).slice(0, INVOICED), true)
  await orderFromSupplier(ctx)
}

function saidOf(ctx: Ctx, told: Told, at: number, { natureId, cloud, resourceIds }: Kinds) {
  const { promised, theirReference, nature, lines = [lineOf(at)] } = told
  return {
    ...{ kind: 'customer' as const, owner: ctx.actor.initials, priceBasis: 'net' as const, lines, theirReference },
    natureId: nature === 'cloud' ? cloud : natureId,
    resourceId: nature === 'cloud' ? undefined : resourceIds[at % resourceIds.length]!,
    deliverOn: promised === undefined ? undefined : isoDay(addDays(day(ctx.today), promised)),
  }
}

async function ordered(ctx: Ctx, said: readonly OrderSaid[]): Promise<string[]> {
  const orderIds = (await writeOrders(ctx, said)).map(({ id }) => id)
  await ctx.happened(ordersConfirmed, { orderIds })
  return orderIds
}

/** An order goes through the workshop as far as it is told, and leaves; the note it left with, if it did. */
async function worked(ctx: Ctx, orderId: string, { daysAgo, stage, promised = 0, left }: Told, at: number) {
  const stages = await ownStages(ctx)
  const line = stages.filter(({ kind }) => kind !== 'cancelled')
  const to = line.findIndex(({ nameFr }) => nameFr === stage)
  const way = { orderId, daysAgo, at }
  if (to < 0) return cancelled(ctx, way, stages)
  const isFinished = line[to]!.kind === 'final'
  // One in two is done a day before it was promised, one in two a day after.
  const until = isFinished ? -promised + (at % 2 === 0 ? 1 : -1) : Math.min(daysAgo, left ? 1 : 3)
  await goThrough(ctx, { ...way, through: line.slice(1, isFinished ? to : to + 1) }, until)
  if (at === CUT_WRONGLY) await cutAgain(ctx, orderId, line)
  if (!isFinished && !left) return undefined
  return onDay(ctx, until, LAST_HOUR, async then => {
    const note = await prepareDelivery(then, await allLeft(then, [orderId]), { carrier: 'Transports du Canal' })
    await finishDelivery(then, note)
    if (!isFinished) return note
    await moveTo(then, orderId, line[to]!)
    await closeOrder(then, orderId)
    return note
  })
}

const cancelled = (ctx: Ctx, { orderId, daysAgo }: { orderId: string; daysAgo: number }, stages: readonly StageRow[]) =>
  onDay(ctx, daysAgo - 3, LAST_HOUR, async then => {
    await moveTo(then, orderId, stages.find(({ kind }) => kind === 'cancelled')!, 'Le client a renoncé à son projet')
    return undefined
  })

/** It had gone on, and came back. Source: SUI-23. */
async function cutAgain(ctx: Ctx, orderId: string, line: readonly StageRow[]) {
  const [cutting, assembling] = ['Découpage', 'Assemblage'].map(name => line.find(({ nameFr }) => nameFr === name)!)
  await onDay(ctx, 2, LAST_HOUR, then => moveTo(then, orderId, assembling!), 'LM')
  await onDay(
    ctx,
    1,
    LAST_HOUR,
    then => moveTo(then, orderId, cutting!, 'Trop court de 2 cm : à couper de nouveau'),
    'HP',
  )
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
