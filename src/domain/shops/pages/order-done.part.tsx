import { Alert } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { paymentsLabels } from '../../payments/labels.ts'
import { orderWords } from '../labels/orders.ts'
import type { Order } from './order-panel.part.tsx'
import { useStatusWord } from './order-status.part.tsx'
import classes from './shops.module.css'

/** What was done with an order in plain words, and what it still waits for. */
export function OrderDone({ of: order }: { of: Order }) {
  const words = useLabels(orderWords)
  if (order.state === 'quarantined')
    return (
      <Alert color="red" role="alert" p="xs" title={words.quarantined}>
        {order.reasonSaid}
      </Alert>
    )
  return (
    <section className={classes.done} aria-label={words.done}>
      {order.state === 'waits' && (
        <Alert color="yellow" p="xs" title={words.waits}>
          {order.reasonSaid}
        </Alert>
      )}
      <Told of={order} />
    </section>
  )
}

function Told({ of: order }: { of: Order }) {
  const words = useLabels(orderWords)
  const statusWord = useStatusWord()
  const sentences = [...useSoldSentences(order), ...useWaitingSentences(order)]
  if (order.state === 'left-alone') sentences.push(words.leftAlone)
  if (order.state === 'not-sold' && order.documents.length === 0)
    sentences.push(words.notSold(statusWord(order.status)))
  return (
    <ul>
      {sentences.map((sentence, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is its place.
        <li key={at}>{sentence}</li>
      ))}
    </ul>
  )
}

function useSoldSentences({ documents, payments, lines, currency }: Order): ReactNode[] {
  const words = useLabels(orderWords)
  const { methods } = useLabels(paymentsLabels)
  const format = useFormat()
  const money = (cents: number) => format.money(cents, currency)
  const purchases = lines.flatMap(line => line.purchases).length
  return [
    ...documents.map(({ kind, number, grossCents }) =>
      kind === 'credit-note'
        ? words.creditedWith(number, money(-grossCents))
        : words.invoiced(number, money(grossCents)),
    ),
    ...payments.map(({ cents, receivedOn, method }) =>
      cents < 0
        ? words.paidBack(money(-cents), format.day(receivedOn))
        : words.paid(money(cents), methods[method], format.day(receivedOn)),
    ),
    ...documents.filter(({ openCents }) => openCents > 0).map(({ openCents }) => words.stillOpen(money(openCents))),
    ...(purchases > 0 ? [words.purchased(purchases)] : []),
  ]
}

function useWaitingSentences({ lines, refunds, shopId }: Order): ReactNode[] {
  const words = useLabels(orderWords)
  const format = useFormat()
  const waiting = lines.filter(({ waits }) => waits).length
  const found: ReactNode[] = []
  if (waiting > 0)
    found.push(
      <>
        {words.linesWait(format.many(waiting, words.lineOne, words.lineMany))}{' '}
        <RecordLink to="shop-products" search={{ shopId }}>
          {words.mapThem}
        </RecordLink>
      </>,
    )
  const asked = refunds.find(({ state }) => state === 'waits')
  if (asked)
    found.push(
      <>
        {words.refundsWait}{' '}
        <RecordLink to="shop-refunds" search={{ open: asked.id }}>
          {words.answerRefund}
        </RecordLink>
      </>,
    )
  return found
}
