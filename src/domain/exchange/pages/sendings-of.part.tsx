import { useQuery } from '@tanstack/react-query'
import { failureOf } from '../../../platform/web/failure.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts } from '../../../platform/web/record/facts.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { exchangeWords } from '../labels/exchange-screens.ts'
import { replyWords } from '../labels/replies.ts'
import classes from './exchange.module.css'
import { type Reply, type Sending, sentOrders } from './exchange-api.part.ts'
import { NoteAnswer } from './note-answer.part.tsx'
import { Answer } from './sent-status.part.tsx'

/** How often a supplier order left, and what the supplier answered to each. Source. */
export function SendingsOf({ orderId }: { orderId: string }) {
  const words = useLabels(exchangeWords)
  const common = useLabels(commonWords)
  const may = useMay()
  const { data, error } = useQuery(sentOrders.of.queryOptions({ input: { id: orderId } }))
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <p>{common.loading}</p>
  if (data.sendings.length === 0) return <p className={classes.text}>{words.neverSent}</p>
  return (
    <>
      {data.sendings.map(sending => (
        <One key={sending.edition} of={sending} />
      ))}
      {data.replies.map(reply => (
        <Written key={reply.id} reply={reply} />
      ))}
      {data.canNote && may('exchange.write') && <NoteAnswer orderId={orderId} />}
    </>
  )
}

/** What a person wrote back, to be read; what it says of the order is noted beside it. */
function Written({ reply: { collectedAt, from, subject, text, files } }: { reply: Reply }) {
  const words = useLabels(replyWords)
  const format = useFormat()
  return (
    <section className={classes.reply}>
      <h3 className={classes.heading}>{words.replyOf(from, format.instant(collectedAt))}</h3>
      <p className={classes.subject}>{subject}</p>
      <p className={classes.written}>{text || words.withoutText}</p>
      {files !== '' && <Facts facts={[{ label: words.files, value: files }]} />}
    </section>
  )
}

function One({ of }: { of: Sending }) {
  const words = useLabels(exchangeWords)
  const format = useFormat()
  const changed = ({ answer, quantity, netCents, deliverOn, note }: Sending['changes'][number]) =>
    [
      answer === 'refused'
        ? words.refusedLine
        : words.changedLine(
            quantity === null ? '' : format.integer(quantity),
            netCents === null ? '' : format.money(netCents),
            deliverOn === null ? '' : format.day(deliverOn),
          ),
      note,
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <section>
      <h3 className={classes.heading}>
        {words.sendingOf(format.integer(of.edition))} <Answer state={of.state} isUnheard={of.isUnheard} />
      </h3>
      <Facts
        facts={[
          {
            label: words.left,
            value: `${format.instant(of.sentAt)} ${words.to} ${of.address} ${words.by} ${of.sentBy}`,
          },
          ...(of.sellerNumber ? [{ label: words.theirNumber, value: of.sellerNumber }] : []),
          ...(of.note ? [{ label: words.note, value: of.note }] : []),
          ...of.changes.map(line => ({ label: line.label || String(line.position), value: changed(line) })),
          ...(of.despatchedCount > 0 ? [{ label: words.dispatched, value: format.integer(of.despatchedCount) }] : []),
        ]}
      />
    </section>
  )
}
