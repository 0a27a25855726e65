import { Loader, SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { failureOf } from '../../../platform/web/failure.ts'
import { Figure, Figures } from '../../../platform/web/figures/figure.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { addDays, day, isoDay } from '../../../values/day.ts'
import { trackFiguresWords } from '../labels/figures-screens.ts'
import { trackWords } from '../labels/screens.ts'
import { useDuration } from './moves-of.part.tsx'
import { trackFigures } from './tracking-api.part.ts'
import { useTrackingTabs } from './tracking-tabs.part.ts'

type Numbers = Awaited<ReturnType<typeof trackFigures.figures.call>>
const PERIODS = ['30', '90', '365'] as const
const HOUR = 3600
const DAY = 24 * HOUR
/** Longer than this is told in days. */
const LONG = 3 * DAY

/** Where the time of orders goes: by stage, person and machine; from order to finish. */
export function TrackingFiguresPage() {
  const track = useLabels(trackWords)
  const words = useLabels(trackFiguresWords)
  const common = useLabels(commonWords)
  const { today } = useSession()
  const [values, setValues] = useSearchValues()
  const days = PERIODS.find(period => period === String(values.days)) ?? '90'
  const { data, error } = useQuery(
    trackFigures.figures.queryOptions({
      input: { from: isoDay(addDays(day(today), -Number(days))), to: today },
      placeholderData: keepPreviousData,
    }),
  )
  return (
    <>
      <ScreenHeading title={track.tracking} name={words.figures} tabs={useTrackingTabs('tracking-figures')}>
        <SegmentedControl
          aria-label={words.period}
          data={PERIODS.map(value => ({ value, label: words.periods[value] }))}
          value={days}
          onChange={value => setValues({ days: value })}
        />
      </ScreenHeading>
      {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
      {!data && !error && <Loader size="sm" m="md" role="status" aria-label={common.loading} />}
      {data && (
        <Figures>
          <StageTimes of={data} />
          <LeadTimes of={data} />
          <PeopleTimes of={data} />
          <MachineTimes of={data} />
        </Figures>
      )}
    </>
  )
}

/** A length of time, or nothing where none was measured. */
function useTime() {
  const duration = useDuration()
  return (seconds: number | null) => (seconds === null ? '–' : duration(seconds))
}

/** The scale of a chart of lengths of time: hours, or days where the longest is of days. */
function useTimeScale(lengths: readonly { totalSeconds: number }[]) {
  const format = useFormat()
  const words = useLabels(trackFiguresWords)
  const isLong = lengths.some(({ totalSeconds }) => totalSeconds > LONG)
  const unit = isLong ? words.days : words.hours
  return {
    of: (seconds: number) => Math.round(seconds / (isLong ? DAY : HOUR)),
    scale: { unit, axis: format.integer, text: (count: number) => `${format.integer(count)} ${unit}` },
  }
}

function StageTimes({ of: { stages, bottleneckId } }: { of: Numbers }) {
  const words = useLabels(trackFiguresWords)
  const format = useFormat()
  const time = useTime()
  const { of: length, scale } = useTimeScale(stages)
  const slowest = stages.find(({ stageId }) => stageId === bottleneckId)
  return (
    <Figure
      title={words.stages}
      value={slowest ? words.bottleneck(slowest.stage) : '–'}
      note={slowest && words.bottleneckNote(time(slowest.totalSeconds))}
      leads={{ to: 'tracking', ...(slowest ? { search: { stageId: slowest.stageId } } : {}) }}
      none={slowest ? undefined : words.noTime}
      chart={{
        data: stages.map(({ stage, totalSeconds }) => ({ label: stage, length: length(totalSeconds) })),
        series: [{ name: 'length', label: words.total, color: 'var(--chart-now)' }],
        xLabel: words.stage,
        scale,
      }}
      headings={[words.stage, words.median, words.p90, words.times, words.now, words.waiting]}
      rows={stages.map(stage => ({
        key: stage.stageId,
        label: stage.stage,
        values: [
          time(stage.medianSeconds),
          time(stage.p90Seconds),
          format.integer(stage.left),
          format.integer(stage.inStage),
          time(stage.waitingSeconds),
        ],
        leads: { to: 'tracking', search: { stageId: stage.stageId } },
      }))}
    />
  )
}

function LeadTimes({ of: { lead, weeks } }: { of: Numbers }) {
  const words = useLabels(trackFiguresWords)
  const format = useFormat()
  const time = useTime()
  const finished = words.finished(format.many(lead.orders, words.one, words.many))
  return (
    <Figure
      title={words.lead}
      value={time(lead.medianSeconds)}
      note={
        lead.orders > 0 &&
        [
          finished,
          ...(lead.promised > 0 ? [words.inTime(format.integer(lead.inTime), format.integer(lead.promised))] : []),
        ].join(' · ')
      }
      leads={{ to: 'tracking', search: { all: 'true' } }}
      none={lead.orders === 0 ? finished : undefined}
      chart={{
        data: weeks.map(({ weekOn, started, finished: ended }) => ({ label: format.day(weekOn), started, ended })),
        series: [
          { name: 'started', label: words.startedIn, color: 'var(--chart-before)' },
          { name: 'ended', label: words.finishedIn, color: 'var(--chart-now)' },
        ],
        xLabel: words.week,
        scale: { unit: words.orders, axis: format.integer, text: format.integer },
      }}
      headings={[words.week, words.startedIn, words.finishedIn, words.median]}
      rows={weeks.map(({ weekOn, started, finished: ended, medianSeconds }) => ({
        key: weekOn,
        label: format.day(weekOn),
        values: [format.integer(started), format.integer(ended), time(medianSeconds)],
      }))}
    />
  )
}

type Share = {
  key: string
  label: string
  moves: number
  orders: number
  medianSeconds: number | null
  totalSeconds: number
  search: Record<string, string>
}

/** Time by who or what had the orders: the longest first. */
function Shares({ title, head, of }: { title: string; head: string; of: readonly Share[] }) {
  const words = useLabels(trackFiguresWords)
  const format = useFormat()
  const time = useTime()
  const { of: length, scale } = useTimeScale(of)
  const longest = of.toSorted((a, b) => b.totalSeconds - a.totalSeconds)
  return (
    <Figure
      title={title}
      value={longest[0]?.label ?? '–'}
      note={longest[0] && time(longest[0].totalSeconds)}
      leads={{ to: 'tracking', search: longest[0]?.search ?? {} }}
      none={longest.length === 0 ? words.noTime : undefined}
      chart={{
        data: longest.map(({ label, totalSeconds }) => ({ label, length: length(totalSeconds) })),
        series: [{ name: 'length', label: words.total, color: 'var(--chart-now)' }],
        xLabel: head,
        scale,
      }}
      headings={[head, words.times, words.orders, words.median, words.total]}
      rows={longest.map(({ key, label, moves, orders, medianSeconds, totalSeconds, search }) => ({
        key,
        label,
        values: [format.integer(moves), format.integer(orders), time(medianSeconds), time(totalSeconds)],
        leads: { to: 'tracking', search },
      }))}
    />
  )
}

function PeopleTimes({ of: { people } }: { of: Numbers }) {
  const words = useLabels(trackFiguresWords)
  const shares = people.map(({ initials, ...one }) => ({
    ...one,
    ...{ key: initials, label: initials, search: { assignedTo: initials } },
  }))
  return <Shares title={words.people} head={words.person} of={shares} />
}

function MachineTimes({ of: { resources } }: { of: Numbers }) {
  const words = useLabels(trackFiguresWords)
  const shares = resources.map(({ resourceId, resource, ...one }) => ({
    ...one,
    ...{ key: resourceId ?? '', label: resource || words.noMachine, search: resourceId ? { resourceId } : {} },
  }))
  return <Shares title={words.resources} head={words.machine} of={shares} />
}
