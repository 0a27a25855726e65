import { markDispatched, planIssues } from '../../domain/catalog/actions.ts'
import { aProduct, aTitle } from '../../domain/catalog/factory.ts'
import { dispatch } from '../../domain/dispatch/actions/dispatch.ts'
import { chosen } from '../../domain/dispatch/queries/chosen.ts'
import { USUAL_LAYOUT } from '../../domain/dispatch/rules/layout.ts'
import { mailingProfiles } from '../../domain/dispatch/tables.ts'
import { issueInvoices } from '../../domain/invoicing/actions.ts'
import { aSeller } from '../../domain/invoicing/factory.ts'
import { aParty } from '../../domain/parties/factory.ts'
import { createRecord } from '../../platform/db/records.ts'
import type { Ctx } from '../../platform/http/context.ts'

/** The quarter begins: issue 7, of 1 November, is to be planned, sold and dispatched. */
export const QUARTER_DAY = '2023-10-16'

const PRODUCTS: [code: string, label: string, priceCents: number][] = [
  ['ABO-A112', 'Abonnement de 1 an', 3400],
  ['ABO-A224', 'Abonnement de 2 ans', 5960],
  ['ABO-PR12', 'Service de presse - 1 an', 0],
]

/** Who subscribed before, on which day; the first two come to their end with issue 7. */
const FORMER: [lastName: string, boughtOn: string][] = [
  ['Ancel', '2022-12-05'],
  ['Brun', '2022-12-05'],
  ['Colin', '2023-07-03'],
  ['Dumas', '2023-07-03'],
  ['Estève', '2023-07-03'],
]
const NEWCOMERS = ['Faure', 'Girard', 'Henry', 'Imbert', 'Joly', 'Klein']
const FIRST_NAMES: Record<string, string> = {
  Ancel: 'Rose',
  Brun: 'Hugo',
  Colin: 'Nina',
  Dumas: 'Paul',
  Estève: 'Lise',
  Faure: 'Jean',
  Girard: 'Anna',
  Henry: 'Luc',
  Imbert: 'Zoé',
  Joly: 'Marc',
  Klein: 'Eva',
}

/** A quarterly whose issues 1 to 6 are out, with five subscribers served until now and six people who are to come. */
export async function aQuarter(ctx: Ctx) {
  await aSeller(ctx)
  const mailingHouseId = await aParty(ctx, {
    kind: 'organisation',
    legalName: 'ROUTAGE DU LAC',
    emails: ['fichiers@routage.example'],
    isMailingHouse: true,
    isCustomer: false,
  })
  const titleId = await aTitle(ctx, { code: 'RL', name: 'La Revue du Lac', mailingHouseId })
  const issues = await planIssues(ctx, titleId, 6)
  const products = new Map<string, string>()
  for (const [code, label, priceCents] of PRODUCTS)
    products.set(code, await aProduct(ctx, { code, label, titleId, priceCents, priceBasis: 'gross' }))
  const people = new Map<string, string>()
  for (const [at, lastName] of [...FORMER.map(([name]) => name), ...NEWCOMERS].entries())
    people.set(lastName, await person(ctx, lastName, at))
  const productId = products.get('ABO-A112')!
  await issueInvoices(
    ctx,
    FORMER.map(([lastName, issuedOn]) => ({
      customerId: people.get(lastName)!,
      issuedOn,
      lines: [{ productId, quantity: 1 }],
    })),
  )
  for (const { id, number, coverOn } of issues)
    if (coverOn < FORMER[0]![1]) await markDispatched(ctx, id)
    else await dispatch(ctx, await chosen(ctx, { kind: 'subscription', issue: number }), coverOn)
  const profile = { name: 'Routage du Lac', mailingHouseId, isDefault: true, layout: USUAL_LAYOUT }
  await createRecord(ctx, mailingProfiles, profile)
  return { titleId, products, people }
}

/** Estève has a postcode of four digits. */
const person = (ctx: Ctx, lastName: string, at: number) =>
  aParty(ctx, {
    lastName,
    firstName: FIRST_NAMES[lastName]!,
    emails: [`${lastName.toLowerCase().normalize('NFD').replace(/\W/g, '')}@example.org`],
    addresses: [{ line1: `${at + 1} quai du Lac`, postcode: lastName === 'Estève' ? '7400' : '74000', town: 'Annecy' }],
  })
