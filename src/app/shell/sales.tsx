import {
  FromDocumentButton,
  useFromDocument,
  useTermsToInvoice,
} from '../../domain/contracts/pages/from-document.part.tsx'
import { EditorPage, type EditorParts } from '../../domain/invoicing/pages/editor.page.tsx'
import type { InvoiceRow } from '../../domain/invoicing/pages/invoice-actions.part.tsx'
import type { InvoiceParts } from '../../domain/invoicing/pages/invoice-panel.part.tsx'
import { InvoicesPage } from '../../domain/invoicing/pages/invoices.page.tsx'
import { CashIn, CashInButton } from '../../domain/payments/pages/cash-in.form.tsx'
import { useCashInMany } from '../../domain/payments/pages/cash-in-many.form.tsx'
import { CreditNoteButton } from '../../domain/subscriptions/pages/credit-note.part.tsx'
import { subscriptionLookup } from '../../domain/subscriptions/pages/lookups.part.tsx'
import { StartHint } from '../../domain/subscriptions/pages/start-hint.part.tsx'

const editorParts: EditorParts = {
  cashIn: draft => <CashIn {...draft} openCents={null} />,
  renewed: subscriptionLookup,
  startHint: (titleId, on) => <StartHint titleId={titleId} on={on} />,
}

/** What the slices below can do with a document. */
export const invoiceParts: InvoiceParts = {
  actions: invoice => (
    <>
      <CashInButton of={invoice} />
      <CreditNoteButton of={invoice} />
      <FromDocumentButton of={invoice} />
    </>
  ),
}

/** The documents, with what the slices below know of them. */
export function InvoicesScreen() {
  const cashIn = useCashInMany<InvoiceRow>()
  const contract = useFromDocument<InvoiceRow>()
  return (
    <InvoicesPage actions={[cashIn.action, contract]} parts={invoiceParts} others={[useTermsToInvoice()]}>
      {cashIn.dialog}
    </InvoicesPage>
  )
}

/** The editor of a document, with what the subscriptions know of what it sells. */
export const EditorScreen = () => <EditorPage parts={editorParts} />
