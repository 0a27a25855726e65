import { apiOf } from '../../../platform/web/api.ts'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { catalogContract } from '../contract.ts'
import { catalogWords } from '../labels/screens.ts'
import { catalogLabels } from '../labels.ts'
import { blankTitle, TitleFields, type TitleValues } from './title-fields.part.tsx'
import type { Title } from './title-panel.part.tsx'

const api = apiOf('catalog', catalogContract)
type Create = Parameters<typeof api.titles.create.call>[0]
type Update = Parameters<typeof api.titles.update.call>[0]

/** What is sent: a number that was emptied falls back on what it was. */
const given = ({
  countedBy,
  graceIssues,
  warningDays,
  replacementLimit,
  frequency,
  firstIssueOn,
  ...values
}: TitleValues) => ({
  ...values,
  ...(values.kind === 'box' ? { issn: '', cppap: '', cppapUntil: null } : {}),
  frequency: frequency ?? undefined,
  firstIssueOn: firstIssueOn ?? undefined,
  countedBy: countedBy ?? undefined,
  graceIssues: graceIssues ?? undefined,
  warningDays: warningDays ?? undefined,
  replacementLimit: replacementLimit ?? undefined,
})

/** A form over the settings of a title. */
export function useTitleForm(title: Title, onSaved: () => void) {
  const initial = Object.fromEntries(
    Object.keys(blankTitle).map(key => [key, title[key as keyof Title]]),
  ) as TitleValues
  return useRecordForm<TitleValues, Title>({
    initial,
    input: values => ({ ...given(values), id: title.id, revision: title.revision }),
    schema: catalogContract.titles.update['~orpc'].inputSchema,
    save: (input: Update, saving) => api.titles.update.call(input, saving),
    onSaved: () => {
      refresh()
      onSaved()
    },
  })
}

/** A new title, in the panel of the list. */
export function CreateTitle({ onDone }: { onDone(id: string | undefined): void }) {
  const labels = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const form = useRecordForm({
    initial: blankTitle,
    input: given,
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
  const form = useTitleForm(title, onDone)
  return (
    <FormFrame form={form} submit={words.saveTitle} onCancel={onDone}>
      <TitleFields form={form} />
    </FormFrame>
  )
}
