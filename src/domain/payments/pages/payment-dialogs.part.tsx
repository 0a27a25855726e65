import { Text } from '@mantine/core'
import { apiOf } from '../../../platform/web/api.ts'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { paymentsContract } from '../contract.ts'
import { paymentsWords } from '../labels/screens.ts'
import { blankMoney, MethodField, type Money, MoneyFields } from './payment.form.tsx'
import type { Payment } from './payment-panel.part.tsx'

const api = apiOf('payments', paymentsContract)
type DialogProps = { payment: Payment; onClose(): void }

/** Asks why a payment is undone, and records its opposite. Source: L-1. */
export function UndoPayment({ payment, onClose }: DialogProps) {
  const words = useLabels(paymentsWords)
  const saved = useSaved(onClose)
  const { today } = useSession()
  const form = useRecordForm({
    initial: { reason: '', on: today as string | null },
    input: ({ reason, on }) => ({ id: payment.id, reason, on: on ?? undefined }),
    schema: paymentsContract.undo['~orpc'].inputSchema,
    save: (input: Parameters<typeof api.undo.call>[0], saving) => api.undo.call(input, saving),
    onSaved: () => saved(words.undone),
  })
  return (
    <FormDialog title={words.undoTitle(payment.number)} form={form} submit={words.undo} onClose={onClose}>
      <Text size="sm">{words.undoText}</Text>
      <TextField {...form.field('reason')} label={words.undoReason} description={words.undoReasonHint} required />
      <DayField {...form.field('on')} label={words.on} />
    </FormDialog>
  )
}

/** Pays back what is open of a payment. */
export function RefundRest({ payment, onClose }: DialogProps) {
  const words = useLabels(paymentsWords)
  const format = useFormat()
  const saved = useSaved(onClose)
  const { today } = useSession()
  const { id, customerId, openCents, currency } = payment
  const form = useRecordForm<Money, Payment>({
    initial: { ...blankMoney(today), bankAccountId: payment.bankAccountId },
    input: money => ({
      ...money,
      customerId,
      method: money.method ?? undefined,
      receivedOn: money.receivedOn ?? undefined,
      cents: -openCents,
      currency,
      allocations: [],
      paysBack: [{ paymentId: id, cents: openCents }],
    }),
    schema: paymentsContract.record['~orpc'].inputSchema,
    save: (input: Parameters<typeof api.record.call>[0], saving) => api.record.call(input, saving),
    onSaved: ({ number, cents }) => saved(words.recorded(number, format.money(cents, currency))),
  })
  return (
    <FormDialog title={words.refundTitle} form={form as RecordForm<Money>} submit={words.refundDo} onClose={onClose}>
      <Text size="sm">
        {payment.customer} · {format.money(openCents, currency)}
      </Text>
      <MethodField form={form} />
      <MoneyFields form={form} />
    </FormDialog>
  )
}
