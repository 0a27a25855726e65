import { exchangeWords } from '../../domain/exchange/labels/exchange-screens.ts'
import { receivedWords } from '../../domain/exchange/labels/received-screens.ts'
import { ReceivedOf } from '../../domain/exchange/pages/received-of.part.tsx'
import { SendingsOf } from '../../domain/exchange/pages/sendings-of.part.tsx'
import { MessagesOf } from '../../domain/messaging/pages/messages-of.part.tsx'
import { orderWords } from '../../domain/orders/labels/screens.ts'
import { OrderPage } from '../../domain/orders/pages/order.page.tsx'
import { OrderHistory } from '../../domain/orders/pages/order-history.part.tsx'
import { OrderDeliveries, OrderLines } from '../../domain/orders/pages/order-panel.part.tsx'
import { trackWords } from '../../domain/tracking/labels/screens.ts'
import { MovesOf } from '../../domain/tracking/pages/moves-of.part.tsx'
import { useLabels } from '../../platform/web/language.ts'
import { useMay } from '../../platform/web/session.tsx'

/** An order with its lines, deliveries, stages, mails and history. */
export function OrderCard() {
  const words = useLabels(orderWords)
  const track = useLabels(trackWords)
  const received = useLabels(receivedWords)
  const exchange = useLabels(exchangeWords)
  const may = useMay()
  return (
    <OrderPage
      tabs={order => [
        { key: 'lines', label: words.lines, content: <OrderLines of={order} /> },
        {
          key: 'deliveries',
          label: order.kind === 'customer' ? words.deliveries : words.receipts,
          content: <OrderDeliveries of={order} />,
        },
        ...(order.kind === 'customer'
          ? [{ key: 'moves', label: track.history, content: <MovesOf orderId={order.id} /> }]
          : []),
        ...(order.kind === 'supplier' && may('exchange.read')
          ? [{ key: 'sendings', label: exchange.sendings, content: <SendingsOf orderId={order.id} /> }]
          : []),
        ...(order.source.startsWith('exchange:') && may('exchange.read')
          ? [
              {
                key: 'partner',
                label: received.tab,
                content: <ReceivedOf orderId={order.id} isDraft={order.state === 'draft'} />,
              },
            ]
          : []),
        { key: 'mails', label: track.mail, content: <MessagesOf recordId={order.id} /> },
        ...(may('audit.read')
          ? [
              {
                key: 'history',
                label: words.history,
                content: <OrderHistory record="orders" id={order.id} />,
              },
            ]
          : []),
      ]}
    />
  )
}
