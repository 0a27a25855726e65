import { useQuery } from '@tanstack/react-query'
import { failureOf } from '../../../platform/web/failure.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { MailPreview } from '../../../platform/web/feedback/mail-preview.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { candidateWords } from '../labels/candidate-screens.ts'
import { noticeWords } from '../labels/notice-screens.ts'
import { debitWords } from '../labels/screens.ts'
import { debitNotices, once } from './debit-api.part.ts'

/** Shows whom notices would reach and what they say, of some invoices or of all, then sends them. Source: L-15. */
export function SendNotices({ invoiceIds, onClose }: { invoiceIds?: readonly string[]; onClose(): void }) {
  const words = useLabels(noticeWords)
  const { candidateOne, candidateMany } = useLabels(candidateWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const notify = useNotify()
  const which = invoiceIds ? { invoiceIds: [...invoiceIds] } : {}
  const { data, error } = useQuery({
    queryKey: ['debitNotices', 'preview', invoiceIds],
    queryFn: () => debitNotices.preview.call(which, once()),
    retry: false,
    gcTime: 0,
  })
  const send = async () => {
    try {
      const { count, workId } = await debitNotices.send.call({ ...which, expectedCount: data!.count }, once())
      notify.done(workId ? words.telling : words.sent(format.integer(count)))
      refresh()
      onClose()
    } catch (thrown) {
      notify.failed(thrown)
    }
  }
  return (
    <Confirm
      opened
      title={words.sendTitle}
      text={
        <>
          {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
          {!data && !error && <p role="status">{common.loading}</p>}
          {data && <Reached of={data} />}
        </>
      }
      action={data ? words.sendNow(format.many(data.count, candidateOne, candidateMany)) : words.sendNotices}
      disabled={!data || data.count === 0}
      onConfirm={() => void send()}
      onCancel={onClose}
    />
  )
}

function Reached({ of }: { of: Awaited<ReturnType<typeof debitNotices.preview.call>> }) {
  const words = useLabels(noticeWords)
  const { candidateOne, candidateMany } = useLabels(candidateWords)
  const { notices } = useLabels(debitWords)
  const format = useFormat()
  return (
    <>
      <p>
        {words.wouldTell(
          format.many(of.count, candidateOne, candidateMany),
          format.many(of.customers, words.customerOne, words.customerMany),
          format.money(of.cents),
        )}
      </p>
      <p>{words.ways(format.integer(of.mails), format.integer(of.letters))}</p>
      {of.unreachable > 0 && <p>{words.unreachable(format.integer(of.unreachable))}</p>}
      {of.example && (
        <MailPreview name={notices} about={of.example.to} subject={of.example.subject} text={of.example.text} />
      )}
    </>
  )
}
