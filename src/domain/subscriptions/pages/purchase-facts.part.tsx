import { useLabels } from '../../../platform/web/language.ts'
import { RecordButton, RecordLink } from '../../../platform/web/record/facts.tsx'
import { purchaseWords } from '../labels/purchases.ts'

type Named = { lastName: string; firstName: string; legalName: string }
type Invoiced = { invoiceId: string | null; invoiceNumber: string | null; invoiceLine: number | null }

/** What a recipient is called: the person, or else the organisation. */
export const nameOf = ({ lastName, firstName, legalName }: Named) => `${lastName} ${firstName}`.trim() || legalName

type Placed = Named & { recipientId: string; postcode: string; town: string }

/** Who receives, and where: name, then postcode and town. Source: ABO-41. */
export function RecipientFact({ of }: { of: Placed }) {
  return (
    <>
      <RecordLink to={`contacts/${of.recipientId}`}>{nameOf(of)}</RecordLink>
      <div>{`${of.postcode} ${of.town}`.trim()}</div>
    </>
  )
}

/** The invoice and line a purchase came from. Source: ABO-45. */
export function InvoiceFact({ of: { invoiceId, invoiceNumber, invoiceLine } }: { of: Invoiced }) {
  const words = useLabels(purchaseWords)
  if (!invoiceId) return words.outsideInvoice
  return (
    <>
      <RecordLink to={`invoices/${invoiceId}`}>{invoiceNumber}</RecordLink>
      {invoiceLine !== null && `, ${words.invoiceLine(invoiceLine)}`}
    </>
  )
}

/** Where one goes from a purchase. */
export function PurchaseLinks({ of: { id, recipientId } }: { of: { id: string; recipientId: string } }) {
  const words = useLabels(purchaseWords)
  return (
    <>
      <RecordButton to="shipments" search={{ purchaseId: id }}>
        {words.shipments}
      </RecordButton>
      <RecordButton to={`contacts/${recipientId}`}>{words.showContact}</RecordButton>
    </>
  )
}
