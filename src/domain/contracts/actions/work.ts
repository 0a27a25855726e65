import type { WorkKind } from '../../long-work/actions.ts'
import { contractsLabels } from '../labels.ts'
import { termsToInvoice } from '../queries/to-invoice.ts'
import type { Into } from '../rules/term-state.ts'
import { INVOICED_AT_ONCE, invoiceMost } from './invoice.ts'
import { type Refused, refusedTerms } from './refused.ts'

/**
 * Invoices many terms, part after part, each in its own transaction; cut short, it goes on with those that have no invoice
 * yet. Terms of one payer stand together, so that a part holds them all.
 */
export const invoiceTermsWork: WorkKind<{ ids: string[]; into: Into }> = {
  kind: 'contracts.invoice',
  async run(work, { ids, into }) {
    const waiting = await work.step(
      async ctx =>
        (await termsToInvoice(ctx, { ids })).map(({ id, payerId, grouped, invoiceOn }) => ({
          id,
          payerId,
          grouped,
          invoiceOn,
        })),
      0,
    )
    const refused: Refused[] = []
    let documents = 0
    for (const part of partsOf(waiting)) {
      const done = await work.step(ctx => invoiceMost(ctx, part, into), part.length)
      documents += done.made.length
      refused.push(...done.refused.map(({ id, refusal }) => ({ id, why: work.explain(refusal) })))
    }
    const summary = await work.step(
      async ctx => contractsLabels[ctx.language].summary(documents, await refusedTerms(ctx, refused)),
      0,
    )
    return { summary, link: into === 'draft' ? 'invoices?state=draft&source=contract' : 'invoices?source=contract' }
  },
}

type ToPart = { id: string; payerId: string; grouped: boolean; invoiceOn: string }

/** What may come onto one invoice, and no other. */
const partKey = ({ id, payerId, grouped, invoiceOn }: ToPart) => (grouped ? `${payerId} ${invoiceOn}` : id)

/** Parts of about a thousand terms, never cut where they come onto one invoice. */
function partsOf(terms: readonly ToPart[]): string[][] {
  const parts: string[][] = []
  for (const [, those] of Map.groupBy(terms, partKey)) {
    const last = parts.at(-1)
    const ids = those.map(({ id }) => id)
    if (last && last.length + ids.length <= INVOICED_AT_ONCE) last.push(...ids)
    else parts.push(ids)
  }
  return parts
}
