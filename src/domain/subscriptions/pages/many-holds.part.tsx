import { Alert, Button, Group, Stack } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { CheckField, ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { RowAction, Selection } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { manyHoldsContract } from '../contract/many-holds.ts'
import { ledgerWords } from '../labels/ledger.ts'
import { manyHoldsWords } from '../labels/many-holds.ts'
import { Dialog } from './dialog.part.tsx'
import { HOLD_WISHES } from './hold.form.tsx'

const api = apiOf('holds', manyHoldsContract)
type Which = Pick<Parameters<typeof api.liftMany.call>[0], 'purchaseIds' | 'matching'>
type Placed = Awaited<ReturnType<typeof api.placeMany.call>>
type Lifted = Awaited<ReturnType<typeof api.liftMany.call>>
type Refused = Placed['refused']
type Chosen = { which: Which; count: number }

/** Suspends the subscriptions chosen on their list, or all that it shows, and resumes them. Source: CIR-15. */
export function useManyHolds<Row extends { id: string }>(): { actions: RowAction<Row>[]; dialog: ReactNode } {
  const words = useLabels(manyHoldsWords)
  const [asked, setAsked] = useState<(Chosen & { to: 'suspend' | 'lift' }) | null>(null)
  const ask = (to: 'suspend' | 'lift') => (selection: Selection<Row>) => setAsked({ to, ...chosenOf(selection) })
  const close = () => setAsked(null)
  const many = { right: 'subscriptions.write', on: 'all' as const }
  return {
    actions: [
      {
        ...many,
        key: 'suspend',
        label: words.suspend,
        icon: <IconPlayerPause size={16} />,
        apart: true,
        run: ask('suspend'),
      },
      { ...many, key: 'lift', label: words.lift, icon: <IconPlayerPlay size={16} />, run: ask('lift') },
    ],
    dialog:
      asked &&
      (asked.to === 'suspend' ? <SuspendMany {...asked} onClose={close} /> : <LiftMany {...asked} onClose={close} />),
  }
}

const chosenOf = <Row extends { id: string }>({ all, query, rows, count }: Selection<Row>): Chosen => ({
  count,
  which: all ? { matching: query as Which['matching'] } : { purchaseIds: rows.map(({ id }) => id) },
})

type Values = {
  fromOn: string | null
  toOn: string | null
  kind: (typeof HOLD_WISHES)[number] | null
  reason: string
  countsAsServed: boolean
}
const given = (which: Which, { fromOn, toOn, kind, ...said }: Values) => ({
  ...which,
  ...said,
  fromOn: fromOn ?? undefined,
  toOn: toOn ?? undefined,
  kind: kind ?? undefined,
})

function SuspendMany({ which, count, onClose }: Chosen & { onClose(): void }) {
  const words = useLabels(manyHoldsWords)
  const hold = useLabels(ledgerWords)
  const format = useFormat()
  const { today } = useSession()
  const told = useTold()
  const form = useRecordForm<Values, Placed>({
    initial: { fromOn: today, toOn: null, kind: 'customer', reason: '', countsAsServed: false },
    input: values => given(which, values),
    schema: manyHoldsContract.placeMany['~orpc'].inputSchema,
    save: (input, saving) => api.placeMany.call(input, saving),
    onSaved: placed => {
      told.placed(placed)
      onClose()
    },
  })
  return (
    <Dialog title={words.suspendTitle(format.integer(count), count > 1)} onClose={onClose}>
      <FormFrame form={form} submit={words.suspendNow} onCancel={onClose}>
        <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
          <DayField {...form.field('fromOn')} label={words.fromOn} description={words.daysHint} required />
          <DayField {...form.field('toOn')} label={words.toOn} description={words.untilLifted} />
        </FieldRow>
        <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)" phone="minmax(0, 1fr)">
          <ChoiceField
            {...form.field('kind')}
            label={hold.kind}
            options={HOLD_WISHES.map(value => ({ value, label: hold.kinds[value] }))}
          />
          <TextField {...form.field('reason')} label={hold.reason} />
        </FieldRow>
        <CheckField {...form.field('countsAsServed')} label={hold.lost} />
        <Preview which={which} values={form.values} />
      </FormFrame>
    </Dialog>
  )
}

/** How many would be suspended, which issues they miss, and which of them not and why. */
function Preview({ which, values }: { which: Which; values: Values }) {
  const words = useLabels(manyHoldsWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const { data } = useQuery({
    ...api.previewMany.queryOptions({ input: values.fromOn ? given(which, values) : skipToken }),
    retry: false,
  })
  if (!data) return null
  return (
    <Stack gap={4} role="status">
      <strong>
        {data.done === null
          ? words.tooMany(format.integer(data.count))
          : words.would(format.integer(data.done), data.done > 1)}
      </strong>
      {data.missed.length > 0 && (
        <span>
          {words.missedTitle}
          {common.colon}
          {data.missed
            .slice(0, NAMED)
            .map(({ number, subscriptions }) => words.misses(number, format.integer(subscriptions)))
            .join(', ')}
        </span>
      )}
      <NotHeldList refused={data.refused} />
    </Stack>
  )
}

const NAMED = 8

/** Those that cannot be, by reason, with their numbers. */
function NotHeldList({ refused }: { refused: Refused }) {
  const words = useLabels(manyHoldsWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  if (refused.length === 0) return null
  return (
    <div>
      {words.refusedTitle}
      {common.colon}
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {refused.map(({ why, count, purchases }) => (
          <li key={why}>
            {format.integer(count)} {words.why[why]} (
            {purchases.slice(0, NAMED).map(({ id, number }, at) => (
              <span key={id}>
                {at > 0 && ', '}
                <RecordLink to={`subscriptions/${id}`}>{number}</RecordLink>
              </span>
            ))}
            {count > NAMED && '…'})
          </li>
        ))}
      </ul>
    </div>
  )
}

function LiftMany({ which, count, onClose }: Chosen & { onClose(): void }) {
  const words = useLabels(manyHoldsWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const told = useTold()
  const [working, setWorking] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const lift = async () => {
    setWorking(true)
    setError(null)
    try {
      told.lifted(await api.liftMany.call(which))
      onClose()
    } catch (thrown) {
      setError(failureOf(thrown, common.unreachable).message)
    } finally {
      setWorking(false)
    }
  }
  return (
    <Dialog title={words.liftTitle(format.integer(count), count > 1)} onClose={onClose}>
      <Stack gap="sm">
        <span>{words.liftText}</span>
        {error !== null && (
          <Alert color="red" role="alert" p="xs">
            {error}
          </Alert>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {common.close}
          </Button>
          <Button loading={working} onClick={() => void lift()} data-autofocus>
            {words.liftNow}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

/** Says what was done and what was not, with the way back. */
function useTold() {
  const words = useLabels(manyHoldsWords)
  const notify = useNotify()
  const say = ({ workId, done, refused }: Lifted, sentence: typeof words.held, undo?: () => void) => {
    const notDone = refused.map(({ why, count }) => `${count} ${words.why[why]}`).join(', ')
    const message = workId ? words.begun : [sentence(String(done), done > 1), notDone].filter(Boolean).join(' ')
    notify.done(message, undo && !workId && done > 0 ? { undo } : {})
    refresh()
  }
  const lifted = (answer: Lifted) => say(answer, words.lifted)
  const takeBack = async (togetherId: string) => {
    try {
      lifted(await api.liftMany.call({ matching: { heldTogether: togetherId } }))
    } catch (error) {
      notify.failed(error)
    }
  }
  return {
    lifted,
    placed: (placed: Placed) => say(placed, words.held, () => void takeBack(placed.togetherId)),
  }
}
