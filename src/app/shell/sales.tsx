import { InvoicesPage } from '../../domain/invoicing/pages/invoices.page.tsx'
import { subscriptionLookup } from '../../domain/subscriptions/pages/lookups.part.tsx'

const parts = { renewed: subscriptionLookup }

/** The invoices and the sale, with what the subscriptions know of it. */
export const InvoicesScreen = () => <InvoicesPage sale={parts} />
