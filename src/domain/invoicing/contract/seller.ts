import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../../platform/http/contract.ts'
import { MONTH_ENDS } from '../rules/document.ts'
import { VAT_SCHEMES } from '../rules/seller.ts'

const text = z.string().trim().max(200)
const words = z.string().trim().max(1000)

const sellerFields = {
  legalName: text.min(1),
  legalForm: text.describe('SARL, SAS, association loi 1901'),
  capitalCents: cents.min(0).max(Number.MAX_SAFE_INTEGER).nullable().describe('null: none to name'),
  siren: z.string().trim().max(30).describe('nine digits, or the fourteen of the SIRET; its key is checked'),
  nic: z
    .string()
    .regex(/^(\d{5})?$/)
    .describe('five digits that make a SIRET of the SIREN'),
  register: text.describe('RCS Paris, RM Lyon'),
  vatNumber: z.string().trim().max(30),
  vatScheme: z.enum(VAT_SCHEMES).describe('franchise: no VAT is charged, CGI art. 293 B'),
  vatOnDebits: z.boolean().describe('VAT of services is paid when they are invoiced'),
  ossSince: isoDay
    .nullable()
    .describe(
      'registered at the one-stop shop of the Union (OSS) since: from that day on the VAT of sales to its consumers is declared there; null: not registered',
    ),
  lines: z.string().trim().max(400).describe('of the address, at most four'),
  postcode: z.string().trim().max(20),
  town: text,
  country: z.string().regex(/^[A-Z]{2}$/),
  phone: text,
  email: text,
  website: text,
  iban: z.string().trim().max(50),
  bic: z.string().trim().max(20),
  electronicAddress: text.describe('where electronic invoices reach the company'),
  logo: z
    .string()
    .max(200_000)
    .regex(/^(data:image\/(png|jpeg);base64,[A-Za-z0-9+/=]+)?$/)
    .describe('a small picture as a data: address'),
  colour: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .describe('of titles and rules on the paper'),
  latePenalty: words.describe('the rate, in words; empty: three times the legal interest rate'),
  earlyDiscount: words.describe('in words; empty: none given'),
  footer: words,
}

/** The company as its papers name it now. */
const sellerCard = z.object({
  id: id.nullable().describe('of this version; null: the company said nothing yet'),
  ...sellerFields,
  createdAt: z.string().nullable(),
  createdBy: z.string(),
})

export const sellerContract = {
  get: contract({
    method: 'GET',
    path: '/seller',
    summary: 'The company as its invoices name it',
    right: 'invoicing.read',
  })
    .input(z.object({}))
    .output(sellerCard),
  change: contract({
    method: 'PATCH',
    path: '/seller',
    summary: 'Change how invoices name the company; those issued stay as they are',
    right: 'books.write',
    refusals: [
      'invoicing.sirenInvalid',
      'invoicing.siretInvalid',
      'invoicing.vatNumberInvalid',
      'invoicing.vatNumberOfAnother',
      'invoicing.ibanInvalid',
      'invoicing.bicInvalid',
      'invoicing.sellerEmailInvalid',
      'invoicing.fourAddressLines',
      'parties.countryUnknown',
      'record.changedMeanwhile',
    ],
  })
    .input(
      z.object({
        ...z.object(sellerFields).partial().shape,
        versionId: id.nullable().optional().describe('the version that was read; refused when there is a newer one'),
      }),
    )
    .output(sellerCard),
}

const pattern = z
  .string()
  .trim()
  .max(60)
  .describe('{yyyy} or {yy}, the fiscal year, and {n:6}, the place in the series in six digits: FA-{yyyy}-{n:6}')

const settings = z.object({
  fiscalYearStart: z.int().min(1).max(12).describe('the month the fiscal year begins with'),
  invoicePattern: pattern,
  creditNotePattern: pattern,
  depositPattern: pattern,
  paymentDays: z.int().min(0).max(365).describe('days until an invoice is due, when its customer has no other term'),
  paymentMonthEnd: z.enum(MONTH_ENDS).describe('where the end of the month comes in'),
})

export const invoicingSettingsContract = {
  get: contract({
    method: 'GET',
    path: '/invoicing-settings',
    summary: 'Numbers and terms of invoices',
    right: 'invoicing.read',
  })
    .input(z.object({}))
    .output(settings),
  change: contract({
    method: 'PATCH',
    path: '/invoicing-settings',
    summary: 'Change how invoices are numbered and when they are due',
    right: 'books.write',
    refusals: ['invoicing.patternInvalid', 'invoicing.patternsAlike', 'invoicing.fiscalYearBegun'],
  })
    .input(settings.partial())
    .output(settings),
}
