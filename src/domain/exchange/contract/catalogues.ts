import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { CATALOGUE_FIELDS, CATALOGUE_PARTS, PARTNER_CATALOGUE_STATES, VERDICTS } from '../rules/catalogue.ts'

const one = z.object({ id })
const families = z.array(z.string().trim().min(1).max(200)).max(1000)

export const sentCatalogueRow = z.object({
  id,
  edition: z.int().describe('from 1: of two catalogues the later one has more'),
  asOf: isoDay,
  families: z.array(z.string()).describe('chosen families; none: every product'),
  productCount: z.int(),
  sentTo: z.string().describe('the partners it was mailed to; empty: none'),
  createdAt: z.string(),
  createdBy: z.string(),
})

/** What this company sells, written and signed for its partners. Source: D8, INT-8, INT-9. */
export const sentCataloguesContract = {
  ...listContract({
    path: '/sent-catalogues',
    summary: 'Catalogues that were written for partners, the latest first',
    right: 'exchange.read',
    row: sentCatalogueRow,
    sorts: ['edition'],
  }),
  families: contract({
    method: 'GET',
    path: '/sent-catalogues/families',
    summary: 'Families of products that a catalogue can be written of, and how many products each has',
    right: 'exchange.read',
  }).output(z.array(z.object({ family: z.string().describe('empty: of none'), productCount: z.int() }))),
  recipients: contract({
    method: 'GET',
    path: '/sent-catalogues/recipients',
    summary: 'Paired partners, who can be mailed a catalogue',
    right: 'exchange.read',
  }).output(z.array(z.object({ partnerId: id, name: z.string(), address: z.string() }))),
  send: contract({
    method: 'POST',
    path: '/sent-catalogues',
    summary: 'Write what is sold today, sign it and mail it to partners; without partners it is a file to hand over',
    right: 'exchange.write',
    refusals: ['exchange.nothingInCatalogue', 'exchange.notPairedYet'],
  })
    .input(
      z.object({
        families: families.default([]).describe('chosen families with what their bundles are made of; none: all'),
        partnerIds: z.array(id).max(200).default([]).describe('paired partners'),
      }),
    )
    .output(sentCatalogueRow),
}

export const partnerCatalogueRow = z.object({
  id,
  partnerId: id,
  partyId: id,
  partner: z.string(),
  edition: z.int(),
  asOf: isoDay,
  families: z.array(z.string()),
  state: z.enum(PARTNER_CATALOGUE_STATES),
  productCount: z.int(),
  newCount: z.int(),
  changedCount: z.int(),
  conflictCount: z.int(),
  appliedAt: z.string().nullable(),
  createdAt: z.string(),
})
const partnerCatalogueCard = partnerCatalogueRow.extend({
  sameCount: z.int(),
  onlyHereCount: z.int().describe('products here that the catalogue does not have, of its families'),
  comparedAt: z.string().describe('with the products here'),
  appliedParts: z.array(z.enum(CATALOGUE_PARTS)),
  changedFields: z.array(z.object({ field: z.enum(CATALOGUE_FIELDS), count: z.int() })),
  changedParts: z
    .array(z.object({ part: z.enum(CATALOGUE_PARTS), count: z.int() }))
    .describe('how many products each part concerns, those to be added too'),
  later: isoDay.nullable().describe('the day of a later catalogue of this partner that was applied'),
})

const file = z.object({
  name: z.string().trim().min(1).max(200),
  content: z.string().min(4).max(19_000_000).describe('in Base64'),
})

const faults = [
  'exchange.notACatalogue',
  'exchange.notJson',
  'exchange.notUtf8',
  'exchange.catalogueVersion',
  'exchange.catalogueField',
  'exchange.catalogueTwice',
  'exchange.catalogueTooLarge',
  'exchange.catalogueUnsigned',
  'exchange.catalogueUnknownSender',
  'exchange.catalogueChanged',
  'exchange.catalogueOfAnother',
] as const

/** Catalogues of partners: proposals, until somebody applies parts of them. */
export const partnerCataloguesContract = {
  ...listContract({
    path: '/partner-catalogues',
    summary: 'Catalogues that partners sent, the latest first',
    right: 'exchange.read',
    row: partnerCatalogueRow,
    sorts: ['createdAt'],
    filters: { partnerId: id.optional(), state: z.enum(PARTNER_CATALOGUE_STATES).optional() },
  }),
  get: contract({
    method: 'GET',
    path: '/partner-catalogues/{id}',
    summary: 'The catalogue of a partner and how it differs from the products here',
    right: 'exchange.read',
  })
    .input(one)
    .output(partnerCatalogueCard),
  take: contract({
    method: 'POST',
    path: '/partner-catalogues',
    summary: 'Take the catalogue of a partner from its file; no product changes',
    right: 'exchange.write',
    refusals: [...faults, 'exchange.catalogueOlder'],
  })
    .input(z.object({ files: z.array(file).min(1).max(4).describe('the ZIP, or the catalogue and its signature') }))
    .output(partnerCatalogueCard),
  compare: contract({
    method: 'POST',
    path: '/partner-catalogues/{id}/compare',
    summary: 'Compare the catalogue of a partner with the products here once more',
    right: 'exchange.write',
  })
    .input(one)
    .output(partnerCatalogueCard),
  apply: contract({
    method: 'POST',
    path: '/partner-catalogues/{id}/apply',
    summary: 'Apply parts of the catalogue of a partner to the products here; what is in conflict stays as it is',
    right: 'catalog.write',
    refusals: [
      'exchange.catalogueOlder',
      'exchange.catalogueMoved',
      'catalog.componentPrice',
      'catalog.bundleNeedsPrice',
    ],
  })
    .input(z.object({ id, parts: z.array(z.enum(CATALOGUE_PARTS)).min(1).describe('added: products not here yet') }))
    .output(
      z.object({
        added: z.int(),
        changed: z.int(),
        composed: z.int().describe('bundles made otherwise from today on'),
        waiting: z.int().describe('compositions with a product that is not here: applied once it is'),
        catalogue: partnerCatalogueCard,
      }),
    ),
  leave: contract({
    method: 'POST',
    path: '/partner-catalogues/{id}/leave',
    summary: 'Leave the catalogue of a partner as it is: it waits for nobody any more',
    right: 'exchange.write',
    refusals: ['exchange.catalogueApplied'],
  })
    .input(one)
    .output(partnerCatalogueCard),
}

const value = z.union([z.string(), z.number(), z.boolean()]).nullable()

export const partnerCatalogueLineRow = z.object({
  id,
  code: z.string().describe('as the partner says it'),
  label: z.string(),
  productId: id.nullable().describe('what it is here'),
  verdict: z.enum(VERDICTS),
  why: z.string().describe('in words, why it cannot be applied'),
  changes: z.array(z.object({ field: z.enum(CATALOGUE_FIELDS), from: value, to: value })),
  difference: z.string().describe('the changes in words'),
})

export const partnerCatalogueLinesContract = listContract({
  path: '/partner-catalogue-lines',
  summary: 'The products of a partner’s catalogue beside those here, field by field',
  right: 'exchange.read',
  row: partnerCatalogueLineRow,
  sorts: ['position'],
  filters: {
    catalogueId: id.optional(),
    verdict: z.enum(VERDICTS).optional(),
    field: z.enum(CATALOGUE_FIELDS).optional().describe('only products of which this field differs'),
  },
})
