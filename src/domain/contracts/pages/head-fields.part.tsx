import { CheckField, ChoiceField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { CurrencyField } from '../../../platform/web/fields/currency-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { EURO } from '../../../values/currency.ts'
import { editorWords } from '../../invoicing/labels/editor.ts'
import { MONTH_ENDS, PAYMENT_METHODS } from '../../invoicing/rules/document.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { contractFormWords } from '../labels/form-screens.ts'
import type { ContractValues } from './contract-values.part.ts'
import classes from './contracts.module.css'
import { MandateField } from './mandate-field.part.tsx'

type Part = { form: RecordForm<ContractValues> }
type HeadProps = Part & {
  /** A new contract says its end and its state; an old one has commands and a schedule for that. */
  isNew: boolean
  onCreateCustomer: ((typed: string) => void) | undefined
}

/** Whose contract it is, until when, and how it is paid. Source: REC-6 to REC-12. */
export function HeadFields({ form, isNew, onCreateCustomer }: HeadProps) {
  const words = useLabels(contractFormWords)
  const { field } = form
  /** A mandate is that of who pays: with another, it is chosen again. */
  const ofWhom = (name: 'customerId' | 'payerId') => (id: string | null) => {
    field(name).onChange(id)
    form.set({ mandateId: null })
  }
  return (
    <>
      <div data-wide>
        <TextField {...field('title')} label={words.title} placeholder={words.titleHint} required autoFocus />
      </div>
      <LookupField
        {...field('customerId')}
        onChange={ofWhom('customerId')}
        label={words.customer}
        source={contactLookup}
        placeholder={words.customerHint}
        {...(onCreateCustomer ? { onCreate: onCreateCustomer } : {})}
        required
      />
      <LookupField
        {...field('payerId')}
        onChange={ofWhom('payerId')}
        label={words.payer}
        source={contactLookup}
        placeholder={words.payerHint}
      />
      {isNew && <DayField {...field('endsOn')} label={words.endsOn} description={words.endsOnHint} />}
      {isNew && (
        <SwitchField
          name="active"
          label={words.state}
          value={form.values.active ? 'active' : 'draft'}
          onChange={chosen => form.set({ active: chosen === 'active' })}
          options={(['active', 'draft'] as const).map(value => ({ value, label: words.states[value] }))}
        />
      )}
      <TextField {...field('owner')} label={words.owner} description={words.ownerHint} />
      <Payment form={form} />
      <div data-wide>
        <TextField
          {...field('privateNote')}
          label={words.privateNote}
          description={words.privateNoteHint}
          kind="lines"
        />
      </div>
    </>
  )
}

/** How and when each invoice is to be paid. Source: REC-10, REC-11, X-65. */
function Payment({ form }: Part) {
  const words = useLabels(contractFormWords)
  const { methods, monthEnds } = useLabels(editorWords)
  const { field } = form
  return (
    <>
      <ChoiceField
        {...field('paymentMethod')}
        label={words.method}
        description={words.asCustomer}
        clearable
        options={PAYMENT_METHODS.map(value => ({ value, label: methods[value] }))}
      />
      <MandateField form={form} />
      <IntegerField
        {...field('paymentDays')}
        label={words.paymentDays}
        description={words.asCustomer}
        unit={words.days}
      />
      <ChoiceField
        {...field('paymentMonthEnd')}
        label={words.monthEnd}
        description={words.asCustomer}
        clearable
        options={MONTH_ENDS.map(value => ({ value, label: monthEnds[value] }))}
      />
    </>
  )
}

/** What is seldom said, folded away. */
export function ReferenceFields({ form }: Part) {
  const words = useLabels(contractFormWords)
  const editor = useLabels(editorWords)
  const { field, values } = form
  const said = values.currency !== EURO || values.purchaseOrder !== '' || values.buyerReference !== ''
  return (
    <details className={classes.fold} open={said || undefined}>
      <summary>{words.references}</summary>
      <div className={classes.folded}>
        <ChoiceField
          {...field('priceBasis')}
          label={editor.priceBasis}
          onChange={chosen => form.set({ priceBasis: chosen ?? 'gross' })}
          options={(['gross', 'net'] as const).map(value => ({ value, label: editor.bases[value] }))}
        />
        <CurrencyField
          {...field('currency')}
          label={editor.currency}
          description={editor.currencyHint}
          onChange={currency => form.set({ currency: currency ?? EURO })}
        />
        <TextField {...field('purchaseOrder')} label={words.purchaseOrder} />
        <TextField {...field('buyerReference')} label={words.buyerReference} />
        <div data-wide>
          <TextField {...field('note')} label={words.note} kind="lines" />
        </div>
      </div>
    </details>
  )
}

/** Offered when all terms of a new contract stand at once. Source: REC-22, X-61. */
export function GenerateAll({ form }: Part) {
  const words = useLabels(contractFormWords)
  if (!form.values.active || !form.values.plansToEnd) return null
  return <CheckField {...form.field('generateAll')} label={words.generateAll} description={words.generateAllHint} />
}
