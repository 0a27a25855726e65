import type { Separator } from '../../../values/read-csv.ts'

export const KINDS = ['parties', 'products', 'invoices', 'purchases', 'runs', 'shipments'] as const
export type Kind = (typeof KINDS)[number]

export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** How the bytes of a file become lines of cells: guessed, shown, and changed by a person. */
export type Layout =
  | { format: 'csv'; encoding: Encoding; separator: Separator }
  | { format: 'xlsx'; sheet: string; sheets: string[] }

/** The column each field is read from, from 0. */
export type Mapping = { [field: string]: number }

export type ImportOptions = {
  /** A contact that is not found is made. */
  createParties?: boolean
  /** A product that is not found is made, when its code says what it is. */
  createProducts?: boolean
  /** A purchase with a last shipment is written as served by the run of that day. */
  serveByRuns?: boolean
}

export const DEFAULT_OPTIONS: Required<ImportOptions> = { createParties: true, createProducts: true, serveByRuns: true }

/** What a cell must hold. */
export type Type =
  | 'text'
  | 'code'
  | 'integer'
  | 'count'
  | 'day'
  | 'end'
  | 'amount'
  | 'rate'
  | 'yes'
  | 'email'
  | 'honorific'
  | 'country'
  | 'partyKind'
  | 'productKind'
  | 'components'
  | 'service'
  | 'nature'
  | 'siren'
  | 'vatNumber'
  | 'language'

type Fields = { [field: string]: Type }

const PERSON = {
  contactNumber: 'integer',
  honorific: 'honorific',
  lastName: 'text',
  firstName: 'text',
  legalName: 'text',
  name: 'text',
  email: 'email',
  phone: 'text',
  line1: 'text',
  line2: 'text',
  line3: 'text',
  postcode: 'text',
  town: 'text',
  country: 'country',
} as const satisfies Fields

/** What can be read of each kind, in the order templates and screens show it. */
export const FIELDS = {
  parties: {
    number: 'integer',
    externalId: 'text',
    kind: 'partyKind',
    honorific: 'honorific',
    lastName: 'text',
    firstName: 'text',
    legalName: 'text',
    name: 'text',
    email: 'email',
    email2: 'email',
    phone: 'text',
    phone2: 'text',
    siren: 'siren',
    vatNumber: 'vatNumber',
    electronicAddress: 'text',
    language: 'language',
    line1: 'text',
    line2: 'text',
    line3: 'text',
    postcode: 'text',
    town: 'text',
    country: 'country',
    shippingLine1: 'text',
    shippingLine2: 'text',
    shippingLine3: 'text',
    shippingPostcode: 'text',
    shippingTown: 'text',
    shippingCountry: 'country',
    isCustomer: 'yes',
    isSupplier: 'yes',
    isMailingHouse: 'yes',
    note: 'text',
    privateNote: 'text',
  },
  products: {
    code: 'code',
    label: 'text',
    kind: 'productKind',
    title: 'code',
    termMonths: 'count',
    issuesDue: 'count',
    servedBy: 'service',
    netCents: 'amount',
    grossCents: 'amount',
    vatRateBps: 'rate',
    supplierName: 'text',
    archivedOn: 'day',
    components: 'components',
    composedOn: 'day',
  },
  invoices: {
    number: 'text',
    issuedOn: 'day',
    ...PERSON,
    product: 'code',
    label: 'text',
    quantity: 'count',
    unitGrossCents: 'amount',
    netCents: 'amount',
    vatCents: 'amount',
    grossCents: 'amount',
    amountCents: 'amount',
    vatRateBps: 'rate',
    startsOn: 'day',
    recipientNumber: 'integer',
    purchaseNumber: 'integer',
    cancelledOn: 'day',
  },
  purchases: {
    number: 'integer',
    invoiceNumber: 'text',
    ...PERSON,
    recipientNumber: 'integer',
    product: 'code',
    label: 'text',
    boughtOn: 'day',
    startsOn: 'day',
    expiresOn: 'end',
    reviewOn: 'day',
    termMonths: 'count',
    expiresIn: 'integer',
    copies: 'count',
    netCents: 'amount',
    grossCents: 'amount',
    amountCents: 'amount',
    nature: 'nature',
    reason: 'text',
    lastDispatchedOn: 'day',
    cancelledOn: 'day',
  },
  runs: { number: 'count', label: 'text', title: 'code', issue: 'text', dispatchedOn: 'day', by: 'text' },
  shipments: {
    number: 'count',
    runNumber: 'count',
    purchaseNumber: 'integer',
    issue: 'text',
    dispatchedOn: 'day',
    copies: 'count',
    honorific: 'honorific',
    lastName: 'text',
    firstName: 'text',
    legalName: 'text',
    line1: 'text',
    line2: 'text',
    line3: 'text',
    postcode: 'text',
    town: 'text',
    country: 'country',
  },
} as const satisfies Record<Kind, Fields>

export const fieldsOf = (kind: Kind): Fields => FIELDS[kind]

/** Fields a line cannot do without: one of each group. */
export const REQUIRED: Record<Kind, readonly (readonly string[])[]> = {
  parties: [['lastName', 'legalName', 'name', 'firstName']],
  products: [['code'], ['label'], ['grossCents', 'netCents']],
  invoices: [['number'], ['issuedOn'], ['contactNumber', 'email', 'lastName', 'legalName', 'name', 'firstName']],
  purchases: [
    ['product'],
    ['boughtOn', 'startsOn'],
    ['contactNumber', 'email', 'lastName', 'legalName', 'name', 'firstName', 'invoiceNumber'],
  ],
  runs: [['number'], ['dispatchedOn']],
  shipments: [['runNumber'], ['purchaseNumber']],
}
