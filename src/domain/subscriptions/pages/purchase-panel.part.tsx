import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { Fact } from '../../../platform/web/record/facts.tsx'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { natureLabels } from '../labels/natures.ts'
import { purchaseFormWords } from '../labels/purchase-form.ts'
import { purchaseWords } from '../labels/purchases.ts'
import { InvoiceFact, nameOf, RecipientFact } from './purchase-facts.part.tsx'
import { PurchaseActions, type PurchaseKind } from './purchase-head.part.tsx'
import type { SingleIssue } from './single-issue-panel.part.tsx'
import type { Subscription } from './subscription-panel.part.tsx'

type Either = Subscription | SingleIssue

/** Whether this purchase is being changed, which the address says, and how to begin and end it. */
export function useEditing(id: string) {
  const [{ edit }, setSearch] = useSearchValues()
  return {
    editing: edit === id,
    begin: () => setSearch({ edit: id }),
    end: () => setSearch({ edit: undefined }),
    gone: () => setSearch({ edit: undefined, open: undefined }),
  }
}

type PanelProps<P extends Either> = {
  id: string
  kind: PurchaseKind
  query: UseQueryResult<P>
  status(of: P): ReactNode
  form(of: P, done: () => void): ReactNode
  children(of: P): ReactNode
}

/** One purchase beside its list, read or being changed. Source: ABO-37, ABO-41. */
export function PurchasePanel<P extends Either>({ id, kind, query, status, form, children }: PanelProps<P>) {
  const { editing, begin, end, gone } = useEditing(id)
  return (
    <RecordPanel query={query}>
      {purchase => (
        <>
          <RecordHead
            number={purchase.number}
            name={nameOf(purchase)}
            status={status(purchase)}
            actions={!editing && <PurchaseActions kind={kind} of={purchase} onEdit={begin} onGone={gone} />}
          />
          {editing ? form(purchase, end) : children(purchase)}
          <PurchaseStamps of={purchase} />
        </>
      )}
    </RecordPanel>
  )
}

/** Both stamps: of the purchase, and of the invoice it came from. Source: ABO-42, X-15. */
export function PurchaseStamps({ of }: { of: Either }) {
  const words = useLabels(purchaseFormWords)
  const format = useFormat()
  return (
    <div>
      <Stamps {...of} />
      {of.invoicedAt && (
        <p className="numbers" style={{ margin: 0, fontSize: '0.8125rem', color: 'var(--mantine-color-dimmed)' }}>
          {words.invoiced(format.instant(of.invoicedAt), of.invoicedBy ?? '')}
        </p>
      )}
    </div>
  )
}

/** What is known of any purchase before what is its own: who receives, who pays, why. */
export function useWhoFacts(of: Either): Fact[] {
  const words = useLabels(purchaseWords)
  const form = useLabels(purchaseFormWords)
  const { nature, natures } = useLabels(natureLabels)
  const format = useFormat()
  const contact = (id: string, name: string) => <RecordLink to={`contacts/${id}`}>{name}</RecordLink>
  return [
    { label: words.client, value: <RecipientFact of={of} /> },
    {
      label: of.nature === 'gift' ? form.giver : form.payer,
      value: of.payerId !== of.recipientId && contact(of.payerId, of.payer),
    },
    { label: nature, value: of.nature !== 'paid' && natures[of.nature] },
    { label: form.reason, value: of.reason, wide: true },
    { label: form.reviewOn, value: format.day(of.reviewOn) },
    {
      label: form.renewalContact,
      value: of.renewalContactId && contact(of.renewalContactId, of.renewalContact ?? ''),
    },
  ]
}

/** What is known of any purchase after it: copies, money, invoice, what left, and whether it was stopped. */
export function useTradeFacts(of: Either): Fact[] {
  const words = useLabels(purchaseWords)
  const form = useLabels(purchaseFormWords)
  const { parcels } = useLabels(natureLabels)
  const format = useFormat()
  const copies = format.integer(of.copies)
  const unpaid = of.invoiceCancelledOn !== null && of.copiesServed > 0
  return [
    { label: words.copies, value: of.isParcel ? `${copies} · ${parcels.true}` : copies },
    { label: words.boughtOn, value: format.day(of.boughtOn) },
    { label: words.net, value: format.money(of.netCents, of.currency) },
    { label: words.gross, value: format.money(of.grossCents, of.currency) },
    { label: words.invoice, value: <InvoiceFact of={of} /> },
    {
      label: form.renews,
      value: of.renewsId && <RecordLink to={`subscriptions/${of.renewsId}`}>{of.renewsNumber}</RecordLink>,
    },
    { label: words.lastDispatched, value: format.day(of.lastDispatchedOn) || words.neverDispatched },
    { label: form.stoppedAfter, value: of.lastIssueNumber && form.issueNumber(of.lastIssueNumber) },
    { label: words.cancelledOn, value: format.day(of.cancelledOn) },
    { label: form.cancelledReason, value: of.cancelledReason, wide: true },
    {
      label: form.unpaidLabel,
      value: unpaid && format.many(of.copiesServed, form.copy, form.copiesMany),
    },
  ]
}
