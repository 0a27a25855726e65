import fc from 'fast-check'
import { ANSWERS, type ExchangeAnswer, type ExchangeDespatch, type ExchangeOrder } from '../rules/documents.ts'

const NOWHERE = { lines: [], postcode: '', town: '', country: 'FR' }

/** The first order of the document. Source: INT-14. */
export const anExchangeOrder = (more: Partial<ExchangeOrder> = {}): ExchangeOrder => ({
  number: 'CFR1',
  orderedOn: '2020-11-15',
  deliverOn: null,
  currency: 'EUR',
  note: '',
  buyerReference: '',
  buyer: { name: 'Distribution de Calvi', siren: '', vatNumber: '', email: 'calvi@example.org', address: NOWHERE },
  seller: {
    name: 'STAUBER',
    siren: '732829320',
    vatNumber: '',
    email: 'appros@example.org',
    address: { lines: ['Pair et Grandrupt'], postcode: '88100', town: 'PAIR ET GRANDRUPT', country: 'FR' },
  },
  delivery: null,
  lines: [
    {
      position: 1,
      code: 'CASS-20',
      gtin: '3760012345671',
      label: 'Matériel cuisine',
      description: '',
      quantity: 2,
      netCents: 18000,
      vatCents: 3600,
      vatCategory: 'S',
      vatRateBps: 2000,
      deliverOn: null,
    },
  ],
  ...more,
})

/** What a person may type: any sign, no space at an end. */
const words = fc.string({ unit: 'grapheme', maxLength: 30 }).map(text => text.replace(/[^\P{C}\n]/gu, '').trim())
const someWords = words.map(text => text || 'Revue')
const someDay = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))
const cents = fc.integer({ min: 0, max: 1_000_000_000 })
const address = fc.record({
  lines: fc.uniqueArray(someWords, { maxLength: 3 }),
  postcode: words,
  town: words,
  country: fc.constantFrom('FR', 'BE', 'CH'),
})
const party = fc.record({
  name: someWords,
  siren: fc.constantFrom('', '732829320'),
  vatNumber: fc.constantFrom('', 'FR44732829320'),
  email: fc.constantFrom('', 'a@example.org'),
  address,
})
const line = fc
  .record({
    code: words,
    gtin: fc.constantFrom('', '3760012345671'),
    label: someWords,
    description: words,
    quantity: fc.integer({ min: 1, max: 100_000 }),
    netCents: cents,
    tax: fc.constantFrom('said', 'rounded otherwise', null),
    vatRateBps: fc.constantFrom(0, 210, 550, 2000),
    deliverOn: fc.option(someDay),
  })
  .chain(({ tax, ...line }) =>
    fc.constantFrom(line.vatRateBps > 0 ? ('S' as const) : ('Z' as const), null).map(vatCategory => ({
      ...line,
      vatCents: tax && Math.round((line.netCents * line.vatRateBps) / 10_000) + (tax === 'said' ? 0 : 1),
      vatCategory,
      vatRateBps: vatCategory === null ? 0 : line.vatRateBps,
    })),
  )

/** Orders of any content. */
export const anyOrder: fc.Arbitrary<ExchangeOrder> = fc
  .record({
    number: someWords,
    orderedOn: someDay,
    deliverOn: fc.option(someDay),
    currency: fc.constantFrom('EUR', 'CHF'),
    note: words,
    buyerReference: words,
    buyer: party,
    seller: party,
    delivery: fc.option(address),
    lines: fc.array(line, { minLength: 1, maxLength: 5 }),
  })
  .map(order => ({ ...order, lines: order.lines.map((line, at) => ({ ...line, position: at + 1 })) }))

/** Answers of any content. */
export const anyAnswer: fc.Arbitrary<ExchangeAnswer> = fc.record({
  number: someWords,
  answeredOn: someDay,
  answer: fc.constantFrom(...ANSWERS),
  orderNumber: someWords,
  sellerNumber: words,
  currency: fc.constantFrom('EUR', 'CHF'),
  note: words,
  buyer: party,
  seller: party,
  lines: fc.uniqueArray(
    fc.record({
      position: fc.integer({ min: 1, max: 999 }),
      answer: fc.constantFrom('accepted', 'changed', 'refused'),
      quantity: fc.option(fc.integer({ min: 0, max: 1000 })),
      netCents: fc.option(cents),
      deliverOn: fc.option(someDay),
      note: words,
    }),
    { maxLength: 5, selector: ({ position }) => position },
  ),
})

/** Notices of goods that left, of any content. */
export const anyDespatch: fc.Arbitrary<ExchangeDespatch> = fc.record({
  number: someWords,
  despatchedOn: someDay,
  carrier: words,
  parcelReference: words.map(text => text && `P ${text}`),
  note: words,
  buyer: party,
  seller: party,
  lines: fc.array(
    fc.record({
      orderNumber: someWords,
      position: fc.integer({ min: 1, max: 999 }),
      quantity: fc.integer({ min: 1, max: 1000 }),
      code: words,
      label: someWords,
    }),
    { minLength: 1, maxLength: 5 },
  ),
})
