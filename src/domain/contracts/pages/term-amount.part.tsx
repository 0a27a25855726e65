import { useQuery } from '@tanstack/react-query'
import { failureOf } from '../../../platform/web/failure.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PlainTable } from '../../../platform/web/record/plain-table.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { termWords } from '../labels/term-screens.ts'
import { contractTerms, type Term } from './contract-api.part.ts'
import classes from './contracts.module.css'

/** How the amount of a term without invoice comes about: whose price, since when, how many, at which rate. */
export function TermAmount({ of }: { of: Term }) {
  const words = useLabels(termWords)
  const format = useFormat()
  const common = useLabels(commonWords)
  const { data, error } = useQuery({ ...contractTerms.amount.queryOptions({ input: { id: of.id } }), retry: false })
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return null
  const money = (cents: number | null) => format.money(cents, of.currency)
  return (
    <section className={classes.lines} aria-label={words.why}>
      <h2>{words.why}</h2>
      <PlainTable
        rows={data.lines.map((line, at) => ({ ...line, id: String(at) }))}
        empty=""
        columns={[
          {
            key: 'label',
            header: words.line,
            cell: ({ label, atListPrice, priceSince }) => (
              <>
                {label}
                <span className={classes.dimmed}>
                  {' · '}
                  {atListPrice
                    ? words.listPrice
                    : priceSince === null
                      ? words.contractPrice
                      : words.priceSince(format.day(priceSince))}
                </span>
              </>
            ),
          },
          { key: 'count', header: words.count, align: 'end', cell: ({ quantity }) => format.integer(quantity) },
          {
            key: 'unit',
            header: words.unitOf[data.isGross ? 'gross' : 'net'],
            align: 'end',
            cell: ({ unitCents }) => money(unitCents),
          },
          {
            key: 'discount',
            header: words.discount,
            align: 'end',
            cell: ({ discountBps }) => (discountBps > 0 ? format.percent(discountBps) : ''),
          },
          { key: 'vat', header: words.vat, align: 'end', cell: ({ vatRateBps }) => format.percent(vatRateBps) },
          { key: 'sum', header: words.sum, align: 'end', cell: ({ grossCents }) => money(grossCents) },
        ]}
      />
    </section>
  )
}
