import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCash } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { Facts, RecordButton, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { paymentsContract } from '../contract.ts'
import { paymentsWords } from '../labels/screens.ts'
import { paymentsLabels } from '../labels.ts'
import { AllocateRest } from './allocate.form.tsx'
import { PaymentStatus } from './money-tabs.part.tsx'
import { RefundRest, UndoPayment } from './payment-dialogs.part.tsx'
import { UndoAllocation } from './undo-allocation.part.tsx'

const api = apiOf('payments', paymentsContract)
export type Payment = Awaited<ReturnType<typeof api.get.call>>
type Allocated = Payment['allocations'][number]

/** One payment beside its list: what it pays, what is left of it, and how to undo it. */
export function PaymentPanel({ id }: { id: string }) {
  const words = useLabels(paymentsWords)
  const may = useMay()
  const query = useQuery(api.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  const mayWrite = may('payments.write')
  return (
    <RecordPanel query={query}>
      {payment => (
        <>
          <RecordHead
            number={payment.number}
            name={payment.customer}
            status={<PaymentStatus of={payment.state} />}
            actions={<Actions of={payment} />}
          />
          <PaymentFacts of={payment} />
          <RecordPart title={words.pays}>
            <Allocations of={payment} />
          </RecordPart>
          {mayWrite && payment.openCents !== 0 && payment.state !== 'undone' && (
            <AllocateRest
              key={payment.openCents}
              of={{
                id: payment.id,
                kind: 'payment',
                customerId: payment.customerId,
                cents: payment.openCents,
                currency: payment.currency,
                text: payment.reference,
              }}
            />
          )}
          <Stamps createdAt={payment.createdAt} createdBy={payment.createdBy} />
        </>
      )}
    </RecordPanel>
  )
}

function Actions({ of }: { of: Payment }) {
  const words = useLabels(paymentsWords)
  const format = useFormat()
  const may = useMay()
  const [asking, setAsking] = useState<'undo' | 'refund' | null>(null)
  const close = () => setAsking(null)
  return (
    <>
      <RecordButton to="account-statement" search={{ customerId: of.customerId }}>
        {words.showAccount}
      </RecordButton>
      {may('payments.write') && of.state !== 'undone' && (
        <>
          {of.openCents > 0 && (
            <Button variant="default" leftSection={<IconCash size={15} />} onClick={() => setAsking('refund')}>
              {words.refund(format.money(of.openCents, of.currency))}
            </Button>
          )}
          <Button variant="default" leftSection={<IconArrowBackUp size={15} />} onClick={() => setAsking('undo')}>
            {words.undo}
          </Button>
        </>
      )}
      {asking === 'undo' && <UndoPayment payment={of} onClose={close} />}
      {asking === 'refund' && <RefundRest payment={of} onClose={close} />}
    </>
  )
}

function PaymentFacts({ of }: { of: Payment }) {
  const words = useLabels(paymentsWords)
  const { columns, methods } = useLabels(paymentsLabels)
  const format = useFormat()
  return (
    <Facts
      facts={[
        { label: columns.cents, value: <strong>{format.money(of.cents, of.currency)}</strong> },
        { label: columns.euroCents, value: of.euroCents !== null && format.money(of.euroCents) },
        { label: columns.openCents, value: of.openCents !== 0 && format.money(of.openCents, of.currency) },
        { label: columns.method, value: methods[of.method] },
        { label: columns.receivedOn, value: format.day(of.receivedOn) },
        { label: columns.customer, value: <RecordLink to={`contacts/${of.customerId}`}>{of.customer}</RecordLink> },
        { label: columns.reference, value: of.reference },
        { label: columns.drawer, value: of.drawer },
        { label: columns.bankAccount, value: of.bankAccount },
        {
          label: columns.depositNumber,
          value: of.depositId && (
            <RecordLink to="cheque-deposits" search={{ open: of.depositId }}>
              {of.depositNumber}
            </RecordLink>
          ),
        },
        { label: words.undoes, value: of.undoesId && <PaymentLink id={of.undoesId}>{of.undoesNumber}</PaymentLink> },
        {
          label: words.undoneBy,
          value: of.undoneById && <PaymentLink id={of.undoneById}>{of.undoneByNumber}</PaymentLink>,
        },
        { label: words.reason, value: of.reason, wide: true },
        { label: words.note, value: of.note, wide: true },
      ]}
    />
  )
}

const PaymentLink = ({ id, children }: { id: string; children: React.ReactNode }) => (
  <RecordLink to="payments" search={{ open: id }}>
    {children}
  </RecordLink>
)

/** What the payment pays, each to be taken back. */
function Allocations({ of }: { of: Payment }) {
  const words = useLabels(paymentsWords)
  const called = ({ documentNumber, refundId, refundNumber, paymentNumber }: Allocated) =>
    documentNumber ?? (refundId === of.id ? words.paymentOf(paymentNumber!) : words.refundOf(refundNumber!))
  const link = (row: Allocated) => {
    if (row.documentId) return <RecordLink to={`invoices/${row.documentId}`}>{called(row)}</RecordLink>
    return <PaymentLink id={(row.refundId === of.id ? row.paymentId : row.refundId)!}>{called(row)}</PaymentLink>
  }
  const columns: ListColumn<Allocated>[] = [
    { key: 'document', header: words.document, cell: link },
    ...(of.allocations.some(({ customer }) => customer !== of.customer)
      ? [{ key: 'customer', header: words.customerColumn }]
      : []),
    { key: 'allocatedOn', header: words.allocatedOn, kind: 'day' },
    { key: 'cents', header: words.cents, kind: 'money' },
    {
      key: 'undo',
      header: '',
      align: 'end',
      cell: row => <UndoAllocation of={row} called={called(row)} />,
    },
  ]
  const query = { data: { rows: of.allocations } } as never
  return <SmallTable<Allocated> query={query} columns={columns} empty={words.nothingPaid} currency={of.currency} />
}
