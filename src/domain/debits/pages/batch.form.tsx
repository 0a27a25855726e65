import { Button, Radio, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordButton, RecordLink } from '../../../platform/web/record/facts.tsx'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { batchWords } from '../labels/batch-screens.ts'
import { debitsLabels } from '../labels/lists.ts'
import { debitWords } from '../labels/screens.ts'
import { debitBatches, debitCandidates, once } from './debit-api.part.ts'
import classes from './debits.module.css'
import { NotConfigured } from './verdict-summary.part.tsx'

type Day = Awaited<ReturnType<typeof debitCandidates.days.call>>[number]
const keyOf = ({ collectOn, scheme }: Day) => `${collectOn} ${scheme}`

/** Proposes the bank days on which something is ready, with what each comes to, and makes the batch of one. Source: L-15. */
export function NewBatch({ onDone }: { onDone(id: string | undefined): void }) {
  const words = useLabels(batchWords)
  const common = useLabels(commonWords)
  const { data: days, error } = useQuery(debitCandidates.days.queryOptions())
  return (
    <PanelForm title={words.newBatch}>
      <Stack gap="sm">
        <NotConfigured />
        {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
        {!days && !error && <p role="status">{common.loading}</p>}
        {days?.length === 0 && (
          <>
            <Text size="sm">{words.nothingReady}</Text>
            <div>
              <RecordButton to="debit-candidates">{words.noBatchReady}</RecordButton>
            </div>
          </>
        )}
        {days && days.length > 0 && <OneOf days={days} onDone={onDone} />}
        <NotReady />
      </Stack>
    </PanelForm>
  )
}

function OneOf({ days, onDone }: { days: Day[]; onDone(id: string | undefined): void }) {
  const words = useLabels(batchWords)
  const { one, many } = useLabels(debitWords)
  const { schemes } = useLabels(debitsLabels)
  const format = useFormat()
  const may = useMay()
  const notify = useNotify()
  const [chosen, setChosen] = useState(keyOf(days[0]!))
  const [working, setWorking] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const day = days.find(one => keyOf(one) === chosen) ?? days[0]!
  const make = async () => {
    setWorking(true)
    try {
      const { collectOn, scheme, count } = day
      const { id } = await debitBatches.create.call({ collectOn, scheme, expectedCount: count }, once())
      notify.done(words.batchMade)
      onDone(id)
    } catch (thrown) {
      notify.failed(thrown)
    }
    setWorking(false)
    refresh()
  }
  return (
    <>
      <Radio.Group
        label={words.dayAndScheme}
        description={words.daysHint}
        value={keyOf(day)}
        onChange={setChosen}
        name="day"
      >
        <Stack gap={8} mt="xs">
          {days.map((of, at) => (
            <Radio
              key={keyOf(of)}
              ref={at === 0 ? first : undefined}
              value={keyOf(of)}
              label={`${format.day(of.collectOn)} · ${schemes[of.scheme]}`}
              description={words.ready(format.many(of.count, one, many), format.money(of.cents))}
            />
          ))}
        </Stack>
      </Radio.Group>
      {may('debits.write') && (
        <div>
          <Button loading={working} onClick={() => void make()}>
            {words.makeBatch}
          </Button>
        </div>
      )}
    </>
  )
}

/** What stays out of every batch, and why, so that nothing is forgotten. */
function NotReady() {
  const words = useLabels(batchWords)
  const { verdicts } = useLabels(debitsLabels)
  const format = useFormat()
  const { data = [] } = useQuery(debitCandidates.summary.queryOptions())
  const out = data.filter(({ verdict }) => verdict !== 'ready' && verdict !== 'collecting')
  if (out.length === 0) return null
  return (
    <div className={classes.under}>
      <Text size="sm">{words.notReady}</Text>
      <ul>
        {out.map(({ verdict, count, cents }) => (
          <li key={verdict}>
            <RecordLink to="debit-candidates" search={{ verdict }}>
              {verdicts[verdict]}
            </RecordLink>{' '}
            · {format.integer(count)} · {format.money(cents)}
          </li>
        ))}
      </ul>
    </div>
  )
}
