import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { FREQUENCIES, ISSUE_STATUSES } from './rules/issue-calendar.ts'
import { PRICE_BASES } from './rules/price.ts'
import { PRODUCT_KINDS } from './rules/product-code.ts'

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
  issn: text,
  cppap: text.describe('registration that gives the press VAT rate'),
}

/** A title as lists show it. */
export const titleRow = z.object({ id, ...titleFields, mailingHouse: z.string(), issueCount: z.int() })
export const titleCard = titleRow.extend(stamps)

const titleRefusals = ['catalog.titleCodeTaken', 'catalog.mailingHouseUnknown'] as const

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
        ...titleFields,
        mailingHouseId: titleFields.mailingHouseId.default(null),
        issn: text.default(''),
        cppap: text.default(''),
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

const issueFields = {
  ordinal: z.int().min(1).max(100_000).describe('place in the title: 1, 2, 3…'),
  number: z.string().trim().min(1).max(20).describe('what is printed: 5, 12-13'),
  label: text,
  coverOn: isoDay.describe('the date it bears'),
  onSaleOn: isoDay,
  closesOn: isoDay.nullable().describe('last day to be in its mailing file'),
}

/** An issue as lists show it. */
export const issueRow = z.object({
  id,
  titleId: id,
  titleCode: z.string(),
  titleName: z.string(),
  ...issueFields,
  status: z.enum(ISSUE_STATUSES),
})
export const issueCard = issueRow.extend(stamps)

const issueRefusals = [
  'catalog.issueNumberTaken',
  'catalog.issueOrdinalTaken',
  'catalog.issueOutOfOrder',
  'catalog.coverDateMissing',
] as const

const issues = {
  ...listContract({
    path: '/issues',
    summary: 'Issues of the titles',
    right: 'catalog.read',
    row: issueRow,
    sorts: ['coverOn', 'onSaleOn', 'ordinal'],
    filters: { titleId: id.optional(), status: z.enum(ISSUE_STATUSES).optional() },
  }),
  get: contract({ method: 'GET', path: '/issues/{id}', summary: 'An issue', right: 'catalog.read' })
    .input(z.object({ id }))
    .output(issueCard),
  propose: contract({
    method: 'GET',
    path: '/titles/{titleId}/next-issues',
    summary: 'The issues to expect after the last one, by the frequency; nothing is created',
    right: 'catalog.read',
    refusals: ['catalog.irregular'],
  })
    .input(z.object({ titleId: id, count: z.int().min(1).max(60).default(4) }))
    .output(z.array(z.object({ ordinal: z.int(), number: z.string(), coverOn: isoDay, onSaleOn: isoDay }))),
  create: contract({
    method: 'POST',
    path: '/issues',
    summary: 'Create an issue; what is not said comes from the frequency',
    right: 'catalog.write',
    refusals: issueRefusals,
  })
    .input(
      z.object({
        titleId: id,
        ...z.object(issueFields).partial().shape,
        label: text.default(''),
        closesOn: issueFields.closesOn.default(null),
      }),
    )
    .output(issueCard),
  update: contract({
    method: 'PATCH',
    path: '/issues/{id}',
    summary: 'Change an issue',
    right: 'catalog.write',
    refusals: [...issueRefusals, 'catalog.issueDispatched', 'record.changedMeanwhile'],
  })
    .input(
      z.object({
        id,
        revision,
        ...z.object(issueFields).partial().shape,
        status: z.enum(['planned', 'closed', 'skipped']).optional(),
      }),
    )
    .output(issueCard),
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
  vatRateBps: z.int().min(0).max(10_000).describe('2000 is 20 %'),
  supplierName: text,
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
})
export const productCard = productRow.extend(stamps)

const productRefusals = [
  'catalog.productCodeTaken',
  'catalog.titleMissing',
  'catalog.titleUnknown',
  'catalog.termMissing',
  'catalog.issuesDueMissing',
  'catalog.issueMissing',
  'catalog.issueUnknown',
  'catalog.issueOfAnotherTitle',
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
        ...z.object(productFields).partial().shape,
        code: productFields.code,
        label: productFields.label,
        priceBasis: productFields.priceBasis.default('gross'),
        priceCents: productFields.priceCents,
        supplierName: text.default(''),
        archivedOn: productFields.archivedOn.default(null),
      }),
    )
    .output(productCard),
  update: contract({
    method: 'PATCH',
    path: '/products/{id}',
    summary: 'Change a product; invoices and purchases made before keep what they had',
    right: 'catalog.write',
    refusals: [...productRefusals, 'record.changedMeanwhile'],
  })
    .input(z.object({ id, revision, ...z.object(productFields).partial().shape }))
    .output(productCard),
}

export const catalogContract = { titles, issues, products }
