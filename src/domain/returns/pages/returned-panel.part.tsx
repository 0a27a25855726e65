import { Button, Text } from '@mantine/core'
import { IconMapPin, IconTrash } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { returnedMailContract } from '../contract.ts'
import { returnsWords } from '../labels/screens.ts'
import { returnsLabels } from '../labels.ts'
import { CatchUp } from './catch-up.part.tsx'
import { ReturnStatus } from './returns-tabs.part.tsx'

const api = apiOf('returnedMail', returnedMailContract)
type Returned = Awaited<ReturnType<typeof api.get.call>>

/** One envelope that came back: what is awaited of it, and what to do. */
export function ReturnedPanel({ id }: { id: string }) {
  const words = useLabels(returnsWords)
  const may = useMay()
  const query = useQuery(api.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {of => (
        <>
          <RecordHead
            name={of.name || of.given}
            status={<ReturnStatus of={of.state} />}
            actions={may('dispatch.write') && <Actions of={of} />}
          />
          {of.state === 'waiting' && (
            <Text size="sm" c="dimmed">
              {words.waitingAddress}
            </Text>
          )}
          <ReturnedFacts of={of} />
          {of.state === 'unknown' && may('dispatch.write') && <Identify id={id} />}
          {of.state === 'resumed' && of.recipientId && (
            <RecordPart title={words.missedTitle}>
              <CatchUp recipientId={of.recipientId} />
            </RecordPart>
          )}
        </>
      )}
    </RecordPanel>
  )
}

function Actions({ of }: { of: Returned }) {
  const words = useLabels(returnsWords)
  const notify = useNotify()
  const [, setSearch] = useSearchValues()
  const remove = async () => {
    try {
      await api.remove.call({ id: of.id })
      notify.done(words.removed)
      setSearch({ open: undefined })
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
  return (
    <>
      {of.state === 'waiting' && of.recipientId && (
        <RecordButton to={`contacts/${of.recipientId}`} icon={<IconMapPin size={15} />}>
          {words.enterAddress}
        </RecordButton>
      )}
      {of.state !== 'settled' && (
        <Button variant="default" leftSection={<IconTrash size={15} />} onClick={() => void remove()}>
          {words.remove}
        </Button>
      )}
    </>
  )
}

function ReturnedFacts({ of }: { of: Returned }) {
  const { columns, causes } = useLabels(returnsLabels)
  const format = useFormat()
  return (
    <Facts
      facts={[
        { label: columns.receivedOn, value: format.day(of.receivedOn) },
        { label: columns.cause, value: causes[of.cause] },
        {
          label: columns.name,
          value: of.recipientId && <RecordLink to={`contacts/${of.recipientId}`}>{of.name}</RecordLink>,
        },
        { label: columns.contactNumber, value: of.contactNumber },
        { label: columns.shipmentNumber, value: of.shipmentNumber },
        { label: columns.issueNumber, value: of.issueNumber },
        { label: columns.town, value: `${of.postcode} ${of.town}`.trim() },
        { label: columns.phone, value: of.phone && <a href={`tel:${of.phone.replace(/\s/g, '')}`}>{of.phone}</a> },
        { label: columns.email, value: of.email },
        { label: columns.askedOn, value: format.day(of.askedOn) },
        { label: columns.returns, value: of.recipientId && format.integer(of.returns) },
        { label: columns.resumedOn, value: format.day(of.resumedOn) },
        { label: columns.caughtUpOn, value: format.day(of.caughtUpOn) },
        { label: columns.given, value: of.given },
        { label: columns.createdBy, value: of.createdBy },
      ]}
    />
  )
}

function Identify({ id }: { id: string }) {
  const words = useLabels(returnsWords)
  const [, setSearch] = useSearchValues()
  const form = useRecordForm({
    initial: { line: '' },
    input: ({ line }) => ({ id, line, by: 'contact' }),
    schema: returnedMailContract.identify['~orpc'].inputSchema,
    save: (input: Parameters<typeof api.identify.call>[0], saving) => api.identify.call(input, saving),
    onSaved: found => {
      refresh()
      setSearch({ open: found.id ?? undefined })
    },
  })
  return (
    <RecordPart title={words.identify}>
      <FormFrame form={form} submit={words.identifyDo}>
        <TextField {...form.field('line')} label={words.label} description={words.identifyHint} required />
      </FormFrame>
    </RecordPart>
  )
}
