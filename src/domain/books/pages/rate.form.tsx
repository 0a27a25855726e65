import { apiOf } from '../../../platform/web/api.ts'
import { CurrencyField } from '../../../platform/web/fields/currency-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ratesContract } from '../../invoicing/contract/rates.ts'
import { ratesWords } from '../../invoicing/labels/rates.ts'
import { microsOf } from '../../invoicing/rules/rates.ts'

const api = apiOf('currencyRates', ratesContract)
type Typed = { currency: string; ratedOn: string | null; perEuroMicros: string }

/** A rate, as a bank says it: so much for one euro. */
export function RateForm({ currency, onClose }: { currency: string; onClose(): void }) {
  const words = useLabels(ratesWords)
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: { currency, ratedOn: null, perEuroMicros: '' } as Typed,
    input: ({ ratedOn, perEuroMicros, ...values }) => ({
      ...values,
      ...(ratedOn ? { ratedOn } : {}),
      perEuroMicros: microsOf(perEuroMicros) ?? 0,
    }),
    schema: ratesContract.type['~orpc'].inputSchema,
    save: (input: never, saving): Promise<unknown> => api.type.call(input, saving),
    onSaved: () => saved(words.typed),
  })
  return (
    <FormDialog title={words.add} form={form} submit={words.save} onClose={onClose}>
      <CurrencyField
        {...form.field('currency')}
        onChange={chosen => form.set({ currency: chosen ?? '' })}
        label={words.currency}
        foreign
        required
      />
      <DayField {...form.field('ratedOn')} label={words.ratedOn} description={words.ratedOnHelp} />
      <TextField {...form.field('perEuroMicros')} label={words.rate} description={words.rateHelp} required />
    </FormDialog>
  )
}
