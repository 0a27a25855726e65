import { skipToken, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { ChoiceField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow, Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { AmountField, PercentField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { productLookup } from '../../catalog/pages/product-lookup.part.tsx'
import { editorWords } from '../../invoicing/labels/editor.ts'
import { PAYMENT_METHODS, type PaymentMethod } from '../../invoicing/rules/document.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { contractPricesContract } from '../contract/prices.ts'
import { contractChangesLabels } from '../labels/changes.ts'
import { PRICE_KINDS, type PriceKind } from '../rules/price-change.ts'
import { ChosenContracts } from './chosen-contracts.part.tsx'
import { contractPriceChanges, type PriceChange } from './contract-api.part.ts'
import { PricesPreview } from './prices-preview.part.tsx'

type Asked = Parameters<typeof contractPriceChanges.preview.call>[0]
type Values = {
  label: string
  fromOn: string | null
  kind: PriceKind
  /** Hundredths of a percent, or cents. */
  value: number | null
  rounding: '1' | '10' | '50' | '100'
  contractIds: string[]
  productId: string | null
  customerId: string | null
  owner: string
  paymentMethod: PaymentMethod | null
  noticeText: string
}
const HALF = 'minmax(0, 1fr) minmax(0, 1fr)'
const PHONE = 'minmax(0, 1fr)'
const ROUNDINGS = ['1', '10', '50', '100'] as const

/** What is asked so far: what is empty is left out. */
function inputOf({ fromOn, kind, value, rounding, ...which }: Values): Partial<Asked> {
  return {
    ...{ kind, roundedTo: Number(rounding) },
    ...(fromOn === null ? {} : { fromOn }),
    ...(value === null ? {} : { value }),
    ...(which.contractIds.length > 0 ? { contractIds: which.contractIds } : {}),
    ...(which.productId ? { productId: which.productId } : {}),
    ...(which.customerId ? { customerId: which.customerId } : {}),
    ...(which.owner.trim() ? { owner: which.owner.trim() } : {}),
    ...(which.paymentMethod ? { paymentMethod: which.paymentMethod } : {}),
  }
}

/** What the change would do, once its day and its value are known. */
function usePreview(values: Values) {
  const input = values.fromOn === null || values.value === null ? skipToken : (inputOf(values) as Asked)
  return useQuery({ ...contractPriceChanges.preview.queryOptions({ input }), retry: false })
}

/** Which contracts, which price, from when, with what it makes of whose contracts. Source: A12. */
export function ChangePrices({ contractIds = [], onClose }: { contractIds?: string[]; onClose(): void }) {
  const words = useLabels(contractChangesLabels)
  const saved = useSaved(onClose)
  const shown = useRef<number>(undefined)
  const form = useRecordForm<Values, PriceChange>({
    initial: {
      ...{ label: '', fromOn: null, kind: 'percent', value: null, rounding: '1' },
      ...{ contractIds, productId: null, customerId: null, owner: '', paymentMethod: null, noticeText: '' },
    },
    input: values => ({
      ...{ ...inputOf(values), label: values.label, noticeText: values.noticeText, expectedCount: shown.current },
    }),
    schema: contractPricesContract.create['~orpc'].inputSchema,
    save: (input: Parameters<typeof contractPriceChanges.create.call>[0], saving) =>
      contractPriceChanges.create.call(input, saving),
    onSaved: () => saved(words.savedPrices),
  })
  const preview = usePreview(form.values)
  shown.current = preview.data?.contractCount
  return (
    <FormDialog title={words.newPricesTitle} form={form} submit={words.savePrices} size={720} onClose={onClose}>
      <FieldRow widths={HALF} phone={PHONE}>
        <TextField {...form.field('label')} label={words.columns.label} required autoFocus />
        <DayField {...form.field('fromOn')} label={words.columns.fromOn} required />
      </FieldRow>
      <Which form={form} />
      <NewPrice form={form} />
      <TextField
        {...form.field('noticeText')}
        kind="lines"
        label={words.whatNotice}
        description={words.noticeHint}
        maxLength={4000}
      />
      <PricesPreview of={preview} />
    </FormDialog>
  )
}

type Part = { form: RecordForm<Values> }

/** Contracts by hand, or all that something is true of. */
function Which({ form }: Part) {
  const words = useLabels(contractChangesLabels)
  const { methods } = useLabels(editorWords)
  return (
    <Fieldset legend={words.whichContracts}>
      <FieldRow widths={HALF} phone={PHONE}>
        <LookupField
          {...form.field('productId')}
          label={words.product}
          source={productLookup}
          placeholder={words.anyProduct}
        />
        <LookupField
          {...form.field('customerId')}
          label={words.columns.customer}
          source={contactLookup}
          placeholder={words.anyCustomer}
        />
      </FieldRow>
      <FieldRow widths={HALF} phone={PHONE}>
        <ChoiceField
          {...form.field('paymentMethod')}
          label={words.method}
          placeholder={words.anyMethod}
          clearable
          options={PAYMENT_METHODS.map(value => ({ value, label: methods[value] }))}
        />
        <TextField {...form.field('owner')} label={words.columns.owner} placeholder={words.anyOwner} maxLength={10} />
      </FieldRow>
      <ChosenContracts {...form.field('contractIds')} label={words.these} description={words.allOfThem} />
    </Fieldset>
  )
}

/** How the price changes. */
function NewPrice({ form }: Part) {
  const words = useLabels(contractChangesLabels)
  const { kind } = form.values
  return (
    <Fieldset legend={words.whatPrice}>
      <SwitchField
        {...form.field('kind')}
        onChange={chosen => form.set({ kind: chosen, value: null })}
        label={words.columns.kind}
        options={PRICE_KINDS.map(value => ({ value, label: words.priceKinds[value] }))}
      />
      <FieldRow widths={HALF} phone={PHONE}>
        {kind === 'percent' ? (
          <PercentField {...form.field('value')} label={words.percent} required />
        ) : (
          <AmountField key={kind} {...form.field('value')} label={words[kind]} required />
        )}
        <ChoiceField
          {...form.field('rounding')}
          onChange={rounding => rounding && form.set({ rounding })}
          label={words.rounding}
          options={ROUNDINGS.map(value => ({ value, label: words.roundings[value] }))}
        />
      </FieldRow>
    </Fieldset>
  )
}
