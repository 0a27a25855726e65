import { sql } from 'drizzle-orm'
import { invoicePdfs } from '../domain/invoicing/actions/print.ts'
import { invoiceFacts } from '../domain/invoicing/queries/facts.ts'
import { settingsOf } from '../domain/invoicing/queries/seller.ts'
import type { JournalSources } from '../domain/journal/jobs.ts'
import type { SealedKind } from '../domain/journal/queries/verify.ts'
import { allocationFacts, paymentFacts } from '../domain/payments/queries/facts.ts'

/** Documents of a kind: those brought in by an import are of elsewhere, and not sealed. */
const documents = (kind: string): SealedKind => ({
  facts: async (ctx, ids) => new Map([...(await invoiceFacts(ctx, ids))].map(([id, { facts }]) => [id, facts])),
  records: ({ company }) => sql`
    select id, number from invoices where company_id = ${company.id} and kind = ${kind}
      and issued_on is not null and source not like 'import:%'`,
})

/** What each kind of entry in the sealed journal is compared with, and when fiscal years begin. */
export const journalSources: JournalSources = {
  kinds: {
    invoice: documents('invoice'),
    'credit-note': documents('credit-note'),
    deposit: documents('deposit'),
    payment: {
      facts: paymentFacts,
      records: ({ company }) =>
        sql`select id, number from payments where company_id = ${company.id} and source not like 'import:%'`,
    },
    allocation: {
      facts: allocationFacts,
      records: ({ company }) => sql`select id, '' from payment_allocations where company_id = ${company.id}`,
    },
  },
  papers: { kinds: ['invoice', 'credit-note', 'deposit'], make: invoicePdfs },
  fiscalYearStart: async ctx => (await settingsOf(ctx)).fiscalYearStart,
}
