import { Button } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { catalogContract } from '../contract.ts'
import { catalogWords } from '../labels/screens.ts'
import { titleWords } from '../labels/titles.ts'
import { catalogLabels } from '../labels.ts'
import type { TitleKind } from '../rules/title.ts'
import { blankIssue, givenIssue, IssueFields, type IssueValues } from './issue-fields.part.tsx'
import type { Issue } from './issue-panel.part.tsx'
import { useIssueUpdate } from './issue-update.part.tsx'
import { titleLookup } from './title-lookup.part.tsx'

const api = apiOf('catalog', catalogContract)
type Create = Parameters<typeof api.issues.create.call>[0]
type Update = Parameters<typeof api.issues.update.call>[0]

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
  const own = useLabels(titleWords)
  const notify = useNotify()
  const form = useRecordForm<IssueValues, Issue>({
    initial: { ...blankIssue, titleId: titleId ?? null },
    input: givenIssue,
    schema: catalogContract.issues.create['~orpc'].inputSchema,
    save: (input: Create, saving) => api.issues.create.call(input, saving),
    onSaved: ({ id, number, titleName, titleKind }) => {
      notify.done(words.created(own.each[titleKind].name(titleName, number)))
      refresh()
      onDone(id)
    },
  })
  const titleKind = useTitleKind(form)
  return (
    <PanelForm title={own.each[titleKind].newIssue}>
      <FormFrame form={form} submit={words.createIssue} onCancel={() => onDone(undefined)}>
        <LookupField {...form.field('titleId')} label={labels.title} source={titleLookup} required />
        <Proposals form={form} titleKind={titleKind} />
        <IssueFields form={form} titleKind={titleKind} />
      </FormFrame>
    </PanelForm>
  )
}

/** Whether the title chosen has numbers or boxes; the only title is chosen by itself. */
function useTitleKind(form: RecordForm<IssueValues>) {
  const { titleId } = form.values
  const { data } = useQuery(api.titles.list.queryOptions({ input: { limit: 2 } }))
  const chosen = useQuery(api.titles.get.queryOptions({ input: titleId ? { id: titleId } : skipToken }))
  const only = data?.rows.length === 1 ? data.rows[0]?.id : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: the only title is chosen once known.
  useEffect(() => {
    if (only && !titleId) form.preset({ titleId: only })
  }, [only])
  return chosen.data?.kind ?? 'magazine'
}

function Proposals({ form, titleKind }: { form: RecordForm<IssueValues>; titleKind: TitleKind }) {
  const own = useLabels(titleWords).each[titleKind]
  const format = useFormat()
  const { titleId } = form.values
  const { data } = useQuery(api.issues.propose.queryOptions({ input: titleId ? { titleId, count: 3 } : skipToken }))
  return (
    <div style={{ display: 'grid', gap: 4, justifyItems: 'start' }}>
      {data?.map(({ ordinal: _, ...proposed }) => (
        <Button key={proposed.number} variant="light" size="compact-sm" onClick={() => form.set(proposed)}>
          {own.propose(proposed.number, format.day(proposed.coverOn))}
        </Button>
      ))}
    </div>
  )
}

/** Changes an issue; what that changes for subscribers is shown before it is saved. */
export function EditIssue({ issue, onDone }: { issue: Issue; onDone(): void }) {
  const words = useLabels(catalogWords)
  const { update, asking } = useIssueUpdate()
  const initial = Object.fromEntries(
    Object.keys(blankIssue).map(key => [key, issue[key as keyof Issue]]),
  ) as IssueValues
  const form = useRecordForm<IssueValues, Issue>({
    initial,
    input: values => ({ ...givenIssue(values), titleId: undefined, id: issue.id, revision: issue.revision }),
    schema: catalogContract.issues.update['~orpc'].inputSchema,
    save: (input: Update) => update(input),
    onSaved: () => {
      refresh()
      onDone()
    },
  })
  return (
    <>
      <FormFrame form={form} submit={words.saveIssue} onCancel={onDone}>
        <IssueFields form={form} titleKind={issue.titleKind} />
      </FormFrame>
      {asking}
    </>
  )
}
