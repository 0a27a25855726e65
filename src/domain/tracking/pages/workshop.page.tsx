import { Button, Loader, Select } from '@mantine/core'
import { IconArrowLeft, IconMaximize } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useCompany, useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { useStored } from '../../../platform/web/stored.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { trackWords } from '../labels/screens.ts'
import { StageMark } from './track-marks.part.tsx'
import { board, type Column, useLive, useResources } from './tracking-api.part.ts'
import classes from './workshop.module.css'
import { WorkshopCard } from './workshop-card.part.tsx'
import { useGestures } from './workshop-queue.part.ts'
import { WorkshopScan } from './workshop-scan.part.tsx'
import { WorkshopSheet } from './workshop-sheet.part.tsx'
import { WorkshopWaiting } from './workshop-waiting.part.tsx'

const CARDS = 40

/** The orders of the workshop for hands and eyes far away: on a tablet by the machine, or a television on the wall. Source: SUI-2. */
export function WorkshopPage() {
  const words = useLabels(trackWords)
  const common = useLabels(commonWords)
  const company = useCompany()
  const [stageId, setStageId] = useStored<string | null>(`workshop.${company}.stage`, null)
  const [resourceId, setResourceId] = useStored<string | null>(`workshop.${company}.machine`, null)
  const gestures = useGestures()
  useLive()
  useEffect(() => {
    document.title = `${words.workshop} · Facteur`
  }, [words])
  const { data, error } = useQuery(
    board.board.queryOptions({
      input: { cards: CARDS, ...(resourceId ? { resourceId } : {}) },
      placeholderData: keepPreviousData,
    }),
  )
  const shown = data?.filter(column => stageId === null || column.stageId === stageId)
  return (
    <div className={classes.workshop}>
      <Top machine={resourceId} setMachine={setResourceId} />
      {data && <StageChoice columns={data} value={stageId} onChange={setStageId} />}
      <WorkshopScan columns={data ?? []} stageId={stageId} gestures={gestures} />
      <WorkshopWaiting gestures={gestures} />
      <WorkshopSheet columns={data ?? []} gestures={gestures} />
      {error && !data && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
      {!data && !error && <Loader m="md" role="status" aria-label={common.loading} />}
      <div className={classes.columns} data-one={shown?.length === 1 || undefined}>
        {shown?.map(column => (
          <WorkshopColumn key={column.stageId} of={column} gestures={gestures} />
        ))}
      </div>
    </div>
  )
}

function Top({ machine, setMachine }: { machine: string | null; setMachine(id: string | null): void }) {
  const words = useLabels(trackWords)
  const path = useCompanyPath()
  const { company } = useSession()
  const resources = useResources()
  return (
    <header className={classes.top}>
      <h1>
        {words.workshop} <span>· {company?.name}</span>
      </h1>
      {resources.length > 0 && (
        <Select
          aria-label={words.whichMachine}
          placeholder={words.allMachines}
          size="lg"
          data={resources.map(({ id, name }) => ({ value: id, label: name }))}
          value={machine}
          onChange={setMachine}
          clearable
        />
      )}
      {document.fullscreenEnabled && (
        <Button
          variant="default"
          size="lg"
          leftSection={<IconMaximize size={20} />}
          onClick={() =>
            void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen())
          }
        >
          {words.fullScreen}
        </Button>
      )}
      <Button
        component={Link}
        to={path('tracking')}
        variant="default"
        size="lg"
        leftSection={<IconArrowLeft size={20} />}
      >
        {words.leaveWorkshop}
      </Button>
    </header>
  )
}

type ChoiceProps = { columns: readonly Column[]; value: string | null; onChange(id: string | null): void }

function StageChoice({ columns, value, onChange }: ChoiceProps) {
  const words = useLabels(trackWords)
  const format = useFormat()
  return (
    <nav className={classes.stages} aria-label={words.whichStage}>
      <button type="button" aria-pressed={value === null} onClick={() => onChange(null)}>
        {words.allStages}
      </button>
      {columns.map(({ stageId, stage, colour, count }) => (
        <button key={stageId} type="button" aria-pressed={value === stageId} onClick={() => onChange(stageId)}>
          <StageMark colour={colour} name={stage} /> <span>{format.integer(count)}</span>
        </button>
      ))}
    </nav>
  )
}

function WorkshopColumn({ of, gestures }: { of: Column; gestures: ReturnType<typeof useGestures> }) {
  const words = useLabels(trackWords)
  const format = useFormat()
  return (
    <section className={classes.column} aria-label={of.stage}>
      <h2 style={{ borderTopColor: of.colour }}>
        <StageMark colour={of.colour} name={of.stage} />
        <span>
          {of.most === null
            ? format.integer(of.count)
            : words.limit(format.integer(of.inStage), format.integer(of.most))}
        </span>
      </h2>
      {of.isOver && <p className={classes.over}>{words.over}</p>}
      <ul>
        {of.cards.map(track => (
          <li key={track.id}>
            <WorkshopCard of={track} mine={of.mine} gestures={gestures} />
          </li>
        ))}
      </ul>
      {of.cards.length === 0 && <p>{words.emptyColumn}</p>}
      {of.count > of.cards.length && <p>{words.others(format.integer(of.count - of.cards.length))}</p>}
    </section>
  )
}
