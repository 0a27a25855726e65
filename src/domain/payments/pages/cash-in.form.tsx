import { Button } from '@mantine/core'
import { IconCash } from '@tabler/icons-react'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { AmountField } from '../../../platform/web/fields/number-fields.tsx'
import { FormDialog } from '../../../platform/web/form/form-dialog.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay, useSession } from '../../../platform/web/session.tsx'
import type { PaymentMethod } from '../../invoicing/rules/document.ts'
import { cashInContract } from '../contract/balances.ts'
import { ofDocumentWords } from '../labels/of-document.ts'
import { blankMoney, MethodField, type Money, MoneyFields } from './payment.form.tsx'

const api = apiOf('cashIn', cashInContract)
type Values = Money & { cents: number | null }
type Answer = Awaited<ReturnType<typeof api.cashIn.call>>
type CashInProps = {
  id: string
  /** Of an issued document what is open of it; null: a draft, issued at the same time. */
  openCents: number | null
  currency: string
  /** As it says it is to be paid; null: it does not say. */
  method?: PaymentMethod | null
  onDone(taken: boolean): void
}

/** Takes the money of one document; a draft is issued with it. */
export function CashIn({ id, openCents, currency, method, onDone }: CashInProps) {
  const words = useLabels(ofDocumentWords)
  const format = useFormat()
  const notify = useNotify()
  const { today } = useSession()
  const form = useRecordForm<Values, Answer>({
    initial: { ...blankMoney(today), ...(method ? { method } : {}), cents: openCents },
    input: ({ cents, method, receivedOn, ...money }) => ({
      ...money,
      id,
      method: method ?? undefined,
      receivedOn: receivedOn ?? undefined,
      cents: cents ?? undefined,
    }),
    schema: cashInContract.cashIn['~orpc'].inputSchema,
    save: (input: Parameters<typeof api.cashIn.call>[0], saving) => api.cashIn.call(input, saving),
    onSaved: ({ number, payment }) => {
      notify.done(words.cashedIn(format.money(payment.cents, payment.currency), number))
      refresh()
      onDone(true)
    },
  })
  const submit = openCents === null ? words.issueAndCashIn : words.cashIn
  return (
    <FormDialog title={submit} form={form} submit={submit} size={520} onClose={() => onDone(false)}>
      <AmountField {...form.field('cents')} label={words.amount} currency={currency} description={words.amountHint} />
      <MethodField form={form as unknown as RecordForm<Money>} />
      <MoneyFields form={form as unknown as RecordForm<Money>} />
    </FormDialog>
  )
}

type Open = {
  id: string
  number: string | null
  openCents: number
  currency: string
  paymentMethod: PaymentMethod | null
}

/** Takes what is open of an issued invoice, from its card. */
export function CashInButton({ of }: { of: Open }) {
  const words = useLabels(ofDocumentWords)
  const may = useMay()
  const [asking, setAsking] = useState(false)
  if (of.number === null || of.openCents <= 0 || !may('payments.write')) return null
  return (
    <>
      <Button leftSection={<IconCash size={15} />} onClick={() => setAsking(true)}>
        {words.take}
      </Button>
      {asking && (
        <CashIn
          id={of.id}
          openCents={of.openCents}
          currency={of.currency}
          method={of.paymentMethod}
          onDone={() => setAsking(false)}
        />
      )}
    </>
  )
}
