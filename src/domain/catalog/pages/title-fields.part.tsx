import { apiOf } from '../../../platform/web/api.ts'
import { CheckField, ChoiceField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow, Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { AmountField, IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { partiesContract } from '../../parties/contract.ts'
import { directoryName } from '../../parties/rules/name.ts'
import { catalogWords } from '../labels/screens.ts'
import { taxWords } from '../labels/tax.ts'
import { titleWords } from '../labels/titles.ts'
import { catalogLabels } from '../labels.ts'
import { FREQUENCIES, type Frequency } from '../rules/issue-calendar.ts'
import { COUNTED_BY, type CountedBy, SERVED_BY, TITLE_KINDS, type TitleKind, titleProposes } from '../rules/title.ts'

/** Finds a party that distributes copies. */
const mailingHouses = lookupSource(
  'parties',
  apiOf('parties', partiesContract),
  party => ({ value: party.id, label: directoryName(party), hint: String(party.number) }),
  { role: 'mailing-house' },
)

export const blankTitle = {
  code: '',
  name: '',
  kind: 'magazine' as TitleKind,
  frequency: 'quarterly' as Frequency | null,
  mailingHouseId: null as string | null,
  firstIssueOn: null as string | null,
  issn: '',
  cppap: '',
  cppapUntil: null as string | null,
  servedBy: 'date' as 'date' | 'issue',
  countedBy: 'cover' as CountedBy | null,
  graceIssues: 0 as number | null,
  coverPriceCents: null as number | null,
  warningDays: 15 as number | null,
  replacementLimit: 3 as number | null,
  parcelFromCopies: null as number | null,
  latestAtShipment: false,
}
export type TitleValues = typeof blankTitle

/** What a title is called, how often it comes out and who distributes it. Source: ABO-20 to ABO-22. */
export function RhythmFields({ form }: { form: RecordForm<TitleValues> }) {
  const { columns, frequencies } = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const more = useLabels(titleWords)
  return (
    <>
      <ChoiceField
        {...form.field('frequency')}
        label={columns.frequency}
        required
        options={FREQUENCIES.map(value => ({ value, label: frequencies[value] }))}
      />
      <LookupField
        {...form.field('mailingHouseId')}
        label={columns.mailingHouse}
        description={words.mailingHouseHint}
        source={mailingHouses}
      />
      <DayField
        {...form.field('firstIssueOn')}
        label={columns.firstIssueOn}
        description={words.firstIssueHint}
        required
      />
      <CheckField {...form.field('latestAtShipment')} label={more.latestAtShipment} description={more.latestHint} />
    </>
  )
}

/** All that a title says of itself. */
export function TitleFields({ form }: { form: RecordForm<TitleValues> }) {
  const { columns, titleKinds } = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const more = useLabels(titleWords)
  const tax = useLabels(taxWords)
  const isBox = form.values.kind === 'box'
  return (
    <>
      <FieldRow widths="110px minmax(0, 1fr)">
        <TextField {...form.field('code')} label={columns.code} required autoFocus />
        <TextField {...form.field('name')} label={columns.name} required />
      </FieldRow>
      <SwitchField
        {...form.field('kind')}
        onChange={kind => form.set({ kind, ...titleProposes(kind) })}
        label={columns.titleKind}
        options={TITLE_KINDS.map(value => ({ value, label: titleKinds[value] }))}
      />
      <RhythmFields form={form} />
      {!isBox && (
        <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
          <TextField {...form.field('issn')} label={columns.issn} placeholder="1234-5679" />
          <TextField
            {...form.field('cppap')}
            label={columns.cppap}
            description={words.cppapHint}
            placeholder="0525 K 94371"
          />
        </FieldRow>
      )}
      {!isBox && form.values.cppap.trim() !== '' && (
        <DayField {...form.field('cppapUntil')} label={tax.cppapUntil} description={tax.cppapUntilHint} />
      )}
      <ServiceFields form={form} />
      <Fieldset legend={more.limits}>
        <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
          <IntegerField {...form.field('warningDays')} label={columns.warningDays} unit={more.days} />
          <IntegerField {...form.field('replacementLimit')} label={columns.replacementLimit} unit={more.copies} />
        </FieldRow>
        <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
          <IntegerField
            {...form.field('parcelFromCopies')}
            label={columns.parcelFromCopies}
            unit={more.copies}
            description={more.parcelHint}
          />
          <AmountField {...form.field('coverPriceCents')} label={columns.coverPriceCents} />
        </FieldRow>
      </Fieldset>
    </>
  )
}

function ServiceFields({ form }: { form: RecordForm<TitleValues> }) {
  const { columns, service, counted } = useLabels(catalogLabels)
  const more = useLabels(titleWords)
  return (
    <Fieldset legend={more.service}>
      <SwitchField
        {...form.field('servedBy')}
        label={columns.servedBy}
        options={SERVED_BY.map(value => ({ value, label: service[value] }))}
      />
      <ChoiceField
        {...form.field('countedBy')}
        label={columns.countedBy}
        description={more.countedByHint}
        options={COUNTED_BY.map(value => ({ value, label: counted[value] }))}
      />
      <IntegerField {...form.field('graceIssues')} label={columns.graceIssues} description={more.graceHint} />
    </Fieldset>
  )
}
