import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompany, useCompanyPath } from '../../../platform/web/company.ts'
import { download } from '../../../platform/web/download.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { MailPreview } from '../../../platform/web/feedback/mail-preview.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { SendDialog, useSending } from '../../../platform/web/feedback/send-dialog.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { remindersContract } from '../contract/reminders.ts'
import { reminderWords } from '../labels/reminder-screens.ts'
import { reminderLabels } from '../labels/reminders.ts'
import classes from './reminders.module.css'

const api = apiOf('reminders', remindersContract)
type Which = { customerIds?: string[] }
type Preview = Awaited<ReturnType<typeof api.preview.call>>

/** Shows whom a wave reaches, who is left out and why, and what they will read; then sends it. */
export function SendReminders({ which, onClose }: { which: Which; onClose(): void }) {
  const words = useLabels(reminderWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const { data, error } = useQuery(api.preview.queryOptions({ input: which }))
  const { working, error: refused, run } = useSending(onClose)
  const remind = useReminding(which)
  return (
    <SendDialog
      title={words.waveTitle}
      loading={!data && !error}
      error={error ? failureOf(error, common.unreachable).message : refused}
      send={
        data && data.due > 0
          ? {
              label: words.send(format.many(data.customers, words.customerOne, words.customerMany)),
              working,
              run: () => void run(saving => remind(data.due, saving)),
            }
          : null
      }
      onClose={onClose}
    >
      {data && <Reached of={data} />}
    </SendDialog>
  )
}

function useReminding(which: Which) {
  const words = useLabels(reminderWords)
  const format = useFormat()
  const notify = useNotify()
  const path = useCompanyPath()
  const company = useCompany()
  const [inLanguage] = useLanguage()
  return async (expectedCount: number, saving: { context: { idempotencyKey: string } }) => {
    const { batchId, workId, customers, letters } = await api.send.call({ ...which, expectedCount }, saving)
    const link = { to: path(`reminders?batchId=${batchId}`), label: words.showHistory }
    if (workId) notify.done(words.begun)
    else notify.done(words.sent(format.many(customers, words.customerOne, words.customerMany)), { link })
    if (letters > 0)
      download('/reminders/letters', { batchId, company, inLanguage }).catch(thrown => notify.failed(thrown))
  }
}

function Reached({ of }: { of: Preview }) {
  const words = useLabels(reminderWords)
  const { verdicts } = useLabels(reminderLabels)
  const format = useFormat()
  const documents = format.many(of.due, words.documentOne, words.documentMany)
  const customers = format.many(of.customers, words.customerOne, words.customerMany)
  return (
    <>
      <p className={classes.line}>
        {of.due > 0 ? <strong>{words.reaches(documents, customers, format.money(of.cents))}</strong> : words.nobody}
        {of.channels.length > 0 &&
          ` (${of.channels.map(({ channel, count }) => `${format.integer(count)} ${words.byChannel[channel]}`).join(', ')})`}
      </p>
      {of.leftOut.length > 0 && (
        <section aria-label={words.leftOut}>
          <p className={classes.dimmed}>{words.leftOut}</p>
          <dl className={classes.counts}>
            {of.leftOut.map(({ verdict, count, cents }) => [
              <dt key={verdict}>{verdicts[verdict]}</dt>,
              <dd key={`${verdict} count`}>{format.integer(count)}</dd>,
              <dd key={`${verdict} cents`}>{format.money(cents)}</dd>,
            ])}
          </dl>
        </section>
      )}
      {of.exampleId && <Example customerId={of.exampleId} />}
    </>
  )
}

/** The reminder as one customer reads it. */
function Example({ customerId }: { customerId: string }) {
  const words = useLabels(reminderWords)
  const { channels } = useLabels(reminderLabels)
  const { data } = useQuery(api.read.queryOptions({ input: { customerId } }))
  if (!data) return null
  return (
    <MailPreview
      name={data.subject}
      about={[`${words.level(data.level)}, ${data.levelName}`, channels[data.channel], data.to]
        .filter(Boolean)
        .join(' · ')}
      subject={data.subject}
      text={data.text}
    />
  )
}
