import { SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { FieldRow, Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { businessWords } from '../labels/business.ts'
import type { PartyValues } from './party.form.tsx'
import type { Party } from './party-panel.part.tsx'

export const blankBusiness = { siren: '', vatNumber: '', language: 'fr' as Party['language'], electronicAddress: '' }

export const businessOf = ({ siren, vatNumber, language, electronicAddress }: Party) => ({
  siren,
  vatNumber,
  language,
  electronicAddress,
})

/** What invoices need of a customer; of a person, the language alone unless there is more. Source: L-3. */
export function BusinessFields({ form }: { form: RecordForm<PartyValues> }) {
  const words = useLabels(businessWords)
  const { kind, siren, vatNumber, electronicAddress } = form.values
  const business = kind === 'organisation' || siren + vatNumber + electronicAddress !== ''
  return (
    <Fieldset legend={words.legend}>
      {business && (
        <>
          <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
            <TextField {...form.field('siren')} label={words.siren} description={words.sirenHint} />
            <TextField
              {...form.field('electronicAddress')}
              label={words.electronicAddress}
              description={words.electronicAddressHint}
            />
          </FieldRow>
          <TextField {...form.field('vatNumber')} label={words.vatNumber} description={words.vatNumberHint} />
        </>
      )}
      <SwitchField
        {...form.field('language')}
        label={words.language}
        options={(['fr', 'en'] as const).map(value => ({ value, label: words.languages[value] }))}
      />
    </Fieldset>
  )
}
