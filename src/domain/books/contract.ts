import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { TERRITORIES } from '../invoicing/rules/document.ts'
import { JOURNALS } from './rules/chart.ts'
import { FEC_FAULTS } from './rules/fec.ts'

/** A line of the books. */
const entry = z.object({
  id,
  year: z.int(),
  number: z.int(),
  line: z.int(),
  journal: z.enum(JOURNALS),
  bookedOn: isoDay,
  accountCode: z.string(),
  accountLabel: z.string(),
  auxCode: z.string(),
  auxLabel: z.string(),
  piece: z.string(),
  label: z.string(),
  debitCents: cents.nullable(),
  creditCents: cents.nullable(),
  letter: z.string(),
  validatedOn: isoDay,
  record: z.string(),
  recordId: id,
})

const year = z.coerce.number().int().min(2000).max(2200).describe('the year the fiscal year ends in')
const entryFilters = {
  journal: z.enum(JOURNALS).optional(),
  account: z.string().max(12).optional().describe('an account, or how it begins: 706, 4'),
  auxCode: z.string().max(20).optional().describe('the number of a customer'),
  from: isoDay.optional(),
  to: isoDay.optional(),
  year: year.optional(),
  recordId: id.optional(),
  unmatched: z.boolean().optional().describe('lines of customers without a letter'),
}
const counted = z.object({ count: z.int(), example: z.string() })

export const booksContract = {
  ...listContract({
    path: '/book-entries',
    summary: 'Lines of the books, by journal, account and day',
    right: 'books.read',
    row: entry,
    sorts: ['number', 'bookedOn'],
    filters: entryFilters,
  }),
  totals: contract({
    method: 'GET',
    path: '/book-entries/totals',
    summary: 'What the lines that match come to on each side',
    right: 'books.read',
  })
    .input(z.object({ search: z.string().max(100).optional(), ...entryFilters }))
    .output(z.object({ debitCents: cents, creditCents: cents })),
  balance: contract({
    method: 'GET',
    path: '/books/balance',
    summary: 'The trial balance: what each account had before, moved and has, between two days',
    right: 'books.read',
  })
    .input(
      z.object({
        from: isoDay,
        to: isoDay,
        journal: z.enum(JOURNALS).optional(),
        account: z.string().max(12).optional(),
      }),
    )
    .output(
      z.array(
        z.object({
          accountCode: z.string(),
          accountLabel: z.string(),
          openingCents: cents.describe('debit above zero'),
          debitCents: cents,
          creditCents: cents,
          closingCents: cents,
        }),
      ),
    ),
  years: contract({
    method: 'GET',
    path: '/books/years',
    summary: 'The fiscal years there are entries of, and what is not in the books yet',
    right: 'books.read',
  }).output(
    z.object({
      years: z.array(z.object({ year: z.int(), from: isoDay, to: isoDay, entries: z.int() })),
      missing: counted.describe('documents and payments from before the books were kept'),
    }),
  ),
  checkFec: contract({
    method: 'GET',
    path: '/books/fec',
    summary: 'What the FEC of a fiscal year holds, and what would make it refused',
    right: 'books.read',
  })
    .input(z.object({ year }))
    .output(
      z.object({
        name: z.string(),
        from: isoDay,
        to: isoDay,
        entries: z.int(),
        lines: z.int(),
        debitCents: cents,
        creditCents: cents,
        openingLines: z.int(),
        faults: z.array(z.object({ fault: z.enum(FEC_FAULTS), count: z.int(), example: z.string() })),
      }),
    ),
  catchUp: contract({
    method: 'POST',
    path: '/books/catch-up',
    summary: 'Write to the books what was issued or received before they were kept',
    right: 'books.write',
    refusals: ['books.unbalanced'],
  }).output(z.object({ written: z.int() })),
  vat: contract({
    method: 'GET',
    path: '/books/vat',
    summary: 'VAT due between two days by rate and territory: goods when invoiced, services when paid',
    right: 'books.read',
  })
    .input(z.object({ from: isoDay, to: isoDay }))
    .output(
      z.array(
        z.object({
          territory: z.enum(TERRITORIES).nullable(),
          ossCountry: z
            .string()
            .nullable()
            .describe('the member state whose VAT it is, declared at the one-stop shop (OSS); null: due in France'),
          hint: z
            .enum(['ossNotSaid', 'frenchRate'])
            .nullable()
            .describe(
              'what does not fit the registration at the one-stop shop: a rate of another state without it, or one of France alone with it',
            ),
          vatRateBps: z.int(),
          basis: z.enum(['invoiced', 'received']),
          netCents: cents,
          vatCents: cents,
        }),
      ),
    ),
  deferred: contract({
    method: 'GET',
    path: '/books/deferred',
    summary: 'Deferred income by issue served: what was invoiced, earned and is owed to subscribers on a day, by title',
    right: 'books.read',
  })
    .input(z.object({ on: isoDay.optional().describe('today when left out; a day to come is foreseen') }))
    .output(
      z.array(
        z.object({
          titleId: id,
          titleName: z.string(),
          purchases: z.int(),
          invoicedCents: cents.describe('without tax'),
          creditedCents: cents,
          earnedCents: cents.describe('of issues served'),
          owedCents: cents.describe('of issues to be served'),
          lostCents: cents.describe('kept, of copies that will not be served'),
          copiesOwed: z.int(),
        }),
      ),
    ),
  deferredIssues: contract({
    method: 'GET',
    path: '/books/deferred/{titleId}',
    summary: 'The same of one title by issue: what each brought, and what is owed of those to come',
    right: 'books.read',
  })
    .input(z.object({ titleId: id, on: isoDay.optional() }))
    .output(
      z.array(
        z.object({
          issueId: id.nullable().describe('null: not recorded yet'),
          number: z.string(),
          countedOn: isoDay.nullable(),
          copiesServed: z.int(),
          earnedCents: cents,
          copiesOwed: z.int(),
          owedCents: cents,
        }),
      ),
    ),
  proposeDeferral: contract({
    method: 'GET',
    path: '/books/deferral',
    summary: 'The entry that defers, on a day, what is owed to subscribers',
    right: 'books.read',
  })
    .input(z.object({ on: isoDay }))
    .output(
      z.object({
        lines: z.array(
          z.object({ accountCode: z.string(), accountLabel: z.string(), debitCents: cents, creditCents: cents }),
        ),
        written: z.boolean().describe('it is in the books already'),
      }),
    ),
  defer: contract({
    method: 'POST',
    path: '/books/deferral',
    summary: 'Write the entry that defers what is owed to subscribers on a day, and its opposite on the day after',
    right: 'books.write',
    refusals: ['books.alreadyDeferred', 'books.nothingDeferred', 'books.notYet'],
  })
    .input(z.object({ on: isoDay }))
    .output(z.object({ entries: z.int() })),
}
