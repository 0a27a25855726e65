import { z } from 'zod'
import { contract, id, isoDay } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { addressInput, addressRow, addressToday } from './contract/addresses.ts'
import { HONORIFICS, KINDS, MARKETING, ROLES } from './rules/name.ts'

const short = z.string().trim().max(100)
const long = z.string().trim().max(4000)
const several = z.array(short.min(1)).max(10)

const fields = {
  kind: z.enum(KINDS),
  honorific: z.enum(HONORIFICS),
  lastName: short,
  firstName: short,
  legalName: short,
  emails: several.describe('the first is the one to write to'),
  phones: several,
  siren: short.describe('nine digits, or the fourteen of a SIRET; its key is checked'),
  vatNumber: short.describe('begins with the country: FR44732829320'),
  language: z.enum(['fr', 'en']).describe('of the papers and mails it gets'),
  electronicAddress: short.describe('where its platform takes electronic invoices'),
  isCustomer: z.boolean(),
  isSupplier: z.boolean(),
  isMailingHouse: z.boolean(),
  noMarketingOn: isoDay.nullable().describe('the day it asked not to be written to but about what it bought'),
  note: long,
  privateNote: long.describe('never on a document for the customer'),
  externalId: short.min(1).nullable().describe('its name where it was brought in from: shop:48'),
  addresses: z.array(addressToday).max(2).describe('one for billing, one for shipping when it differs'),
}

const stamps = { createdAt: z.string(), createdBy: z.string(), updatedAt: z.string(), updatedBy: z.string() }

/** One party as lists show it, with its billing address. */
export const partyRow = z.object({
  id,
  number: z.int(),
  kind: fields.kind,
  honorific: fields.honorific,
  lastName: z.string(),
  firstName: z.string(),
  legalName: z.string(),
  email: z.string(),
  phone: z.string(),
  line1: z.string(),
  postcode: z.string(),
  town: z.string(),
  country: z.string(),
  isCustomer: z.boolean(),
  isSupplier: z.boolean(),
  isMailingHouse: z.boolean(),
})

/** All there is to know of one party. */
export const partyCard = z.object({
  id,
  number: z.int(),
  ...fields,
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  externalId: z.string().nullable(),
  isAgency: z.boolean(),
  mergedIntoId: id.nullable().describe('the one kept, when this one was merged into it'),
  addresses: z.array(addressRow).describe('those of today, then what is planned, then the past'),
  ...stamps,
  revision: z.int(),
})

const refusals = [
  'parties.nameless',
  'parties.numberTaken',
  'parties.externalIdTaken',
  'parties.emailInvalid',
  'parties.countryUnknown',
  'parties.addressTwice',
  'parties.temporaryAddressEnds',
  'parties.addressEndsBeforeItStarts',
  'parties.sirenInvalid',
  'parties.vatNumberInvalid',
  'parties.vatNumberOfAnother',
] as const

export const partiesContract = {
  ...listContract({
    path: '/parties',
    summary: 'People and organisations',
    right: 'parties.read',
    row: partyRow,
    sorts: ['name', 'number'],
    filters: { role: z.enum(ROLES).optional(), kind: fields.kind.optional(), marketing: z.enum(MARKETING).optional() },
  }),
  get: contract({ method: 'GET', path: '/parties/{id}', summary: 'A person or an organisation', right: 'parties.read' })
    .input(z.object({ id }))
    .output(partyCard),
  create: contract({
    method: 'POST',
    path: '/parties',
    summary: 'Create a person or an organisation',
    right: 'parties.write',
    refusals,
  })
    .input(
      z.object({
        number: z.int().min(1).max(2_000_000_000).optional().describe('the one it had elsewhere; else the next one'),
        kind: fields.kind.default('person'),
        honorific: fields.honorific.default(''),
        lastName: fields.lastName.default(''),
        firstName: fields.firstName.default(''),
        legalName: fields.legalName.default(''),
        emails: fields.emails.default([]),
        phones: fields.phones.default([]),
        siren: fields.siren.default(''),
        vatNumber: fields.vatNumber.default(''),
        language: fields.language.default('fr'),
        electronicAddress: fields.electronicAddress.default(''),
        isCustomer: fields.isCustomer.default(false),
        isSupplier: fields.isSupplier.default(false),
        isMailingHouse: fields.isMailingHouse.default(false),
        noMarketingOn: fields.noMarketingOn.default(null),
        note: fields.note.default(''),
        privateNote: fields.privateNote.default(''),
        externalId: fields.externalId.default(null),
        addresses: z.array(addressInput).max(10).default([]),
      }),
    )
    .output(partyCard),
  update: contract({
    method: 'PATCH',
    path: '/parties/{id}',
    summary: 'Change a person or an organisation; addresses, when given, replace those of today',
    right: 'parties.write',
    refusals: [...refusals, 'parties.wasMerged', 'record.changedMeanwhile'],
  })
    .input(z.object({ id, revision: z.int().optional(), ...z.object(fields).partial().shape }))
    .output(partyCard),
}
