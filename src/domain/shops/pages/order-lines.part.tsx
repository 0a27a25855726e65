import { Group } from '@mantine/core'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { PlainTable } from '../../../platform/web/record/plain-table.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { orderWords } from '../labels/orders.ts'
import type { Order } from './order-panel.part.tsx'
import classes from './shops.module.css'

/** The lines of an order as they were invoiced, with what each sold. */
export function OrderLines({ of: { lines, currency } }: { of: Order }) {
  const words = useLabels(orderWords)
  const format = useFormat()
  return (
    <div className={classes.fits}>
      <PlainTable
        rows={lines}
        empty={words.noLines}
        columns={[
          { key: 'label', header: words.label, cell: line => line.label },
          { key: 'quantity', header: words.quantity, align: 'end', cell: line => format.integer(line.quantity) },
          { key: 'amount', header: words.amount, align: 'end', cell: line => format.money(line.grossCents, currency) },
          { key: 'product', header: words.product, cell: line => <Product of={line} /> },
          { key: 'purchase', header: words.purchase, cell: line => <Purchases of={line} /> },
        ]}
      />
    </div>
  )
}

type Line = Order['lines'][number]

function Product({ of: { waits, productId, productCode, shopProductId } }: { of: Line }) {
  const words = useLabels(orderWords)
  if (productId)
    return (
      <RecordLink to="products" search={{ open: productId }}>
        {productCode}
      </RecordLink>
    )
  if (waits) return <Status of="warning" label={words.toMap} />
  return shopProductId ? words.noProduct : null
}

/** One, or of a bundle one for each of its products. */
function Purchases({ of: { purchases } }: { of: Line }) {
  const screenOf = { subscription: 'subscriptions', 'single-issue': 'single-issues' }
  return (
    <Group gap={4}>
      {purchases.map(({ id, kind, number, label }) => (
        <RecordLink key={id} to={`${screenOf[kind]}/${id}`} label={`${number} ${label}`}>
          {number}
        </RecordLink>
      ))}
    </Group>
  )
}

/** The invoice, what takes it back, and what paid them. */
export function OrderDocuments({ of: { documents, payments, currency } }: { of: Order }) {
  const words = useLabels(orderWords)
  const format = useFormat()
  const rows = [
    ...documents.map(({ id, kind, number, issuedOn, grossCents }) => ({
      id,
      on: issuedOn,
      cents: grossCents,
      to: `invoices/${id}`,
      search: undefined,
      label: `${words.kinds[kind]} ${number}`,
    })),
    ...payments.map(({ id, number, receivedOn, cents }) => ({
      id,
      on: receivedOn,
      cents,
      to: 'payments',
      search: { open: id },
      label: words.payment(number),
    })),
  ]
  return (
    <PlainTable
      rows={rows}
      empty=""
      columns={[
        {
          key: 'document',
          header: words.document,
          cell: ({ to, search, label }) => (
            <RecordLink to={to} {...(search ? { search } : {})}>
              {label}
            </RecordLink>
          ),
        },
        { key: 'on', header: words.issuedOn, cell: ({ on }) => format.day(on) },
        { key: 'amount', header: words.amount, align: 'end', cell: ({ cents }) => format.money(cents, currency) },
      ]}
    />
  )
}

/** What the shop gave back, and what that did to what was sold. */
export function OrderRefunds({ of: { refunds, currency } }: { of: Order }) {
  const words = useLabels(orderWords)
  const format = useFormat()
  const tones = { taken: 'good', waits: 'warning', quarantined: 'bad', gone: 'off' } as const
  return (
    <PlainTable
      rows={refunds}
      empty=""
      columns={[
        { key: 'on', header: words.issuedOn, cell: ({ refundedAt }) => format.instant(refundedAt) },
        { key: 'amount', header: words.amount, align: 'end', cell: ({ cents }) => format.money(cents, currency) },
        { key: 'reason', header: words.reason, cell: ({ reason }) => reason || words.noReason },
        {
          key: 'state',
          header: words.columns.state,
          cell: ({ state, effect }) => (
            <Status
              of={tones[state]}
              label={[words.refundStates[state], effect && words.effects[effect]].filter(Boolean).join(', ')}
            />
          ),
        },
      ]}
    />
  )
}
