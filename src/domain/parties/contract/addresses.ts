import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'

const line = z.string().trim().max(100)

export const place = {
  line1: line.default('').describe('number and street'),
  line2: line.default(''),
  line3: line.default(''),
  postcode: z.string().trim().max(20).default(''),
  town: line.default(''),
  country: z.string().trim().toUpperCase().length(2).default('FR').describe('ISO 3166-1: FR'),
}

const PURPOSES = ['billing', 'shipping', 'temporary'] as const

const period = {
  validFrom: isoDay.nullable().default(null).describe('first day it is used'),
  validTo: isoDay.nullable().default(null).describe('last day it is used'),
  issuesFrom: isoDay
    .nullable()
    .default(null)
    .describe('for issues that bear this day or a later one; older issues go to the address before'),
}

/** An address of a new party. */
export const addressInput = z.object({ purpose: z.enum(PURPOSES).default('billing'), ...place, ...period })

/** An address of today, as the form of a party gives it. */
export const addressToday = z.object({ purpose: z.enum(['billing', 'shipping']).default('billing'), ...place })

/** An address on the card: what it is today, and that mail came back from it. */
export const addressRow = addressInput.extend({
  id,
  undeliverableOn: isoDay.nullable(),
  state: z.enum(['current', 'planned', 'past']),
})

const refusals = [
  'parties.addressEmpty',
  'parties.countryUnknown',
  'parties.addressEndsBeforeItStarts',
  'parties.temporaryAddressEnds',
  'parties.temporaryAddressesOverlap',
  'parties.wasMerged',
] as const

const addresses = z.object({ addresses: z.array(addressRow) })

export const addressesContract = {
  move: contract({
    method: 'POST',
    path: '/parties/{id}/addresses',
    summary: 'Give a party another address: now, from a day, from an issue, or for a period',
    right: 'parties.write',
    refusals,
  })
    .input(
      z.object({
        id,
        purpose: z.enum(PURPOSES).default('shipping'),
        ...place,
        validFrom: isoDay.optional().describe('first day it is used; today unless said'),
        validTo: period.validTo.describe('last day, of a temporary address'),
        issuesFrom: period.issuesFrom,
      }),
    )
    .output(addresses),
  remove: contract({
    method: 'DELETE',
    path: '/parties/{id}/addresses/{addressId}',
    summary: 'Give up a planned address, or end the one in use',
    right: 'parties.write',
    refusals: ['parties.addressPast', 'parties.wasMerged'],
  })
    .input(z.object({ id, addressId: id }))
    .output(addresses),
}
