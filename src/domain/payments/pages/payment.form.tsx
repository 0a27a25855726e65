import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { CurrencyField } from '../../../platform/web/fields/currency-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { AmountField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { EURO } from '../../../values/currency.ts'
import { PAYMENT_METHODS, type PaymentMethod } from '../../invoicing/rules/document.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { paymentsContract } from '../contract.ts'
import { paymentsWords } from '../labels/screens.ts'
import { paymentsLabels } from '../labels.ts'
import { bankAccountLookup } from './account-lookup.part.tsx'
import { allocationsOf, OpenDocuments, proposedOf, type Shares } from './open-documents.part.tsx'

const api = apiOf('payments', paymentsContract)
type Payment = Awaited<ReturnType<typeof api.record.call>>
export type Money = {
  method: PaymentMethod | null
  receivedOn: string | null
  reference: string
  drawer: string
  bankAccountId: string | null
}
/** `shares` null: as proposed, until one is typed. */
type Values = Money & {
  customerId: string | null
  cents: number | null
  currency: string
  /** What the bank made of another currency. */
  euroCents: number | null
  others: string[]
  shares: Shares | null
}

export const blankMoney = (today: string): Money => ({
  method: 'transfer',
  receivedOn: today,
  reference: '',
  drawer: '',
  bankAccountId: null,
})

/** Takes a payment: who, how much, how, and which invoices it pays; proposed, then as the user says. */
export function TakePayment({
  customerId,
  onDone,
}: {
  customerId: string | undefined
  onDone(id: string | undefined): void
}) {
  const words = useLabels(paymentsWords)
  const format = useFormat()
  const notify = useNotify()
  const { today } = useSession()
  const form = useRecordForm<Values, Payment>({
    initial: {
      customerId: customerId ?? null,
      cents: null,
      currency: EURO,
      euroCents: null,
      ...blankMoney(today),
      others: [],
      shares: null,
    },
    input: ({ customerId, cents, currency, euroCents, others: _, shares: own, ...money }) => ({
      ...money,
      customerId: customerId ?? undefined,
      cents: cents ?? undefined,
      ...(currency === EURO ? {} : { currency, euroCents: euroCents ?? undefined }),
      receivedOn: money.receivedOn ?? undefined,
      method: money.method ?? undefined,
      // What is shown; before it is known, the same is found by the server.
      allocations: own || known ? allocationsOf(own ?? proposedOf(documents)) : 'auto',
    }),
    schema: paymentsContract.record['~orpc'].inputSchema,
    save: (input: Parameters<typeof api.record.call>[0], saving) => api.record.call(input, saving),
    onSaved: ({ id, number, cents, currency }) => {
      notify.done(words.recorded(number, format.money(cents, currency)))
      refresh()
      onDone(id)
    },
  })
  const { values } = form
  const { documents, known } = useDocuments(values)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, where the first thing is typed.
  useEffect(() => {
    form.ref.current?.querySelector<HTMLElement>(`input[name="${customerId ? 'cents' : 'customerId'}"]`)?.focus()
  }, [])
  return (
    <PanelForm title={words.takeTitle}>
      <FormFrame form={form} submit={words.save} onCancel={() => onDone(undefined)}>
        <LookupField
          {...form.field('customerId')}
          onChange={id => form.set({ customerId: id, shares: null })}
          label={words.customer}
          source={contactLookup}
          required
          autoFocus={!customerId}
        />
        <AmountFields form={form} />
        <MethodField form={form as unknown as RecordForm<Money>} />
        <MoneyFields form={form as unknown as RecordForm<Money>} />
        {values.customerId && (
          <>
            <OpenDocuments
              documents={documents}
              reading={!known}
              cents={values.cents ?? 0}
              currency={values.currency}
              shares={values.shares ?? proposedOf(documents)}
              onChange={shares => form.set({ shares })}
              onPropose={() => form.set({ shares: null })}
            />
            <Another onChosen={id => form.set({ others: [...new Set([...values.others, id])] })} />
          </>
        )}
      </FormFrame>
    </PanelForm>
  )
}

/** How much, in which currency, and what the bank made of it when it is another than the euro. */
function AmountFields({ form }: { form: RecordForm<Values> }) {
  const words = useLabels(paymentsWords)
  const { currency } = form.values
  return (
    <>
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
        <AmountField
          {...form.field('cents')}
          onChange={cents => form.set({ cents, shares: null })}
          label={words.amount}
          currency={currency}
          required
        />
        <CurrencyField
          {...form.field('currency')}
          onChange={chosen => form.set({ currency: chosen ?? EURO, euroCents: null, shares: null })}
          label={words.currency}
        />
      </FieldRow>
      {currency !== EURO && (
        <AmountField {...form.field('euroCents')} label={words.euroCents} description={words.euroCentsHint} />
      )}
    </>
  )
}

/** What is open of who pays, with what the amount most probably pays; then of the others it pays for. */
function useDocuments({ customerId, others, cents, currency, reference }: Values) {
  const asked = customerId ? [customerId, ...others.filter(id => id !== customerId)] : []
  const queries = useQueries({
    queries: asked.map((id, at) =>
      api.proposal.queryOptions({
        input: { customerId: id, currency, cents: at === 0 ? (cents ?? 0) : 0, text: at === 0 ? reference : '' },
        placeholderData: keepPreviousData,
      }),
    ),
  })
  const known = queries.every(({ data, isPlaceholderData }) => data !== undefined && !isPlaceholderData)
  return { documents: queries.flatMap(({ data }) => data ?? []), known }
}

export function MethodField({ form }: { form: RecordForm<Money> }) {
  const words = useLabels(paymentsWords)
  const { methods } = useLabels(paymentsLabels)
  return (
    <ChoiceField
      {...form.field('method')}
      label={words.method}
      options={PAYMENT_METHODS.map(value => ({ value, label: methods[value] }))}
      required
    />
  )
}

/** When money came, what was written with it, and where it is. */
export function MoneyFields({ form }: { form: RecordForm<Money> }) {
  const words = useLabels(paymentsWords)
  const cheque = form.values.method === 'cheque'
  return (
    <>
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
        <DayField {...form.field('receivedOn')} label={words.receivedOn} />
        <TextField {...form.field('reference')} label={cheque ? words.chequeNumber : words.reference} />
      </FieldRow>
      {cheque && <TextField {...form.field('drawer')} label={words.drawer} description={words.drawerHint} />}
      {!cheque && <LookupField {...form.field('bankAccountId')} label={words.account} source={bankAccountLookup} />}
    </>
  )
}

/** Adds the invoices of another customer, for whom it pays as well. */
function Another({ onChosen }: { onChosen(id: string): void }) {
  const words = useLabels(paymentsWords)
  const [turn, setTurn] = useState(0)
  return (
    <LookupField
      key={turn}
      name="another"
      label={words.another}
      description={words.anotherHint}
      value={null}
      onChange={id => {
        if (id === null) return
        onChosen(id)
        setTurn(before => before + 1)
      }}
      source={contactLookup}
    />
  )
}
