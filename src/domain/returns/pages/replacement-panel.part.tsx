import { Button, Group } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel } from '../../../platform/web/record/record-panel.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { replacementsContract } from '../contract/replacements.ts'
import { returnsWords } from '../labels/screens.ts'
import { returnsLabels } from '../labels.ts'
import { RequestStatus } from './returns-tabs.part.tsx'

const api = apiOf('replacements', replacementsContract)
type Request = Awaited<ReturnType<typeof api.get.call>>

/** One copy asked for again. */
export function ReplacementPanel({ id }: { id: string }) {
  const words = useLabels(returnsWords)
  const { numbered } = useLabels(commonWords)
  const may = useMay()
  const [refusing, setRefusing] = useState(false)
  const query = useQuery(api.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {of => (
        <>
          <RecordHead
            name={`${of.titleName} ${numbered(of.issueNumber)}`}
            status={<RequestStatus of={of.state} />}
            actions={
              of.state === 'waiting' &&
              may('dispatch.write') && (
                <Button variant="default" onClick={() => setRefusing(true)}>
                  {words.refuse}
                </Button>
              )
            }
          />
          {of.suspicious && (
            <Group>
              <Status of="warning" label={`${words.suspicious}, ${words.given(of.given)}`} />
            </Group>
          )}
          <RequestFacts of={of} />
          {refusing && <Refuse id={id} onClose={() => setRefusing(false)} />}
        </>
      )}
    </RecordPanel>
  )
}

function RequestFacts({ of }: { of: Request }) {
  const { columns, replacementColumns, reasons } = useLabels(returnsLabels)
  const format = useFormat()
  const purchases = of.purchaseKind === 'subscription' ? 'subscriptions' : 'single-issues'
  return (
    <Facts
      facts={[
        {
          label: columns.name,
          value: <RecordLink to={`contacts/${of.recipientId}`}>{of.name}</RecordLink>,
        },
        {
          label: columns.purchaseNumber,
          value: <RecordLink to={`${purchases}/${of.purchaseId}`}>{of.purchaseNumber}</RecordLink>,
        },
        { label: replacementColumns.askedOn, value: format.day(of.askedOn) },
        { label: columns.reason, value: reasons[of.reason] },
        { label: columns.note, value: of.note },
        { label: columns.copies, value: format.integer(of.copies) },
        { label: columns.inStock, value: format.integer(of.inStock) },
        { label: replacementColumns.given, value: format.integer(of.given) },
        { label: columns.forcedReason, value: of.forcedReason },
        { label: columns.refusedReason, value: of.refusedReason },
        {
          label: columns.runNumber,
          value: of.runId && <RecordLink to={`dispatch-runs/${of.runId}`}>{format.integer(of.runNumber)}</RecordLink>,
        },
        { label: columns.createdBy, value: of.createdBy },
      ]}
    />
  )
}

function Refuse({ id, onClose }: { id: string; onClose(): void }) {
  const words = useLabels(returnsWords)
  const form = useRecordForm<{ reason: string }, Request>({
    initial: { reason: '' },
    input: ({ reason }) => ({ id, reason }),
    schema: replacementsContract.refuse['~orpc'].inputSchema,
    save: (input: Parameters<typeof api.refuse.call>[0], saving) => api.refuse.call(input, saving),
    onSaved: () => {
      refresh()
      onClose()
    },
  })
  return (
    <FormDialog title={words.refuseTitle} form={form} submit={words.refuse} onClose={onClose}>
      <TextField {...form.field('reason')} label={words.refuseReason} required autoFocus />
    </FormDialog>
  )
}
