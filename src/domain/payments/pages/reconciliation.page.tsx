import { Button, Group, Loader, SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useNarrow } from '../../../platform/web/layout.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { movementsContract } from '../contract/statements.ts'
import { bankWords } from '../labels/bank-screens.ts'
import { statementLabels } from '../labels/statements.ts'
import { type Confidence, ConfidenceStatus, useBankTabs } from './bank-tabs.part.tsx'
import { type Movement, MovementProposal } from './movement-proposal.part.tsx'
import classes from './reconciliation.module.css'
import { ReadStatement } from './take-statement.form.tsx'

const api = apiOf('bankMovements', movementsContract)
const PAGE = 100

/** Movements of the bank that wait, each with what it seems to pay beside it: Enter accepts, and the next one comes. */
export function ReconciliationPage() {
  const words = useLabels(bankWords)
  const common = useLabels(commonWords)
  const [only, setOnly] = useState<Confidence | 'all'>('all')
  const [reading, setReading] = useState(false)
  const filter = only === 'all' ? {} : { confidence: only }
  const query = useQuery(
    api.list.queryOptions({ input: { state: 'open', limit: PAGE, ...filter }, placeholderData: keepPreviousData }),
  )
  const summary = useQuery(api.summary.queryOptions())
  const waiting = summary.data?.reduce((sum, { count }) => sum + count, 0)
  const sure = summary.data?.find(({ confidence }) => confidence === 'sure')?.count ?? 0
  return (
    <div className={classes.page}>
      <ScreenHeading
        title={words.title}
        name={words.title}
        tabs={useBankTabs('reconciliation')}
        main={{ label: words.read, right: 'payments.write', run: () => setReading(true) }}
      >
        {sure > 0 && <AcceptSure count={sure} />}
      </ScreenHeading>
      {waiting !== undefined && waiting > 0 && (
        <Filter of={summary.data!} all={waiting} value={only} onChange={setOnly} />
      )}
      {query.error && <p role="alert">{failureOf(query.error, common.unreachable).message}</p>}
      {!query.data && !query.error && <Loader size="sm" m="md" role="status" aria-label={common.loading} />}
      {query.data && query.data.rows.length === 0 && (
        <div className={classes.none}>
          <p>
            <strong>{waiting ? words.noneOf : words.none}</strong>
          </p>
          {!waiting && <p>{words.noneText}</p>}
        </div>
      )}
      {query.data && query.data.rows.length > 0 && <Movements rows={query.data.rows} />}
      {reading && <ReadStatement onClose={() => setReading(false)} />}
    </div>
  )
}

type Counted = { confidence: Confidence; count: number }

/** How many wait, by how sure their proposal is. */
function Filter({
  of,
  all,
  value,
  onChange,
}: {
  of: readonly Counted[]
  all: number
  value: Confidence | 'all'
  onChange(value: Confidence | 'all'): void
}) {
  const words = useLabels(bankWords)
  const { confidences } = useLabels(statementLabels)
  const format = useFormat()
  const options = [
    { value: 'all', label: `${words.all} (${format.integer(all)})` },
    ...of.map(({ confidence, count }) => ({
      value: confidence,
      label: `${confidences[confidence]} (${format.integer(count)})`,
    })),
  ]
  return (
    <div className={classes.filter}>
      <SegmentedControl
        aria-label={words.confidence}
        value={value}
        onChange={chosen => onChange(chosen as Confidence | 'all')}
        data={options}
      />
      <span className={classes.keys}>{words.keys}</span>
    </div>
  )
}

function AcceptSure({ count }: { count: number }) {
  const words = useLabels(bankWords)
  const format = useFormat()
  const notify = useNotify()
  const may = useMay()
  const [working, setWorking] = useState(false)
  if (!may('payments.write')) return null
  const accept = async () => {
    setWorking(true)
    try {
      const { accepted, changed } = await api.accept.call({}, { context: { idempotencyKey: crypto.randomUUID() } })
      notify.done(words.accepted(format.integer(accepted)))
      if (changed > 0) notify.refused(words.changed(format.integer(changed)))
    } catch (error) {
      notify.failed(error)
    } finally {
      setWorking(false)
      refresh()
    }
  }
  return (
    <Button variant="default" loading={working} onClick={() => void accept()}>
      {words.acceptSure(format.integer(count))}
    </Button>
  )
}

/** The list and the proposal of the current one; after each decision the next comes. */
function Movements({ rows }: { rows: readonly Movement[] }) {
  const words = useLabels(bankWords)
  const narrow = useNarrow()
  const [at, setAt] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const place = Math.min(at, rows.length - 1)
  const current = rows[place]!
  useEffect(() => {
    list.current?.querySelector(`[data-id="${current.id}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [current.id])
  const move = (step: number) => setAt(Math.max(0, Math.min(rows.length - 1, place + step)))
  const proposal = <MovementProposal key={current.id} movement={current} onMove={move} />
  return (
    <div className={classes.split}>
      <ul ref={list} className={classes.list} aria-label={words.waiting}>
        {rows.map((row, index) => (
          <li key={row.id} data-id={row.id} data-current={index === place || undefined}>
            <button type="button" className={classes.row} aria-current={index === place} onClick={() => setAt(index)}>
              <Line of={row} />
            </button>
            {narrow && index === place && proposal}
          </li>
        ))}
      </ul>
      {!narrow && <section className={classes.beside}>{proposal}</section>}
    </div>
  )
}

function Line({ of }: { of: Movement }) {
  const format = useFormat()
  const { otherName, text, bookedOn, cents, proposal } = of
  return (
    <>
      <Group justify="space-between" gap={12} wrap="nowrap">
        <span className={classes.who}>{otherName || text || of.reference}</span>
        <strong className={classes.money}>{format.money(cents)}</strong>
      </Group>
      <Group justify="space-between" gap={12} wrap="nowrap" className={classes.second}>
        <span className={classes.who}>
          {format.day(bookedOn)}
          {otherName && text && ` · ${text}`}
        </span>
        <ConfidenceStatus of={proposal?.confidence ?? 'none'} />
      </Group>
    </>
  )
}
