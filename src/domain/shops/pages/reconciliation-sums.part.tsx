import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PlainTable } from '../../../platform/web/record/plain-table.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { reconciliationWords } from '../labels/reconciliation.ts'
import type { Reconciled } from './shop-api.part.ts'
import classes from './shops.module.css'

type Of = Reconciled['currencies'][number]

/** What the shop says beside what the documents say, in one currency, and the verdict. */
export function Sums({ of, hasGaps }: { of: Of; hasGaps: boolean }) {
  const words = useLabels(reconciliationWords)
  const format = useFormat()
  const money = (cents: number) => format.money(cents, of.currency)
  const rows = [
    { id: 'sold', label: words.sold, there: of.soldCents, here: of.invoicedCents },
    { id: 'refunded', label: words.refunded, there: -of.refundedCents, here: -of.creditedCents },
  ]
  const all = { there: of.soldCents - of.refundedCents, here: of.invoicedCents - of.creditedCents }
  return (
    <section className={classes.sums} aria-label={words.caption(of.currency)}>
      <p className={classes.verdict} role="status">
        <Verdict of={of} hasGaps={hasGaps} />
      </p>
      <PlainTable
        rows={[...rows, { id: 'net', label: words.net, ...all }]}
        empty=""
        columns={[
          { key: 'label', header: '', cell: ({ id, label }) => (id === 'net' ? <strong>{label}</strong> : label) },
          { key: 'there', header: words.there, align: 'end', cell: ({ there }) => money(there) },
          { key: 'here', header: words.here, align: 'end', cell: ({ here }) => money(here) },
          { key: 'gap', header: words.gap, align: 'end', cell: ({ there, here }) => money(there - here) },
        ]}
      />
      <p className={classes.none}>
        {words.money(money(of.receivedCents))} {of.openCents > 0 && words.stillDue(money(of.openCents))}
        {of.openCents < 0 && words.toPayBack(money(-of.openCents))}
      </p>
    </section>
  )
}

function Verdict({ of: { orders, gapCents, unexplainedCents, currency }, hasGaps }: { of: Of; hasGaps: boolean }) {
  const words = useLabels(reconciliationWords)
  const format = useFormat()
  if (unexplainedCents !== 0)
    return <Status of="bad" label={words.unexplained(format.money(unexplainedCents, currency))} />
  if (gapCents !== 0) return <Status of="warning" label={words.explained(format.money(gapCents, currency))} />
  if (hasGaps) return <Status of="warning" label={words.balanced} />
  return <Status of="good" label={words.agrees(format.many(orders, words.one, words.many))} />
}
