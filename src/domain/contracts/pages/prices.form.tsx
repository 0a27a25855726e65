import { Alert } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { failureOf } from '../../../platform/web/failure.ts'
import { ChoiceField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow, Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { AmountField, PercentField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { PlainTable } from '../../../platform/web/record/plain-table.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { productLookup } from '../../catalog/pages/product-lookup.part.tsx'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { contractPricesContract } from '../contract/prices.ts'
import { contractChangesLabels } from '../labels/changes.ts'
import { PRICE_KINDS, type PriceKind } from '../rules/price-change.ts'
import { contractPriceChanges, type PriceChange } from './contract-api.part.ts'
import classes from './contracts.module.css'

type Asked = Parameters<typeof contractPriceChanges.preview.call>[0]
type Values = {
  label: string
  fromOn: string | null
  kind: PriceKind
  percent: number | null
  cents: number | null
  rounding: '1' | '10' | '50' | '100'
  productId: string | null
  customerId: string | null
  owner: string
  noticeText: string
}
const HALF = 'minmax(0, 1fr) minmax(0, 1fr)'
const ROUNDINGS = ['1', '10', '50', '100'] as const

/** What is asked so far; undefined while the day or the value is missing. */
function askedOf({ fromOn, kind, percent, cents, rounding, productId, customerId, owner }: Values): Asked | undefined {
  const value = kind === 'percent' ? percent : cents
  if (fromOn === null || value === null) return undefined
  return {
    ...{ fromOn, kind, value, roundedTo: Number(rounding) },
    ...(productId ? { productId } : {}),
    ...(customerId ? { customerId } : {}),
    ...(owner.trim() ? { owner: owner.trim() } : {}),
  }
}

/** Which contracts, which price, from when, with what it makes of whose contracts. Source: A12. */
export function ChangePrices({ onClose }: { onClose(): void }) {
  const words = useLabels(contractChangesLabels)
  const saved = useSaved(onClose)
  const form = useRecordForm<Values, PriceChange>({
    initial: {
      ...{ label: '', fromOn: null, kind: 'percent', percent: null, cents: null, rounding: '1' },
      ...{ productId: null, customerId: null, owner: '', noticeText: '' },
    },
    input: values => ({ ...askedOf(values), label: values.label, noticeText: values.noticeText }),
    schema: contractPricesContract.create['~orpc'].inputSchema,
    save: (input: Parameters<typeof contractPriceChanges.create.call>[0], saving) =>
      contractPriceChanges.create.call(input, saving),
    onSaved: () => saved(words.savedPrices),
  })
  const { kind } = form.values
  return (
    <FormDialog title={words.newPricesTitle} form={form} submit={words.savePrices} size={720} onClose={onClose}>
      <FieldRow widths={HALF} phone="minmax(0, 1fr)">
        <TextField {...form.field('label')} label={words.columns.label} required autoFocus />
        <DayField {...form.field('fromOn')} label={words.columns.fromOn} required />
      </FieldRow>
      <Fieldset legend={words.whichContracts}>
        <FieldRow widths="minmax(0, 2fr) minmax(0, 2fr) minmax(0, 1fr)" phone="minmax(0, 1fr)">
          <LookupField
            {...form.field('productId')}
            label={words.product}
            source={productLookup}
            placeholder={words.anyProduct}
          />
          <LookupField {...form.field('customerId')} label={words.columns.customer} source={contactLookup} />
          <TextField {...form.field('owner')} label={words.columns.owner} maxLength={10} />
        </FieldRow>
      </Fieldset>
      <Fieldset legend={words.whatPrice}>
        <SwitchField
          {...form.field('kind')}
          label={words.columns.kind}
          options={PRICE_KINDS.map(value => ({ value, label: words.priceKinds[value] }))}
        />
        <FieldRow widths={HALF}>
          {kind === 'percent' ? (
            <PercentField {...form.field('percent')} label={words.percent} required />
          ) : (
            <AmountField {...form.field('cents')} label={words[kind]} required />
          )}
          <ChoiceField
            {...form.field('rounding')}
            onChange={rounding => rounding && form.set({ rounding })}
            label={words.rounding}
            options={ROUNDINGS.map(value => ({ value, label: words.roundings[value] }))}
          />
        </FieldRow>
      </Fieldset>
      <TextField
        {...form.field('noticeText')}
        kind="lines"
        label={words.whatNotice}
        description={words.noticeHint}
        maxLength={4000}
      />
      <Preview of={askedOf(form.values)} />
    </FormDialog>
  )
}

/** What the change makes of whose contracts, before it is made. */
function Preview({ of }: { of: Asked | undefined }) {
  const words = useLabels(contractChangesLabels)
  const common = useLabels(commonWords)
  const format = useFormat()
  const { data, error } = useQuery({
    ...contractPriceChanges.preview.queryOptions({ input: of ?? skipToken }),
    retry: false,
  })
  if (error && of)
    return (
      <Alert color="red" role="alert" p="xs">
        {failureOf(error, common.unreachable).message}
      </Alert>
    )
  if (!data || !of) return null
  const { contractCount, customerCount, beforeCents, afterCents, listPriceCount, laterCount, invoicedCount } = data
  const left = [
    listPriceCount > 0 && words.atListPrice(format.integer(listPriceCount), listPriceCount > 1),
    laterCount > 0 && words.later(format.integer(laterCount), laterCount > 1),
    invoicedCount > 0 && words.invoiced(format.integer(invoicedCount), invoicedCount > 1),
  ].filter(Boolean)
  return (
    <div role="status">
      <strong>
        {contractCount === 0
          ? words.nothingChanges
          : `${words.previewOf(format.many(contractCount, words.contractOne, words.contractMany), format.many(customerCount, words.customerOne, words.customerMany))}, ${words.termSum(format.money(beforeCents), format.money(afterCents))}`}
      </strong>
      {left.length > 0 && <p className={classes.dimmed}>{left.join(' ')}</p>}
      {data.lines.length > 0 && <Lines of={data.lines} />}
    </div>
  )
}

type Line = Awaited<ReturnType<typeof contractPriceChanges.preview.call>>['lines'][number]

function Lines({ of }: { of: Line[] }) {
  const { columns, noPrices } = useLabels(contractChangesLabels)
  const format = useFormat()
  return (
    <div className={classes.priced}>
      <PlainTable
        rows={of.map((line, at) => ({ ...line, id: `${line.contractId} ${at}` }))}
        empty={noPrices}
        columns={[
          { key: 'customer', header: columns.customer, cell: ({ customer }) => customer },
          {
            key: 'number',
            header: columns.number,
            cell: ({ contractId, number }) => <RecordLink to={`contracts/${contractId}`}>{number}</RecordLink>,
          },
          { key: 'label', header: columns.label, cell: ({ label }) => label },
          {
            key: 'before',
            header: columns.before,
            align: 'end',
            cell: ({ beforeCents, currency }) => format.money(beforeCents, currency),
          },
          {
            key: 'after',
            header: columns.after,
            align: 'end',
            cell: ({ afterCents, currency }) => format.money(afterCents, currency),
          },
        ]}
      />
    </div>
  )
}
