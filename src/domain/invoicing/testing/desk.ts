import { reactions } from '../../../app/reactions.ts'
import { constraints } from '../../../app/texts.ts'
import type { Database } from '../../../platform/db/database.ts'
import { aPublisher } from '../../dispatch/factory.ts'
import { aParty } from '../../parties/factory.ts'
import { invoicingOperations as invoices } from '../operations.ts'

export const TODAY = '2026-03-20'

/** A publisher with a customer, and what a document of it is. */
export async function aDesk(database: Database) {
  const one = await aPublisher(database, { constraints, reactions, today: TODAY })
  const customerId = await one.within(ctx => aParty(ctx, { lastName: 'Morel', firstName: 'Anne' }))
  const text = (unitCents: number, more: object = {}) => ({
    productId: null,
    quantity: 1,
    label: 'Conseil',
    unitCents,
    vatRateBps: 2000,
    ...more,
  })
  const document = (more: object = {}) => ({ customerId, lines: [text(10_000)], ...more })
  const draft = async (more: object = {}) => one.call(invoices.draft, document(more))
  const issue = async (more: object = {}) => {
    const { id } = await draft(more)
    const [issued] = await one.call(invoices.issue, { ids: [id] })
    return issued!
  }
  const get = (id: string) => one.call(invoices.get, { id })
  return { ...one, customerId, text, document, draft, issue, get }
}
