import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { CheckField, ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { FieldRow, Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { partiesContract } from '../../parties/contract.ts'
import { directoryName } from '../../parties/rules/name.ts'
import { profilesContract } from '../contract/profiles.ts'
import { profileWords } from '../labels/profile-screens.ts'
import { profileLabels } from '../labels/profiles.ts'
import {
  COPY_MODES,
  FILE_ENCODINGS,
  FILE_FORMATS,
  type Layout,
  LINE_ENDS,
  QUOTINGS,
  SEPARATORS,
  SORTS,
  SPLITS,
  USUAL_LAYOUT,
} from '../rules/layout.ts'
import classes from './profile.module.css'
import { ProfileColumns } from './profile-columns.part.tsx'
import { ProfilePreview } from './profile-preview.part.tsx'

const api = apiOf('mailingProfiles', profilesContract)
const houses = lookupSource(
  'parties',
  apiOf('parties', partiesContract),
  party => ({ value: party.id, label: directoryName(party), hint: String(party.number) }),
  { role: 'mailing-house' },
)

export type Profile = Awaited<ReturnType<typeof api.get.call>>
type Create = Parameters<typeof api.create.call>[0]
type Update = Parameters<typeof api.update.call>[0]
type Values = Layout & { name: string; mailingHouseId: string | null; isDefault: boolean }

const given = ({ name, mailingHouseId, isDefault, ...layout }: Values) => ({ name, mailingHouseId, isDefault, layout })

/** Describes the file a mailing house wants, with its first lines beside. */
export function ProfileForm({ profile, onSaved }: { profile: Profile | undefined; onSaved(id: string): void }) {
  const words = useLabels(profileWords)
  const notify = useNotify()
  const form = useRecordForm<Values, Profile>({
    initial: profile
      ? { ...profile.layout, name: profile.name, mailingHouseId: profile.mailingHouseId, isDefault: profile.isDefault }
      : { ...USUAL_LAYOUT, name: '', mailingHouseId: null, isDefault: false },
    input: values => (profile ? { ...given(values), id: profile.id, revision: profile.revision } : given(values)),
    schema: profilesContract[profile ? 'update' : 'create']['~orpc'].inputSchema,
    save: (input: never, saving) =>
      profile ? api.update.call(input as Update, saving) : api.create.call(input as Create, saving),
    onSaved: saved => {
      refresh()
      notify.done(words.saved)
      onSaved(saved.id)
    },
  })
  const { name: _name, mailingHouseId: _house, isDefault: _default, ...layout } = form.values
  return (
    <div className={classes.editor}>
      <FormFrame form={form} submit={profile ? words.save : words.create} columns={2}>
        <Fieldset legend={words.profile}>
          <TextField {...form.field('name')} label={words.name} required autoFocus={!profile} />
          <LookupField
            {...form.field('mailingHouseId')}
            label={words.house}
            description={words.houseHint}
            source={houses}
          />
          <CheckField {...form.field('isDefault')} label={words.isDefault} />
          <TextField {...form.field('fileName')} label={words.fileName} description={words.fileNameHint} required />
        </Fieldset>
        <FileFields form={form} />
        <div style={{ gridColumn: '1 / -1' }}>
          <Fieldset legend={words.columns}>
            <ProfileColumns
              columns={form.values.columns}
              fixed={form.values.format === 'fixed'}
              onChange={columns => form.set({ columns })}
            />
          </Fieldset>
        </div>
        <div style={{ gridColumn: '1 / -1', minWidth: 0 }}>
          <Fieldset legend={words.preview}>
            <ProfilePreview layout={layout} />
          </Fieldset>
        </div>
      </FormFrame>
    </div>
  )
}

function FileFields({ form }: { form: RecordForm<Values> }) {
  const words = useLabels(profileWords)
  const labels = useLabels(profileLabels)
  const { format } = form.values
  const options = <T extends string>(values: readonly T[], said: Record<T, string>) =>
    values.map(value => ({ value, label: said[value] }))
  const choice = <K extends keyof Values & string>(key: K) =>
    form.field(key) as never as {
      name: string
      value: never
      onChange(value: unknown): void
      error: string | undefined
    }
  const two = 'minmax(0, 1fr) minmax(0, 1fr)'
  return (
    <Fieldset legend={words.file}>
      <FieldRow widths={two}>
        <ChoiceField {...choice('format')} label={words.format} options={options(FILE_FORMATS, labels.formats)} />
        <ChoiceField {...choice('split')} label={words.split} options={options(SPLITS, labels.splits)} />
      </FieldRow>
      {format !== 'xlsx' && (
        <FieldRow widths={two}>
          <ChoiceField
            {...choice('encoding')}
            label={words.encoding}
            options={options(FILE_ENCODINGS, labels.encodings)}
          />
          <ChoiceField {...choice('lineEnd')} label={words.lineEnd} options={options(LINE_ENDS, labels.lineEnds)} />
        </FieldRow>
      )}
      {(format === 'csv' || format === 'txt') && (
        <FieldRow widths={two}>
          <ChoiceField
            {...choice('separator')}
            label={words.separator}
            options={options(SEPARATORS, labels.separators)}
          />
          <ChoiceField {...choice('quoting')} label={words.quoting} options={options(QUOTINGS, labels.quotings)} />
        </FieldRow>
      )}
      <FieldRow widths={two}>
        <ChoiceField {...choice('sort')} label={words.sort} options={options(SORTS, labels.sorts)} />
        <ChoiceField {...choice('copies')} label={words.copies} options={options(COPY_MODES, labels.copyModes)} />
      </FieldRow>
      <div className={classes.checks}>
        <CheckField {...form.field('header')} label={words.header} />
        <CheckField {...form.field('capitals')} label={words.capitals} />
      </div>
    </Fieldset>
  )
}
