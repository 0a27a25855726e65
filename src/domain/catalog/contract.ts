import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { bundleFields, bundleRefusals, composition } from './contract/bundles.ts'
import { issuesContract } from './contract/issues.ts'
import { stockMovementsContract } from './contract/stock-movements.ts'
import { FREQUENCIES } from './rules/issue-calendar.ts'
import { PRICE_BASES } from './rules/price.ts'
import { PRODUCT_KINDS } from './rules/product-code.ts'
import { SUPPLIES, TAX_CLASSES } from './rules/tax.ts'
import { COUNTED_BY, SERVED_BY, TITLE_KINDS } from './rules/title.ts'

const code = z.string().trim().min(1).max(40)
const text = z.string().trim().max(200)
const given = text.min(1)
const stamps = {
  createdAt: z.string(),
  createdBy: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  revision: z.int(),
}
const revision = z.int().optional()

const titleFields = {
  code: code.describe('short, said aloud: CS'),
  name: given,
  frequency: z.enum(FREQUENCIES),
  mailingHouseId: id.nullable().describe('the party that distributes the issues'),
  firstIssueOn: isoDay.describe('the date the first issue bears'),
  issn: text.describe('2049-3630; its check digit is checked'),
  cppap: text.describe('0525 K 94371: registration that gives the press VAT rate'),
  cppapUntil: isoDay.nullable().describe('last day of that registration; null: the end of the month in its number'),
  kind: z.enum(TITLE_KINDS).describe('a box is ordered until its cut-off day, its closing day'),
  servedBy: z.enum(SERVED_BY).describe('what a new subscription to it is proposed as'),
  countedBy: z.enum(COUNTED_BY).describe('the day of an issue that a term is compared with'),
  graceIssues: z.int().min(0).max(24).describe('issues still served after the end, deducted at renewal'),
  coverPriceCents: cents.min(0).max(100_000_000).nullable().describe('with tax; null: not said'),
  warningDays: z.int().min(0).max(366).describe('days before its end from which a subscription shows as expiring'),
  replacementLimit: z.int().min(0).max(99).describe('replacement copies a purchase may get in 12 months'),
  parcelFromCopies: z.int().min(1).max(100_000).nullable().describe('from so many copies a shipment is a parcel'),
  latestAtShipment: z
    .boolean()
    .describe('true: who buys the latest issue gets the latest on the day of shipment, not on the day of the order'),
}

/** A title as lists show it. */
const titleRow = z.object({ id, ...titleFields, mailingHouse: z.string(), issueCount: z.int() })
export const titleCard = titleRow.extend(stamps)

const titleRefusals = [
  'catalog.titleCodeTaken',
  'catalog.mailingHouseUnknown',
  'catalog.issnForm',
  'catalog.cppapForm',
] as const

const titles = {
  ...listContract({
    path: '/titles',
    summary: 'What is published: magazines, boxes',
    right: 'catalog.read',
    row: titleRow,
    sorts: ['code', 'name'],
    filters: { mailingHouseId: id.optional() },
  }),
  get: contract({ method: 'GET', path: '/titles/{id}', summary: 'A title', right: 'catalog.read' })
    .input(z.object({ id }))
    .output(titleCard),
  create: contract({
    method: 'POST',
    path: '/titles',
    summary: 'Create a title',
    right: 'catalog.write',
    refusals: titleRefusals,
  })
    .input(
      z.object({
        ...z.object(titleFields).partial().shape,
        code: titleFields.code,
        name: titleFields.name,
        frequency: titleFields.frequency,
        firstIssueOn: titleFields.firstIssueOn,
      }),
    )
    .output(titleCard),
  update: contract({
    method: 'PATCH',
    path: '/titles/{id}',
    summary: 'Change a title',
    right: 'catalog.write',
    refusals: [...titleRefusals, 'record.changedMeanwhile'],
  })
    .input(z.object({ id, revision, ...z.object(titleFields).partial().shape }))
    .output(titleCard),
}

const productFields = {
  code: code.describe('ABO-A112, NUM-1: read to fill in what is not said'),
  label: given,
  kind: z.enum(PRODUCT_KINDS),
  titleId: id.nullable(),
  offerCode: z.string().trim().toUpperCase().max(10),
  termMonths: z.int().min(1).max(999).nullable(),
  issuesDue: z.int().min(1).max(999).nullable().describe('null: as many as come out during the term'),
  servedBy: z.enum(['date', 'issue']).nullable(),
  issueId: id.nullable(),
  latestIssue: z.boolean().describe('the latest issue on sale on the day of the order'),
  priceBasis: z.enum(PRICE_BASES).describe('whether the price is with or without tax'),
  priceCents: cents.min(0).max(100_000_000),
  vatRateBps: z.int().min(0).max(10_000).describe('2000 is 20 %; of a bundle, what its components come to together'),
  taxClass: z
    .enum(TAX_CLASSES)
    .nullable()
    .describe('says the rate by territory and day; null: the rate said, everywhere'),
  supply: z.enum(SUPPLIES).describe('printed copies are goods, access is a service'),
  supplierName: text,
  ean13: text.describe('thirteen digits, the last of which checks the others'),
  brand: text,
  family: text,
  image: z
    .string()
    .max(20_000)
    .regex(/^(data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+)?$/)
    .describe('a small picture as a data: address'),
  archivedOn: isoDay.nullable().describe('null: on sale'),
}

/** A product as lists show it. Source: ABO-18, ABO-23. */
export const productRow = z.object({
  id,
  ...productFields,
  characteristic: z.string(),
  titleCode: z.string(),
  issueNumber: z.string(),
  netCents: cents,
  grossCents: cents,
  components: z.string().describe('what a bundle is made of today: ABO-A112 + NUM-1'),
})
export const productCard = productRow.extend({ ...stamps, compositions: z.array(composition) })

const productRefusals = [
  'catalog.productCodeTaken',
  'catalog.titleMissing',
  'catalog.titleUnknown',
  'catalog.termMissing',
  'catalog.issuesDueMissing',
  'catalog.issueMissing',
  'catalog.issueUnknown',
  'catalog.issueOfAnotherTitle',
  'catalog.ean13Form',
  'catalog.pressWithoutCppap',
  ...bundleRefusals,
] as const

const products = {
  ...listContract({
    path: '/products',
    summary: 'What is sold',
    right: 'catalog.read',
    row: productRow,
    sorts: ['code', 'label', 'grossCents'],
    filters: {
      kind: productFields.kind.optional(),
      titleId: id.optional(),
      ofTitles: z.boolean().optional().describe('subscriptions and single issues only'),
      archived: z.boolean().optional().describe('those no longer sold; else those on sale'),
    },
  }),
  get: contract({ method: 'GET', path: '/products/{id}', summary: 'A product', right: 'catalog.read' })
    .input(z.object({ id }))
    .output(productCard),
  create: contract({
    method: 'POST',
    path: '/products',
    summary: 'Create a product; its code says what is not said otherwise',
    right: 'catalog.write',
    refusals: productRefusals,
  })
    .input(
      z.object({
        ...z.object({ ...productFields, ...bundleFields }).partial().shape,
        code: productFields.code,
        label: productFields.label,
        priceCents: productFields.priceCents,
      }),
    )
    .output(productCard),
  update: contract({
    method: 'PATCH',
    path: '/products/{id}',
    summary: 'Change a product; invoices and purchases made before keep what they had',
    right: 'catalog.write',
    refusals: [...productRefusals, 'catalog.bundleForGood', 'catalog.bundleNeedsPrice', 'record.changedMeanwhile'],
  })
    .input(z.object({ id, revision, ...z.object({ ...productFields, ...bundleFields }).partial().shape }))
    .output(productCard),
}

export const catalogContract = { titles, issues: issuesContract, products, stockMovements: stockMovementsContract }
