import { SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Status } from '../../../platform/web/status.tsx'
import { ibanOf, isWholeIban } from '../../../values/iban.ts'
import { debitsLabels } from '../labels/lists.ts'
import { mandateWords } from '../labels/mandate-screens.ts'
import { debitWords } from '../labels/screens.ts'
import { FREQUENCIES, SCHEMES, type Scheme } from '../rules/states.ts'

export type AccountValues = { iban: string; bic: string }
export type DebtorValues = { debtorName: string; lines: string; postcode: string; town: string; country: string }
export type AgreedValues = { noticeDays: number | null; language: 'fr' | 'en' }
export type KindValues = { scheme: Scheme; frequency: (typeof FREQUENCIES)[number] }
type Part<Values extends object> = { form: RecordForm<Values> }

/** An account number that is checked while it is typed. */
export function IbanField<Values extends AccountValues>({
  form,
  label,
  optional,
}: Part<Values> & { label: string; optional?: true }) {
  const words = useLabels(mandateWords)
  const { iban } = form.values
  const standing = ibanOf(iban) ? 'good' : isWholeIban(iban) ? 'bad' : undefined
  return (
    <TextField
      {...form.field('iban')}
      value={iban}
      onChange={typed => form.field('iban').onChange(typed as Values['iban'])}
      label={label}
      description={
        <span role="status">
          {standing ? (
            <Status of={standing} label={standing === 'good' ? words.ibanGood : words.ibanBad} />
          ) : (
            words.ibanHint
          )}
        </span>
      }
      required={!optional}
    />
  )
}

export function BicField({ form }: Part<AccountValues>) {
  const words = useLabels(mandateWords)
  return <TextField {...form.field('bic')} label={words.bic} description={words.bicHint} maxLength={11} />
}

/** Who holds the account, and where: banks want the town and the country by themselves. Source: L-16. */
export function DebtorFields({ form }: Part<DebtorValues>) {
  const words = useLabels(mandateWords)
  const { field } = form
  return (
    <>
      <TextField {...field('debtorName')} label={words.holder} maxLength={70} required />
      <TextField {...field('lines')} label={words.lines} kind="lines" />
      <FieldRow widths="96px minmax(0, 1fr) 72px">
        <TextField {...field('postcode')} label={words.postcode} />
        <TextField {...field('town')} label={words.town} />
        <TextField {...field('country')} label={words.country} maxLength={2} />
      </FieldRow>
    </>
  )
}

/** For whom it is and how often it serves; fixed once it is signed. */
export function KindFields({ form }: Part<KindValues>) {
  const { columns, schemes, frequencies } = useLabels(debitsLabels)
  return (
    <>
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
    </>
  )
}

/** How the debtor is told. Source: L-15. */
export function AgreedFields({ form }: Part<AgreedValues>) {
  const words = useLabels(mandateWords)
  const { days } = useLabels(debitWords)
  return (
    <>
      <IntegerField
        {...form.field('noticeDays')}
        label={words.noticeDays}
        description={words.noticeDaysHint}
        unit={days}
      />
      <SwitchField
        {...form.field('language')}
        label={words.language}
        options={(['fr', 'en'] as const).map(value => ({ value, label: words.languages[value] }))}
      />
    </>
  )
}

/** For the file of a field or a command: what scanners and phones make. */
export const PROOF_FILES = { accept: '.pdf,image/*', megabytes: 5 }
