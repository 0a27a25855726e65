import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { withoutRateContract } from '../contract/without-rate.ts'
import { withoutRateWords } from '../labels/without-rate.ts'
import classes from './books.module.css'

const api = apiOf('withoutRate', withoutRateContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]
const SHOWN = 20

/** Documents and payments that wait for a rate, the oldest first, with a way to type it. */
export function WithoutRate({ onType }: { onType?: ((currency: string) => void) | undefined }) {
  const words = useLabels(withoutRateWords)
  const format = useFormat()
  const { data } = useQuery(api.list.queryOptions({ input: { limit: SHOWN } }))
  const count = useQuery(api.count.queryOptions({ input: {} }))
  if (!data || data.rows.length === 0) return null
  const all = count.data?.count ?? data.rows.length
  const currencies = [...new Set(data.rows.map(({ currency }) => currency))]
  return (
    <section className={classes.waiting} aria-label={words.title}>
      <div className={classes.notWritten}>
        <Status of="warning" label={words.count(format.integer(all))} />
        <span>{words.lead}</span>
        {onType &&
          currencies.map(currency => (
            <Button key={currency} size="compact-sm" variant="default" onClick={() => onType(currency)}>
              {words.type(currency)}
            </Button>
          ))}
      </div>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col" data-text>
                {words.columns.number}
              </th>
              <th scope="col" data-text>
                {words.columns.kind}
              </th>
              <th scope="col" data-text>
                {words.columns.on}
              </th>
              <th scope="col" data-text>
                {words.columns.customer}
              </th>
              <th scope="col">{words.columns.cents}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map(row => (
              <tr key={row.id}>
                <th scope="row" data-text>
                  <Piece of={row} />
                </th>
                <td data-text>{words.kinds[row.kind]}</td>
                <td data-text>{format.day(row.on)}</td>
                <td data-text data-wide>
                  {row.customer}
                </td>
                <td>{format.money(row.cents, row.currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {all > data.rows.length && <p className={classes.more}>{words.others(format.integer(all - data.rows.length))}</p>}
    </section>
  )
}

const Piece = ({ of: { id, kind, number } }: { of: Row }) =>
  kind === 'payment' ? (
    <RecordLink to="payments" search={{ open: id }}>
      {number}
    </RecordLink>
  ) : (
    <RecordLink to={`invoices/${id}`}>{number}</RecordLink>
  )
