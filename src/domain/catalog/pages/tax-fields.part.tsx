import { Text } from '@mantine/core'
import { ChoiceField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { PercentField } from '../../../platform/web/fields/number-fields.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { taxWords } from '../labels/tax.ts'
import { catalogLabels } from '../labels.ts'
import {
  pressAllowed,
  proposedClass,
  type Registered,
  rateOf,
  SUPPLIES,
  TAX_CLASSES,
  type TaxClass,
} from '../rules/tax.ts'
import type { ProductValues } from './product.form.tsx'

/** What is chosen of a product's VAT: a class, or a rate of its own; null: what its title proposes. */
export type TaxChoice = TaxClass | 'typed' | null

/** What is sent of it. */
export const saidTax = ({ taxClass, vatRateBps }: Pick<ProductValues, 'taxClass' | 'vatRateBps'>) =>
  taxClass === 'typed'
    ? { taxClass: null, vatRateBps: vatRateBps ?? undefined }
    : { taxClass: taxClass ?? undefined, vatRateBps: undefined }

type TaxProps = { form: RecordForm<ProductValues>; title: Registered | undefined }

/** The class of VAT, or a rate typed, and whether it is goods or a service; what it comes to elsewhere. Source: L-8. */
export function TaxFields({ form, title }: TaxProps) {
  const { columns } = useLabels(catalogLabels)
  const words = useLabels(taxWords)
  const format = useFormat()
  const { today } = useSession()
  const chosen = form.values.taxClass ?? proposedClass(title, today)
  const rate = (of: TaxClass, place: 'metropolitan' | 'corsica' | 'dom' = 'metropolitan') =>
    format.percent(rateOf(of, place, today))
  const named = (of: TaxClass) =>
    of === 'none' ? words.classes.none : words.classWithRate(words.classes[of], rate(of))
  return (
    <>
      <FieldRow widths={chosen === 'typed' ? 'minmax(0, 1fr) 96px 170px' : 'minmax(0, 1fr) 170px'}>
        <ChoiceField
          {...form.field('taxClass')}
          value={chosen}
          label={words.taxClass}
          options={[
            ...TAX_CLASSES.map(value => ({ value, label: named(value) })),
            { value: 'typed' as const, label: words.noClass },
          ]}
        />
        {chosen === 'typed' && <PercentField {...form.field('vatRateBps')} label={columns.vatRateBps} required />}
        <SwitchField
          {...form.field('supply')}
          label={words.supply}
          options={SUPPLIES.map(value => ({ value, label: words.supplies[value] }))}
        />
      </FieldRow>
      <Text size="xs" c="dimmed">
        {chosen === 'press' && !pressAllowed(title, today)
          ? words.pressTitle
          : chosen === 'none'
            ? words.none
            : chosen === 'typed'
              ? words.supplyHint
              : words.byPlace(rate(chosen, 'corsica'), rate(chosen, 'dom'))}
      </Text>
    </>
  )
}
