import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { partiesLabels } from '../labels.ts'

export const noAddress = { line1: '', line2: '', line3: '', postcode: '', town: '', country: 'FR' }
export type Place = typeof noAddress

/** An address without its purpose and dates. */
export const placeOf = ({ line1, line2, line3, postcode, town, country }: Place): Place => ({
  line1,
  line2,
  line3,
  postcode,
  town,
  country,
})

/** The fields of one address, as they stand on an envelope. */
export function AddressFields({ value, onChange, name }: { value: Place; onChange(value: Place): void; name: string }) {
  const { columns } = useLabels(partiesLabels)
  const field = (key: keyof Place) => ({
    name: `${name}.${key}`,
    label: columns[key],
    value: value[key],
    onChange: (text: string) => onChange({ ...value, [key]: text }),
  })
  return (
    <>
      <TextField {...field('line1')} />
      <TextField {...field('line2')} />
      <TextField {...field('line3')} />
      <FieldRow widths="96px minmax(0, 1fr) 72px">
        <TextField {...field('postcode')} />
        <TextField {...field('town')} />
        <TextField {...field('country')} maxLength={2} />
      </FieldRow>
    </>
  )
}
