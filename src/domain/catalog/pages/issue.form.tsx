import { Button } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { catalogContract } from '../contract.ts'
import { catalogWords } from '../labels/screens.ts'
import { catalogLabels } from '../labels.ts'
import type { Issue } from './issue-panel.part.tsx'
import { titleLookup } from './title-lookup.part.tsx'

const api = apiOf('catalog', catalogContract)
type Create = Parameters<typeof api.issues.create.call>[0]
type Update = Parameters<typeof api.issues.update.call>[0]

const SETTABLE = ['planned', 'closed', 'skipped'] as const
type Settable = (typeof SETTABLE)[number]
type Values = {
  titleId: string | null
  number: string
  label: string
  coverOn: string | null
  onSaleOn: string | null
  closesOn: string | null
  status: Settable | null
}

const given = ({ titleId, number, label, coverOn, onSaleOn, closesOn }: Values) => ({
  titleId: titleId ?? undefined,
  number: number || undefined,
  label,
  coverOn: coverOn ?? undefined,
  onSaleOn: onSaleOn ?? undefined,
  closesOn,
})

/** A new issue; the frequency of the title proposes its number and dates. */
export function CreateIssue({
  titleId,
  onDone,
}: {
  titleId: string | undefined
  onDone(id: string | undefined): void
}) {
  const labels = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const notify = useNotify()
  const titles = useQuery(api.titles.list.queryOptions({ input: { limit: 2 } }))
  const only = titles.data?.rows.length === 1 ? titles.data.rows[0]?.id : undefined
  const form = useRecordForm<Values, Issue>({
    initial: {
      titleId: titleId ?? null,
      number: '',
      label: '',
      coverOn: null,
      onSaleOn: null,
      closesOn: null,
      status: null,
    },
    input: given,
    schema: catalogContract.issues.create['~orpc'].inputSchema,
    save: (input: Create, saving) => api.issues.create.call(input, saving),
    onSaved: ({ id, number }) => {
      notify.done(words.issueCreated(number))
      refresh()
      onDone(id)
    },
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the only title is chosen once known.
  useEffect(() => {
    if (only && !form.values.titleId) form.preset({ titleId: only })
  }, [only])
  return (
    <PanelForm title={labels.newIssue}>
      <FormFrame form={form} submit={words.createIssue} onCancel={() => onDone(undefined)}>
        <LookupField {...form.field('titleId')} label={labels.title} source={titleLookup} required />
        <Proposals form={form} />
        <IssueFields form={form} />
      </FormFrame>
    </PanelForm>
  )
}

function Proposals({ form }: { form: RecordForm<Values> }) {
  const words = useLabels(catalogWords)
  const format = useFormat()
  const { titleId } = form.values
  const { data } = useQuery(api.issues.propose.queryOptions({ input: titleId ? { titleId, count: 3 } : skipToken }))
  return (
    <div style={{ display: 'grid', gap: 4, justifyItems: 'start' }}>
      {data?.map(({ number, coverOn, onSaleOn }) => (
        <Button key={number} variant="light" size="compact-sm" onClick={() => form.set({ number, coverOn, onSaleOn })}>
          {words.propose(number, format.day(coverOn))}
        </Button>
      ))}
    </div>
  )
}

/** Changes an issue that has not been dispatched. */
export function EditIssue({ issue, onDone }: { issue: Issue; onDone(): void }) {
  const words = useLabels(catalogWords)
  const { columns, statuses } = useLabels(catalogLabels)
  const { titleId, number, label, coverOn, onSaleOn, closesOn, status } = issue
  const form = useRecordForm<Values, Issue>({
    initial: { titleId, number, label, coverOn, onSaleOn, closesOn, status: status === 'dispatched' ? null : status },
    input: values => ({
      ...given(values),
      titleId: undefined,
      status: values.status ?? undefined,
      id: issue.id,
      revision: issue.revision,
    }),
    schema: catalogContract.issues.update['~orpc'].inputSchema,
    save: (input: Update, saving) => api.issues.update.call(input, saving),
    onSaved: () => {
      refresh()
      onDone()
    },
  })
  return (
    <FormFrame form={form} submit={words.saveIssue} onCancel={onDone}>
      <IssueFields form={form} />
      {status !== 'dispatched' && (
        <ChoiceField
          {...form.field('status')}
          label={columns.status}
          options={SETTABLE.map(value => ({ value, label: statuses[value] }))}
        />
      )}
    </FormFrame>
  )
}

function IssueFields({ form }: { form: RecordForm<Values> }) {
  const { columns } = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  return (
    <>
      <FieldRow widths="110px minmax(0, 1fr)">
        <TextField {...form.field('number')} label={columns.number} />
        <TextField {...form.field('label')} label={columns.label} placeholder={words.optional} />
      </FieldRow>
      <DayField {...form.field('coverOn')} label={columns.coverOn} />
      <DayField {...form.field('onSaleOn')} label={columns.onSaleOn} />
      <DayField {...form.field('closesOn')} label={columns.closesOn} description={words.closesHint} />
    </>
  )
}
