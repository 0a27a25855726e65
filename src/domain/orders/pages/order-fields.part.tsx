import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { CurrencyField } from '../../../platform/web/fields/currency-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { EURO } from '../../../values/currency.ts'
import { editorWords } from '../../invoicing/labels/editor.ts'
import { EditorDelivery } from '../../invoicing/pages/editor-delivery.part.tsx'
import { MONTH_ENDS, PAYMENT_METHODS } from '../../invoicing/rules/document.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { handlingWords } from '../labels/handling.ts'
import { orderWords } from '../labels/screens.ts'
import { ordersLabels } from '../labels.ts'
import { useNatures, useResources, useStatuses } from './order-api.part.ts'
import type { OrderValues } from './order-values.part.ts'
import classes from './orders.module.css'

type Part = { form: RecordForm<OrderValues> }

/** Who orders, when, for when, and who follows it. */
export function OrderHead({
  form,
  isNew,
  onCreateContact,
}: Part & { isNew: boolean; onCreateContact: ((typed: string) => void) | undefined }) {
  const words = useLabels(orderWords)
  const { columns } = useLabels(ordersLabels)
  const { field, values } = form
  const ofCustomer = values.kind === 'customer'
  return (
    <>
      <LookupField
        {...field('partyId')}
        onChange={partyId => form.set({ partyId, deliveryAddress: null })}
        label={ofCustomer ? words.customer : words.supplier}
        source={contactLookup}
        placeholder={words.contactHint}
        {...(onCreateContact ? { onCreate: onCreateContact } : {})}
        required
        autoFocus
      />
      {ofCustomer && (
        <LookupField {...field('payerId')} label={words.payer} source={contactLookup} placeholder={words.payerHint} />
      )}
      <DayField {...field('orderedOn')} label={columns.orderedOn} />
      <DayField {...field('deliverOn')} label={columns.deliverOn} />
      <ChoiceField {...field('natureId')} label={columns.nature} options={useNatures()} clearable searchable />
      {isNew && <FirstStatus form={form} />}
      <TextField {...field('theirReference')} label={columns.theirReference} maxLength={100} />
      <TextField {...field('ourReference')} label={columns.ourReference} maxLength={100} />
      <TextField {...field('owner')} label={columns.owner} maxLength={10} />
      <ChoiceField {...field('resourceId')} label={columns.resource} options={useResources()} clearable />
    </>
  )
}

/** The status it begins with; later it changes by itself, or by hand. */
function FirstStatus({ form }: Part) {
  const words = useLabels(handlingWords)
  const { columns } = useLabels(ordersLabels)
  return (
    <ChoiceField
      {...form.field('statusId')}
      label={columns.status}
      placeholder={words.firstStatus}
      options={useStatuses(form.values.kind)}
      clearable
    />
  )
}

/** Prices, payment and where it is delivered, when not as the contact has it: folded away. */
export function OrderTerms({ form }: Part) {
  const words = useLabels(editorWords)
  const { more } = useLabels(handlingWords)
  const { field, values, set, errorAt } = form
  const opened = errorAt('paymentDays') !== undefined || errorAt('deliveryAddress') !== undefined
  return (
    <details className={classes.fold} open={opened || undefined}>
      <summary>{more}</summary>
      <div className={classes.head}>
        <ChoiceField
          {...field('priceBasis')}
          label={words.priceBasis}
          options={(['gross', 'net'] as const).map(value => ({ value, label: words.bases[value] }))}
          clearable
        />
        <CurrencyField
          {...field('currency')}
          onChange={currency => set({ currency: currency ?? EURO })}
          label={words.currency}
          description={words.currencyHint}
        />
        <ChoiceField
          {...field('language')}
          label={words.language}
          options={(['fr', 'en'] as const).map(value => ({ value, label: words.languages[value] }))}
          clearable
        />
        <IntegerField {...field('paymentDays')} label={words.termDays} description={words.termDaysHint} />
        <ChoiceField
          {...field('paymentMonthEnd')}
          label={words.monthEnd}
          description={words.termDaysHint}
          options={MONTH_ENDS.map(value => ({ value, label: words.monthEnds[value] }))}
          clearable
        />
        <ChoiceField
          {...field('paymentMethod')}
          label={words.method}
          description={words.methodHint}
          options={PAYMENT_METHODS.map(value => ({ value, label: words.methods[value] }))}
          clearable
        />
        {values.kind === 'customer' && (
          <EditorDelivery
            key={values.partyId}
            form={{ values: { customerId: values.partyId, deliveryAddress: values.deliveryAddress }, set, errorAt }}
          />
        )}
      </div>
    </details>
  )
}

/** What is printed at its foot, and what is not. */
export function OrderNotes({ form }: Part) {
  const words = useLabels(orderWords)
  return (
    <>
      <TextField {...form.field('note')} label={words.note} kind="lines" maxLength={2000} />
      <TextField {...form.field('privateNote')} label={words.privateNote} kind="lines" maxLength={2000} />
    </>
  )
}
