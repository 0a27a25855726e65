import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { PlainTable } from '../../../platform/web/record/plain-table.tsx'
import { contractWords } from '../labels/screens.ts'
import type { Contract, ContractLine } from './contract-api.part.ts'
import classes from './contracts.module.css'

/** What a contract invoices each term, and from when to when each price holds. Source: X-64. */
export function ContractLines({ of }: { of: Contract }) {
  const words = useLabels(contractWords)
  const format = useFormat()
  const price = ({ unitCents }: ContractLine) =>
    unitCents === null ? words.listPrice : format.money(unitCents, of.currency)
  return (
    <PlainTable
      rows={of.lines}
      empty={words.noLines}
      columns={[
        { key: 'label', header: words.label, cell: line => <Label of={line} /> },
        {
          key: 'recipient',
          header: words.recipient,
          cell: line =>
            line.recipientId && (
              <>
                <RecordLink to={`contacts/${line.recipientId}`}>{line.recipient}</RecordLink>
                {line.gift && ` (${words.gift})`}
              </>
            ),
        },
        { key: 'from', header: words.from, cell: line => (line.fromOn ? format.day(line.fromOn) : words.sinceStart) },
        { key: 'until', header: words.until, cell: line => format.day(line.untilOn) },
        { key: 'quantity', header: words.quantity, align: 'end', cell: line => format.integer(line.quantity) },
        { key: 'unit', header: words.unitOf[of.priceBasis], align: 'end', cell: price },
        {
          key: 'discount',
          header: words.discount,
          align: 'end',
          cell: line => line.discountBps > 0 && format.percent(line.discountBps),
        },
      ]}
    />
  )
}

function Label({ of }: { of: ContractLine }) {
  return (
    <>
      {of.label || of.productName}
      {of.description && <div className={classes.dimmed}>{of.description}</div>}
    </>
  )
}

/** What the customer or the owner was told, and when. Source: L-10, A20. */
export function ContractNotices({ of }: { of: Contract }) {
  const words = useLabels(contractWords)
  const format = useFormat()
  return (
    <PlainTable
      rows={of.notices}
      empty={words.noNotices}
      columns={[
        { key: 'kind', header: words.noticeKind, cell: ({ kind }) => words.noticeKinds[kind] },
        { key: 'aboutOn', header: words.aboutOn, cell: ({ aboutOn }) => format.day(aboutOn) },
        { key: 'noticedOn', header: words.noticedOn, cell: ({ noticedOn }) => format.day(noticedOn) },
        { key: 'channel', header: words.channel, cell: ({ channel }) => words.channels[channel] },
        { key: 'sentTo', header: words.sentTo, cell: ({ sentTo }) => sentTo },
        { key: 'cancelledOn', header: words.cancelledOn, cell: ({ cancelledOn }) => format.day(cancelledOn) },
      ]}
    />
  )
}
