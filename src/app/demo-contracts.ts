import { sql } from 'drizzle-orm'
import { createContract, type NewContract } from '../domain/contracts/actions/contracts.ts'
import { invoiceTerms } from '../domain/contracts/actions/invoice.ts'
import { pauseContract, terminateContract } from '../domain/contracts/actions/life.ts'
import { USUAL_SCHEDULE } from '../domain/contracts/rules/typed.ts'
import { createParty } from '../domain/parties/actions.ts'
import type { Ctx } from '../platform/http/context.ts'

type Line = NewContract['lines'][number]
type Said = Partial<Omit<NewContract, 'lines'>> &
  Pick<NewContract, 'title' | 'customerId' | 'startsOn'> & { lines: Line[] }

const USUAL: Omit<NewContract, 'title' | 'customerId' | 'startsOn' | 'lines'> = {
  payerId: null,
  endsOn: null,
  owner: 'VG',
  paymentMethod: 'transfer',
  paymentDays: 30,
  paymentMonthEnd: 'after-days',
  mandateId: null,
  privateNote: '',
  note: '',
  buyerReference: '',
  purchaseOrder: '',
  priceBasis: 'net',
  currency: 'EUR',
  ...USUAL_SCHEDULE,
  active: true,
  generateAll: false,
  source: 'hand',
}

const text = (label: string, unitCents: number, description = ''): Line => ({
  ...{ productId: null, label, description, quantity: 1, unitCents, discountBps: 0, vatRateBps: 2000 },
  ...{ recipientId: null, gift: false, renewsPurchaseId: null },
})

/** Contracts of the review in every state: advertisers, a library, a partner that stopped. All of them are made up. */
export async function loadContracts(ctx: Ctx) {
  const add = (said: Said) => createContract(ctx, { ...USUAL, ...said })
  const organisation = (legalName: string, town: string, postcode: string) =>
    createParty(ctx, {
      kind: 'organisation',
      legalName,
      isCustomer: true,
      addresses: [{ purpose: 'billing', line1: '4 place du Marché', postcode, town, country: 'FR' }],
    })
  const agency = await organisation('Agence Rive Gauche', 'LYON', '69002')
  const library = await organisation('Médiathèque du Lac', 'ANNECY', '74000')
  const bank = await organisation('Banque des Alpages', 'CHAMBÉRY', '73000')
  await advertisers(ctx, add, { agency, bank })
  await add({
    title: 'Abonnements du réseau de lecture',
    customerId: library,
    startsOn: '2023-09-01',
    endsOn: '2024-08-31',
    unit: 'year',
    priceBasis: 'gross',
    renewal: 'tacit',
    purchaseOrder: 'ML-2023-118',
    lines: [{ ...text('', 0), productId: await yearly(ctx), quantity: 12, unitCents: null, vatRateBps: null }],
  })
  await add({
    title: 'Archives en ligne',
    customerId: library,
    startsOn: '2023-10-01',
    active: false,
    lines: [text('Accès aux archives', 4900)],
  })
}

type Add = (said: Said) => Promise<string>

async function advertisers(ctx: Ctx, add: Add, { agency, bank }: { agency: string; bank: string }) {
  const cover = await add({
    title: 'Quatrième de couverture',
    customerId: agency,
    startsOn: '2023-01-01',
    endsOn: '2023-12-31',
    every: 3,
    renewal: 'proposed',
    lines: [text('Insertion, 4e de couverture', 180_000, 'Du {period.start} au {period.end}')],
  })
  const [first, second] = await termIds(ctx, cover)
  await invoiceTerms(ctx, [first!, second!], 'issued')
  const newsletter = await add({
    title: 'Lettre d’information sponsorisée',
    customerId: agency,
    startsOn: '2023-03-15',
    invoicing: 'draft',
    lines: [text('Encart dans la lettre', 35_000)],
  })
  await invoiceTerms(ctx, (await termIds(ctx, newsletter)).slice(3, 6), 'draft')
  const banner = await add({
    title: 'Bandeau du site',
    customerId: bank,
    startsOn: '2023-02-01',
    endsOn: '2024-01-31',
    lines: [text('Bandeau', 22_000)],
  })
  await pauseContract(ctx, banner, '2023-08-01', '2023-10-31')
  const event = await add({
    title: 'Partenariat des rencontres',
    customerId: bank,
    startsOn: '2022-10-01',
    every: 6,
    lines: [text('Partenariat', 90_000)],
  })
  await terminateContract(ctx, event, '2023-03-31', 'Budget réduit')
}

async function termIds({ db, company }: Ctx, contractId: string): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from contract_terms where company_id = ${company.id} and contract_id = ${contractId} order by starts_on`)
  return rows.map(({ id }) => id)
}

async function yearly({ db, company }: Ctx): Promise<string> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from products where company_id = ${company.id} and kind = 'subscription' and term_months = 12 and price_cents > 0
    order by code limit 1`)
  return rows[0]!.id
}
