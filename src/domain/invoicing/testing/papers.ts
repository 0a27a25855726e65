import fc from 'fast-check'
import type { Buyer } from '../rules/document.ts'
import type { Paper, PaperAllowance, PaperLine } from '../rules/paper.ts'
import type { Seller } from '../rules/seller.ts'
import { totalsOf } from '../rules/totals.ts'

export const SELLER: Seller = {
  legalName: 'Éditions Capital Social',
  legalForm: 'SARL',
  capitalCents: 800_000,
  siren: '123456782',
  nic: '00010',
  register: 'RCS Paris',
  vatNumber: 'FR11123456782',
  vatScheme: 'normal',
  vatOnDebits: false,
  ossSince: null,
  lines: '27 rue des Maraîchers',
  postcode: '75020',
  town: 'Paris',
  country: 'FR',
  phone: '01 99 00 12 34',
  email: 'abonnements@capital-social.example',
  website: 'capital-social.example',
  iban: 'FR7630006000011234567890189',
  bic: 'AGRIFRPP',
  electronicAddress: '',
  logo: '',
  colour: '#8c1d2f',
  latePenalty: '',
  earlyDiscount: '',
  footer: '',
}

export const LIBRARY: Buyer = {
  number: 1042,
  kind: 'organisation',
  name: 'Médiathèque de la Ville d’Annecy',
  siren: '217400100',
  vatNumber: '',
  email: 'periodiques@annecy.example',
  electronicAddress: '',
  address: {
    lines: ['Service des périodiques', '1 rue Jean-Jaurès'],
    postcode: '74000',
    town: 'Annecy',
    country: 'FR',
  },
  delivery: null,
}

export const READER: Buyer = {
  ...LIBRARY,
  number: 7,
  kind: 'person',
  name: 'Mme Florence Dupont',
  siren: '',
  email: 'florence@example.org',
  address: { lines: ['7 rue des Marronniers'], postcode: '75011', town: 'Paris', country: 'FR' },
}

export const line = (given: Partial<PaperLine> = {}): PaperLine => ({
  position: 1,
  label: 'Abonnement d’un an à Capital Social',
  description: '',
  recipient: '',
  supply: 'goods',
  quantity: 1,
  unitCents: 3400,
  discountBps: null,
  discountCents: 0,
  discountReason: '',
  vatCategory: 'S',
  vatRateBps: 210,
  netCents: 0,
  vatCents: 0,
  grossCents: 0,
  periodFrom: null,
  periodTo: null,
  ...given,
})

export const allowance = (given: Partial<PaperAllowance> & { cents: number }): PaperAllowance & { cents: number } => ({
  kind: 'discount',
  reason: 'Remise libraire',
  percentBps: null,
  vatCategory: 'S',
  vatRateBps: 210,
  netCents: 0,
  vatCents: 0,
  grossCents: 0,
  ...given,
})

type Given = Partial<Omit<Paper, 'lines' | 'allowances'>> & {
  lines?: readonly PaperLine[]
  allowances?: readonly (PaperAllowance & { cents: number })[]
}

/** A document with its amounts counted as those that are issued. */
export function aPaper({ lines = [line()], allowances = [], ...given }: Given = {}): Paper {
  const priceBasis = given.priceBasis ?? 'gross'
  const totals = totalsOf({
    priceBasis,
    lines: lines.map(one => ({ ...one, unitCents: one.unitCents ?? 0 })),
    allowances: allowances.map(({ kind, vatCategory, vatRateBps, cents }) => ({
      kind,
      vatCategory,
      vatRateBps,
      cents,
    })),
  })
  const { netCents, vatCents, grossCents } = totals
  return {
    id: '019a0000-0000-7000-8000-000000000001',
    kind: 'invoice',
    number: 'FA-2026-000412',
    issuedOn: '2026-11-22',
    suppliedOn: null,
    dueOn: '2026-12-22',
    language: 'fr',
    currency: 'EUR',
    perEuroMicros: null,
    priceBasis,
    territory: 'metropolitan',
    seller: SELLER,
    buyer: LIBRARY,
    buyerReference: '',
    purchaseOrder: '',
    contractReference: '',
    note: '',
    paymentDays: 30,
    paymentMonthEnd: 'none',
    paymentMethod: null,
    deposits: [],
    credits: null,
    reason: '',
    netCents,
    vatCents,
    grossCents,
    ...given,
    lines: lines.map((one, at) => ({ ...one, position: at + 1, ...totals.lines[at]! })),
    allowances: allowances.map(({ cents: _, ...one }, at) => ({ ...one, ...totals.allowances[at]! })),
  }
}

const words = fc.oneof(
  fc.constantFrom(
    'Abonnement',
    'N° 12 & suppléments',
    '<b>gras</b>',
    'L’œuvre "complète"',
    'Ligne\r\nsuivante',
    '😀 é',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map(text => `x${text}`),
)
const isoDay = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))
const rate = fc.constantFrom(105, 210, 550, 850, 1000, 2000)

const randomLine = (vatCategory: PaperLine['vatCategory']) =>
  fc
    .record({
      label: words,
      description: fc.oneof(fc.constant(''), words),
      supply: fc.constantFrom('goods' as const, 'services' as const),
      quantity: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 20_000 })),
      unitCents: fc.integer({ min: 0, max: 500_000 }),
      discountBps: fc.option(fc.integer({ min: 0, max: 10_000 })),
      vatRateBps: vatCategory === 'S' ? rate : fc.constant(0),
      period: fc.option(fc.tuple(isoDay, isoDay).map(days => days.toSorted())),
    })
    .map(({ period, ...given }) =>
      line({ ...given, vatCategory, periodFrom: period?.[0] ?? null, periodTo: period?.[1] ?? null }),
    )

/** Any document that may be issued: each category, both bases, three kinds, discounts, charges and deposits. */
export const papers: fc.Arbitrary<Paper> = fc
  .constantFrom<PaperLine['vatCategory']>('S', 'S', 'S', 'Z', 'E', 'AE', 'K', 'G', 'O')
  .chain(category =>
    fc.record({
      category: fc.constant(category),
      lines: fc.array(randomLine(category), { minLength: 1, maxLength: 8 }),
      priceBasis: fc.constantFrom('gross' as const, 'net' as const),
      kind: fc.constantFrom('invoice' as const, 'invoice' as const, 'credit-note' as const, 'deposit' as const),
      language: fc.constantFrom('fr' as const, 'en' as const),
      person: fc.boolean(),
      discount: fc.boolean(),
      charge: fc.boolean(),
      paid: fc.boolean(),
      text: words,
      foreign: fc.option(
        fc.record({
          currency: fc.constantFrom('USD', 'CHF', 'GBP'),
          perEuroMicros: fc.integer({ min: 10_000, max: 100_000_000 }),
        }),
      ),
      paymentMethod: fc.option(
        fc.constantFrom(
          'cash' as const,
          'cheque' as const,
          'transfer' as const,
          'card' as const,
          'direct-debit' as const,
        ),
      ),
    }),
  )
  .map(({ category, lines, person, discount, charge, paid, text, foreign, ...given }) => {
    const first = lines[0]!
    const part = Math.floor((first.quantity * first.unitCents!) / 20)
    const taken = first.discountBps === null || first.discountBps < 9000
    const rated = { vatCategory: category, vatRateBps: first.vatRateBps, cents: part, reason: text }
    const abroad = category === 'K' || category === 'AE' || category === 'G'
    const address = { ...LIBRARY.address, country: category === 'G' ? 'CH' : abroad ? 'DE' : 'FR' }
    const paper = aPaper({
      ...given,
      ...foreign,
      lines,
      allowances: [
        ...(discount && taken ? [allowance(rated)] : []),
        ...(charge ? [allowance({ ...rated, kind: 'charge' })] : []),
      ],
      buyer: {
        ...(person && !abroad ? READER : LIBRARY),
        ...(abroad ? { address, siren: '', vatNumber: category === 'G' ? '' : 'DE123456789' } : {}),
        delivery: charge ? { ...READER.address, name: text } : null,
      },
      territory: abroad ? (category === 'G' ? 'outside' : 'eu-business') : 'metropolitan',
      note: text,
      purchaseOrder: text,
      credits: given.kind === 'credit-note' ? { number: 'FA-2026-000400', issuedOn: '2026-10-02' } : null,
    })
    const deposit = Math.floor(paper.grossCents / 3)
    if (!paid || paper.kind !== 'invoice' || deposit === 0) return paper
    const rest = { netCents: deposit, vatCents: 0, grossCents: deposit }
    return { ...paper, deposits: [{ number: 'AC-2026-000003', issuedOn: '2026-09-01', ...rest }] }
  })
