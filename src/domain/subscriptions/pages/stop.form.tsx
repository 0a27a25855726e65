import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { singleIssuesContract, subscriptionsContract } from '../contract.ts'
import { purchaseFormWords } from '../labels/purchase-form.ts'
import { ServiceChoice, type StopValues } from './after-stop.part.tsx'
import { Dialog } from './dialog.part.tsx'

const subscriptions = apiOf('subscriptions', subscriptionsContract)
const singleIssues = apiOf('singleIssues', singleIssuesContract)

export const startOfStop = (today: string): StopValues => ({
  reason: '',
  on: today,
  service: 'stop-now',
  lastIssueId: null,
})

export const useRemaining = (input: { purchaseId: string } | { invoiceId: string }) =>
  useQuery(subscriptions.remaining.queryOptions({ input })).data

type Stopped = {
  kind: 'subscription' | 'single-issue'
  of: { id: string; number: number }
}

/** Stops one purchase without touching its invoice. Source: X-23. */
export function StopPurchase({ kind, of, onDone }: Stopped & { onDone(): void }) {
  const words = useLabels(purchaseFormWords)
  const notify = useNotify()
  const { today } = useSession()
  const remaining = useRemaining({ purchaseId: of.id })
  const api = kind === 'subscription' ? subscriptions : singleIssues
  const form = useRecordForm<StopValues, { number: number }>({
    initial: startOfStop(today),
    input: ({ reason, on, service, lastIssueId }) => ({
      id: of.id,
      reason,
      on: on ?? undefined,
      ...(service === 'stop-after-issue' ? { lastIssueId } : {}),
    }),
    schema: (kind === 'subscription' ? subscriptionsContract : singleIssuesContract).stop['~orpc'].inputSchema,
    save: (input, saving) => api.stop.call(input, saving),
    onSaved: () => {
      notify.done(words.stopped(String(of.number)))
      refresh()
      onDone()
    },
  })
  return (
    <Dialog title={words.stopTitle(String(of.number))} onClose={onDone}>
      <FormFrame form={form} submit={words.stop} onCancel={onDone}>
        <ReasonAndDay form={form} />
        {kind === 'subscription' && (
          <ServiceChoice form={form} among={['stop-now', 'stop-after-issue']} remaining={remaining} />
        )}
      </FormFrame>
    </Dialog>
  )
}

export function ReasonAndDay({ form }: { form: ReturnType<typeof useRecordForm<StopValues, never>> }) {
  const words = useLabels(purchaseFormWords)
  return (
    <FieldRow widths="minmax(0, 1fr) 168px" phone="minmax(0, 1fr)">
      <TextField {...form.field('reason')} label={words.cancelReason} required autoFocus />
      <DayField {...form.field('on')} label={words.cancelOn} />
    </FieldRow>
  )
}
