import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { mandatesContract } from '../contract.ts'
import { mandateWords } from '../labels/mandate-screens.ts'
import { type Mandate, mandates } from './debit-api.part.ts'
import { AgreedFields, BicField, DebtorFields, IbanField, KindFields } from './mandate-fields.part.tsx'

/** Changes what a mandate says; once it is signed, its account, reference and kind stay. */
export function EditMandate({ of, onDone }: { of: Mandate; onDone(): void }) {
  const words = useLabels(mandateWords)
  const form = useEditing(of, onDone)
  return (
    <FormFrame form={form} submit={words.saveMandate} onCancel={onDone}>
      {!of.signedOn && (
        <>
          <TextField {...form.field('reference')} label={words.fields.reference} maxLength={35} required />
          <IbanField form={form} label={words.newIban} optional />
          <KindFields form={form as never} />
        </>
      )}
      <BicField form={form as never} />
      <DebtorFields form={form as never} />
      <AgreedFields form={form as never} />
    </FormFrame>
  )
}

function useEditing(of: Mandate, onDone: () => void) {
  const words = useLabels(mandateWords)
  const saved = useSaved(onDone)
  const { reference, scheme, frequency, bic, debtorName, lines, postcode, town, country, noticeDays, language } = of
  return useRecordForm({
    initial: {
      ...{ reference, iban: '', scheme, frequency, bic, debtorName, lines, postcode, town, country },
      ...{ noticeDays, language },
    },
    input: ({ reference, iban, scheme, frequency, country, ...values }) => ({
      ...values,
      ...(of.signedOn ? {} : { reference, scheme, frequency, ...(iban ? { iban } : {}) }),
      country: country.toUpperCase(),
      id: of.id,
      revision: of.revision,
    }),
    schema: mandatesContract.update['~orpc'].inputSchema,
    save: (input: Parameters<typeof mandates.update.call>[0], saving) => mandates.update.call(input, saving),
    onSaved: () => saved(words.mandateSaved),
  })
}
