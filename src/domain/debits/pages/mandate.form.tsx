import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { ibanOf } from '../../../values/iban.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { mandatesContract } from '../contract.ts'
import { debitsLabels } from '../labels/lists.ts'
import { mandateWords } from '../labels/mandate-screens.ts'
import { debitWords } from '../labels/screens.ts'
import { FREQUENCIES, SCHEMES, type Scheme } from '../rules/states.ts'
import { mandates } from './debit-api.part.ts'

type Props = { customerId?: string; onDone(id: string | undefined): void }

function useMandateForm({ customerId, onDone }: Props) {
  const words = useLabels(mandateWords)
  const notify = useNotify()
  return useRecordForm({
    initial: {
      customerId: customerId ?? (null as string | null),
      iban: '',
      bic: '',
      debtorName: '',
      reference: '',
      scheme: 'core' as Scheme,
      frequency: 'recurrent' as (typeof FREQUENCIES)[number],
      signedOn: null as string | null,
      signedTown: '',
      noticeDays: null as number | null,
    },
    input: ({ debtorName, reference, signedOn, ...values }) => ({
      ...values,
      debtorName: debtorName || undefined,
      reference: reference || undefined,
      signedOn: signedOn ?? undefined,
    }),
    schema: mandatesContract.create['~orpc'].inputSchema,
    save: (input: Parameters<typeof mandates.create.call>[0], saving) => mandates.create.call(input, saving),
    onSaved: ({ id }) => {
      notify.done(words.mandateSaved)
      refresh()
      onDone(id)
    },
  })
}

/** A mandate of a customer, signed or to be signed. Source: REC-34. */
export function MandateForm(props: Props) {
  const words = useLabels(mandateWords)
  const { customer, days } = useLabels(debitWords)
  const { columns, schemes, frequencies } = useLabels(debitsLabels)
  const form = useMandateForm(props)
  const { iban } = form.values
  const checked = ibanOf(iban) ? words.ibanGood : words.ibanBad
  return (
    <PanelForm title={words.newMandate}>
      <FormFrame form={form} submit={words.saveMandate} onCancel={() => props.onDone(undefined)}>
        {!props.customerId && (
          <LookupField {...form.field('customerId')} label={customer} source={contactLookup} required />
        )}
        <TextField
          {...form.field('iban')}
          label={words.iban}
          description={iban.length < 15 ? words.ibanHint : checked}
          required
        />
        <TextField {...form.field('bic')} label={words.bic} description={words.bicHint} />
        <TextField {...form.field('debtorName')} label={words.holder} description={words.holderHint} />
        <TextField {...form.field('reference')} label={columns.reference} description={words.referenceHint} />
        <SwitchField
          {...form.field('scheme')}
          label={columns.scheme}
          options={SCHEMES.map(value => ({ value, label: schemes[value] }))}
        />
        <SwitchField
          {...form.field('frequency')}
          label={columns.frequency}
          options={FREQUENCIES.map(value => ({ value, label: frequencies[value] }))}
        />
        <DayField {...form.field('signedOn')} label={columns.signedOn} description={words.signedHint} />
        <TextField {...form.field('signedTown')} label={words.signedTown} />
        <IntegerField
          {...form.field('noticeDays')}
          label={words.noticeDays}
          description={words.noticeDaysHint}
          unit={days}
        />
      </FormFrame>
    </PanelForm>
  )
}
