import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { CurrencyField } from '../../../platform/web/fields/currency-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { EURO } from '../../../values/currency.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { editorWords } from '../labels/editor.ts'
import { MONTH_ENDS, PAYMENT_METHODS } from '../rules/document.ts'
import classes from './editor.module.css'
import { EditorDelivery } from './editor-delivery.part.tsx'
import type { Draft } from './editor-draft.part.ts'

type HeadProps = {
  form: RecordForm<Draft>
  onCreateCustomer: ((typed: string) => void) | undefined
}

/** Who pays, what it is and when; what is seldom said is folded away. */
export function EditorHead({ form, onCreateCustomer }: HeadProps) {
  const words = useLabels(editorWords)
  const { field, errorAt } = form
  const opened = errorAt('paymentDays') !== undefined || errorAt('currency') !== undefined
  return (
    <>
      <div className={classes.head}>
        <LookupField
          {...field('customerId')}
          onChange={customerId => form.set({ customerId, deposits: [], deliveryAddress: null })}
          label={words.customer}
          source={contactLookup}
          placeholder={words.customerHint}
          {...(onCreateCustomer ? { onCreate: onCreateCustomer } : {})}
          required
        />
        <DayField {...field('draftedOn')} label={words.on} />
        <ChoiceField
          {...field('kind')}
          onChange={kind => form.set({ kind: kind ?? 'invoice', ...(kind === 'deposit' ? { currency: EURO } : {}) })}
          label={words.kind}
          options={(['invoice', 'deposit'] as const).map(value => ({ value, label: words.kinds[value] }))}
        />
      </div>
      <details className={classes.fold} open={opened || undefined}>
        <summary>{words.references}</summary>
        <Folded form={form} />
      </details>
    </>
  )
}

function Folded({ form }: { form: RecordForm<Draft> }) {
  const words = useLabels(editorWords)
  const { field, set } = form
  return (
    <div className={classes.folded}>
      <IntegerField {...field('paymentDays')} label={words.termDays} description={words.termDaysHint} />
      <ChoiceField
        {...field('paymentMonthEnd')}
        label={words.monthEnd}
        description={words.termDaysHint}
        clearable
        options={MONTH_ENDS.map(value => ({ value, label: words.monthEnds[value] }))}
      />
      <ChoiceField
        {...field('paymentMethod')}
        label={words.method}
        description={words.methodHint}
        clearable
        options={PAYMENT_METHODS.map(value => ({ value, label: words.methods[value] }))}
      />
      <DayField {...field('suppliedOn')} label={words.suppliedOn} description={words.suppliedOnHint} />
      <ChoiceField
        {...field('language')}
        label={words.language}
        clearable
        options={(['fr', 'en'] as const).map(value => ({ value, label: words.languages[value] }))}
      />
      <ChoiceField
        {...field('priceBasis')}
        onChange={priceBasis => set({ priceBasis })}
        label={words.priceBasis}
        clearable
        options={(['gross', 'net'] as const).map(value => ({ value, label: words.bases[value] }))}
      />
      <CurrencyField
        {...field('currency')}
        onChange={currency => set({ currency: currency ?? EURO, deposits: [] })}
        label={words.currency}
        description={form.values.kind === 'deposit' ? words.depositInEuros : words.currencyHint}
        disabled={form.values.kind === 'deposit'}
      />
      <EditorDelivery key={form.values.customerId} form={form} />
      <TextField {...field('buyerReference')} label={words.buyerReference} />
      <TextField {...field('purchaseOrder')} label={words.purchaseOrder} />
      <TextField {...field('contractReference')} label={words.contractReference} />
      <TextField {...field('owner')} label={words.owner} />
      <div data-wide>
        <TextField {...field('note')} label={words.note} kind="lines" />
      </div>
      <div data-wide>
        <TextField
          {...field('privateNote')}
          label={words.privateNote}
          description={words.privateNoteHint}
          kind="lines"
        />
      </div>
    </div>
  )
}
