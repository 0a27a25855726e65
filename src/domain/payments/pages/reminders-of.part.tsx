import { Button } from '@mantine/core'
import { IconPlayerPause } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { reminderPausesContract, remindersContract } from '../contract/reminders.ts'
import { reminderWords } from '../labels/reminder-screens.ts'
import { reminderLabels } from '../labels/reminders.ts'
import { PauseDialog, useEndPause } from './pause.form.tsx'
import { ReminderOutcome } from './reminder-outcome.part.tsx'

const reminders = apiOf('reminders', remindersContract)
const pauses = apiOf('reminderPauses', reminderPausesContract)
type Reminder = Awaited<ReturnType<typeof reminders.list.call>>['rows'][number]
type Pause = Awaited<ReturnType<typeof pauses.list.call>>['rows'][number]
type Document = { id: string; number: string | null; customerId: string; customer: string; openCents: number }

/** How a document was reminded, and what halts its reminders. */
export function RemindersOf({ of }: { of: Document }) {
  const words = useLabels(reminderWords)
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <Made invoiceId={of.id} />
      <RecordPart title={words.pauses}>
        <Pauses of={of} />
      </RecordPart>
    </div>
  )
}

function Made({ invoiceId }: { invoiceId: string }) {
  const words = useLabels(reminderWords)
  const { columns, channels } = useLabels(reminderLabels)
  const query = useQuery(reminders.list.queryOptions({ input: { invoiceId, limit: 20 } }))
  const shown: ListColumn<Reminder>[] = [
    { key: 'remindedOn', header: columns.remindedOn, kind: 'day' },
    {
      key: 'level',
      header: columns.level,
      cell: ({ id, level }) => (
        <RecordLink to="reminders" search={{ invoiceId, open: id }}>
          {words.level(level)}
        </RecordLink>
      ),
    },
    { key: 'channel', header: columns.channel, text: row => channels[row.channel] },
    { key: 'sentTo', header: columns.sentTo },
    { key: 'openCents', header: columns.openCents, kind: 'money' },
    { key: 'paid', header: words.outcome, cell: row => <ReminderOutcome of={row} /> },
  ]
  return <SmallTable query={query} columns={shown} empty={words.notReminded} />
}

/** Those of the document, and those of its customer as a whole; a new one while something is open. */
function Pauses({ of }: { of: Document }) {
  const words = useLabels(reminderWords)
  const { columns, kinds } = useLabels(reminderLabels)
  const may = useMay()
  const end = useEndPause()
  const [asking, setAsking] = useState(false)
  const query = useQuery(
    pauses.list.queryOptions({
      input: { customerId: of.customerId, active: true, limit: 200 },
      select: ({ rows }: { rows: Pause[] }) => ({
        rows: rows.filter(({ invoiceId }) => invoiceId === null || invoiceId === of.id),
      }),
    }),
  )
  const shown: ListColumn<Pause>[] = [
    { key: 'number', header: words.what, text: row => row.number ?? words.allOf },
    { key: 'kind', header: words.kind, text: row => kinds[row.kind] },
    { key: 'reason', header: columns.reason },
    { key: 'untilOn', header: columns.untilOn, kind: 'day' },
    { key: 'createdBy', header: columns.createdBy },
    {
      key: 'end',
      header: '',
      align: 'end',
      cell: row =>
        may('payments.write') && (
          <Button variant="subtle" size="compact-xs" onClick={() => void end(row.id)}>
            {words.end}
          </Button>
        ),
    },
  ]
  const asked = { ...of, invoiceId: of.id, number: of.number ?? '', kind: 'paused' as const }
  return (
    <>
      <SmallTable query={query} columns={shown} empty={words.noPauses} />
      {may('payments.write') && of.openCents > 0 && (
        <Button
          variant="default"
          size="compact-md"
          mt={8}
          leftSection={<IconPlayerPause size={15} />}
          onClick={() => setAsking(true)}
        >
          {words.pause}
        </Button>
      )}
      {asking && <PauseDialog of={asked} onClose={() => setAsking(false)} />}
    </>
  )
}
