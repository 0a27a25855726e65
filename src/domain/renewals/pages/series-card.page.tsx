import { Alert, Button, Group } from '@mantine/core'
import { IconPencil, IconPlus, IconSend } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { CardPage } from '../../../platform/web/record/card-page.tsx'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { seriesWords } from '../labels/series.ts'
import { renewalsLabels } from '../labels.ts'
import classes from './renewals.module.css'
import { Responses } from './responses.part.tsx'
import { SendWave } from './send-wave.form.tsx'
import { EditSeries, type Series } from './series.form.tsx'
import { SeriesStatus } from './series.page.tsx'
import { SeriesFacts, useSeries } from './series-panel.part.tsx'
import { StepDialog } from './step.form.tsx'

type Step = Series['steps'][number]

/** A series: whom it is for, its waves one after the other, what they brought. Source: CIR-21. */
export function SeriesPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const words = useLabels(seriesWords)
  const path = useCompanyPath()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  return (
    <CardPage
      query={useSeries(id)}
      back={{ to: path('renewals'), label: words.series }}
      name={series => series.name}
      status={series => <SeriesStatus of={series} />}
      actions={() =>
        !editing &&
        may('subscriptions.write') && (
          <Button variant="default" leftSection={<IconPencil size={15} />} onClick={() => setEditing(true)}>
            {words.editSeries}
          </Button>
        )
      }
    >
      {series => (
        <>
          {editing ? (
            <div style={{ maxWidth: 560 }}>
              <EditSeries series={series} onDone={() => setEditing(false)} />
            </div>
          ) : (
            <SeriesFacts of={series} />
          )}
          <Waves series={series} />
          <RecordPart title={words.responses}>
            <Responses seriesId={id} />
          </RecordPart>
          <Stamps {...series} />
        </>
      )}
    </CardPage>
  )
}

function Waves({ series }: { series: Series }) {
  const words = useLabels(seriesWords)
  const may = useMay()
  const [editing, setEditing] = useState<Step | 'new' | null>(null)
  const [sending, setSending] = useState<Step | null>(null)
  return (
    <RecordPart title={words.waves}>
      {series.tooSlow && (
        <Alert color="yellow" p="xs">
          {words.tooSlow}
        </Alert>
      )}
      {series.steps.length === 0 && <p className={classes.dimmed}>{words.noWaves}</p>}
      <ol className={classes.waves}>
        {series.steps.map(step => (
          <Wave
            key={step.id}
            step={step}
            onEdit={may('subscriptions.write') ? () => setEditing(step) : undefined}
            onPreview={() => setSending(step)}
          />
        ))}
      </ol>
      {may('subscriptions.write') && (
        <div>
          <Button variant="default" leftSection={<IconPlus size={15} />} onClick={() => setEditing('new')}>
            {words.addWave}
          </Button>
        </div>
      )}
      {editing && (
        <StepDialog series={series} step={editing === 'new' ? undefined : editing} onClose={() => setEditing(null)} />
      )}
      {sending && (
        <SendWave wave={{ ...sending, active: sending.active && series.active }} onClose={() => setSending(null)} />
      )}
    </RecordPart>
  )
}

type WaveProps = { step: Step; onEdit: (() => void) | undefined; onPreview(): void }

function Wave({ step, onEdit, onPreview }: WaveProps) {
  const words = useLabels(seriesWords)
  const { channels } = useLabels(renewalsLabels)
  const called = words.wave(step.position)
  return (
    <li className={classes.wave} data-off={!step.active || undefined}>
      <span className={classes.position} aria-hidden="true">
        {step.position}
      </span>
      <div className={classes.what}>
        <p>
          <strong>{channels[step.channel]}</strong>, {words.when[step.countedIn](step.left)}
          {!step.active && ` (${words.off})`}
        </p>
        <p className={classes.dimmed}>{step.insertCode || step.subjectFr}</p>
      </div>
      <Group gap={6}>
        {onEdit && (
          <Button variant="default" onClick={onEdit} aria-label={`${words.editWave} ${step.position}`}>
            {words.editSeries}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconSend size={15} />}
          onClick={onPreview}
          aria-label={`${words.preview}, ${called}`}
        >
          {words.preview}
        </Button>
      </Group>
    </li>
  )
}
