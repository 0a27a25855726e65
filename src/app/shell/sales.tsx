import { InvoicesPage } from '../../domain/invoicing/pages/invoices.page.tsx'
import type { SaleParts } from '../../domain/invoicing/pages/sale-renewal.part.tsx'
import { subscriptionLookup } from '../../domain/subscriptions/pages/lookups.part.tsx'
import { StartHint } from '../../domain/subscriptions/pages/start-hint.part.tsx'

const parts: SaleParts = {
  renewed: subscriptionLookup,
  startHint: (titleId, on) => <StartHint titleId={titleId} on={on} />,
}

/** The invoices and the sale, with what the subscriptions know of it. */
export const InvoicesScreen = () => <InvoicesPage sale={parts} />
