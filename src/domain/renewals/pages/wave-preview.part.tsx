import { Alert, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { MailPreview } from '../../../platform/web/feedback/mail-preview.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { renewalsContract } from '../contract.ts'
import { seriesWords } from '../labels/series.ts'
import { renewalsLabels } from '../labels.ts'
import type { Channel } from '../rules/steps.ts'
import classes from './renewals.module.css'

const api = apiOf('renewals', renewalsContract)

/** Those a step is sent to by hand: some subscriptions, or all that the list shows. */
export type Picked = { purchaseIds?: string[]; expiring?: object }

/** How many a step reaches now, and who is left out. */
export const useWavePreview = (stepId: string | null, picked: Picked = {}) =>
  useQuery(api.preview.queryOptions({ input: { stepId: stepId ?? '', ...picked } as never, enabled: stepId !== null }))

/** Who a step reaches, who it leaves out and why, and the notice as one of them will read it. */
export function WavePreview({ stepId, channel, picked = {} }: { stepId: string; channel: Channel; picked?: Picked }) {
  const words = useLabels(seriesWords)
  const { verdicts } = useLabels(renewalsLabels)
  const common = useLabels(commonWords)
  const format = useFormat()
  const { data, error } = useWavePreview(stepId, picked)
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <Loader size="sm" role="status" aria-label={common.loading} />
  const leftOut = data.verdicts.filter(({ verdict }) => verdict !== 'due')
  return (
    <>
      <p style={{ margin: 0 }}>
        {data.due > 0 ? (
          <strong>
            {words.reaches(format.integer(data.due), data.due > 1)}
            {data.people !== data.due && ` (${words.people(format.integer(data.people), data.people > 1)})`}
          </strong>
        ) : leftOut.length > 0 ? (
          words.nobody
        ) : (
          words.nobodyAtAll
        )}
      </p>
      {leftOut.length > 0 && (
        <section aria-label={words.leftOut}>
          <p className={classes.dimmed}>{words.leftOut}</p>
          <dl className={classes.counts}>
            {leftOut.map(({ verdict, count }) => [
              <dt key={verdict}>{verdicts[verdict]}</dt>,
              <dd key={`${verdict} count`}>{format.integer(count)}</dd>,
            ])}
          </dl>
        </section>
      )}
      {channel === 'insert' && data.due > 0 && (
        <Alert p="xs" color="gray">
          {words.insertText}
        </Alert>
      )}
      {data.example && (channel === 'mail' || channel === 'letter') && (
        <Notice stepId={stepId} purchaseId={data.example} />
      )}
    </>
  )
}

/** The notice as one subscriber reads it. */
function Notice({ stepId, purchaseId }: { stepId: string; purchaseId: string }) {
  const words = useLabels(seriesWords)
  const { data } = useQuery(api.read.queryOptions({ input: { stepId, purchaseId } }))
  if (!data) return null
  return (
    <MailPreview
      name={`${words.example} ${data.contact}`}
      about={`${words.example} ${data.contact}${data.to && ` (${data.to})`}`}
      subject={data.subject}
      text={data.text}
    />
  )
}
