import { apiOf } from '../../../platform/web/api.ts'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { partiesContract } from '../../parties/contract.ts'
import { directoryName } from '../../parties/rules/name.ts'
import { catalogContract } from '../contract.ts'
import { catalogWords } from '../labels/screens.ts'
import { catalogLabels } from '../labels.ts'
import { FREQUENCIES, type Frequency } from '../rules/issue-calendar.ts'
import type { Title } from './title-panel.part.tsx'

const api = apiOf('catalog', catalogContract)
const mailingHouses = lookupSource(
  'parties',
  apiOf('parties', partiesContract),
  party => ({ value: party.id, label: directoryName(party), hint: String(party.number) }),
  { role: 'mailing-house' },
)
type Create = Parameters<typeof api.titles.create.call>[0]
type Update = Parameters<typeof api.titles.update.call>[0]

const blank = {
  code: '',
  name: '',
  frequency: 'quarterly' as Frequency | null,
  mailingHouseId: null as string | null,
  firstIssueOn: null as string | null,
  issn: '',
  cppap: '',
}
type Values = typeof blank

/** A new title, in the panel of the list. */
export function CreateTitle({ onDone }: { onDone(id: string | undefined): void }) {
  const labels = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const form = useRecordForm({
    initial: blank,
    input: values => values,
    schema: catalogContract.titles.create['~orpc'].inputSchema,
    save: (input: Create, saving) => api.titles.create.call(input, saving),
    onSaved: ({ id }) => {
      refresh()
      onDone(id)
    },
  })
  return (
    <PanelForm title={labels.newTitle}>
      <FormFrame form={form} submit={words.createTitle} onCancel={() => onDone(undefined)}>
        <TitleFields form={form} />
      </FormFrame>
    </PanelForm>
  )
}

/** Changes the settings of a title. */
export function EditTitle({ title, onDone }: { title: Title; onDone(): void }) {
  const words = useLabels(catalogWords)
  const { code, name, frequency, mailingHouseId, firstIssueOn, issn, cppap } = title
  const form = useRecordForm<Values, Title>({
    initial: { code, name, frequency, mailingHouseId, firstIssueOn, issn, cppap },
    input: values => ({ ...values, id: title.id, revision: title.revision }),
    schema: catalogContract.titles.update['~orpc'].inputSchema,
    save: (input: Update, saving) => api.titles.update.call(input, saving),
    onSaved: () => {
      refresh()
      onDone()
    },
  })
  return (
    <FormFrame form={form} submit={words.saveTitle} onCancel={onDone}>
      <TitleFields form={form} />
    </FormFrame>
  )
}

function TitleFields({ form }: { form: RecordForm<Values> }) {
  const { columns, frequencies } = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  return (
    <>
      <FieldRow widths="110px minmax(0, 1fr)">
        <TextField {...form.field('code')} label={columns.code} required autoFocus />
        <TextField {...form.field('name')} label={columns.name} required />
      </FieldRow>
      <ChoiceField
        {...form.field('frequency')}
        label={columns.frequency}
        required
        options={FREQUENCIES.map(value => ({ value, label: frequencies[value] }))}
      />
      <DayField
        {...form.field('firstIssueOn')}
        label={columns.firstIssueOn}
        description={words.firstIssueHint}
        required
      />
      <LookupField
        {...form.field('mailingHouseId')}
        label={columns.mailingHouse}
        description={words.mailingHouseHint}
        source={mailingHouses}
      />
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
        <TextField {...form.field('issn')} label={columns.issn} />
        <TextField {...form.field('cppap')} label={columns.cppap} description={words.cppapHint} />
      </FieldRow>
    </>
  )
}
