import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { failureOf } from '../../../platform/web/failure.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { contractsContract } from '../contract.ts'
import { contractFormWords } from '../labels/form-screens.ts'
import { type Contract, contracts } from './contract-api.part.ts'
import { type ContractValues, contractSaid } from './contract-values.part.ts'
import classes from './contracts.module.css'

const schema = contractsContract.previewChange['~orpc'].inputSchema!
type Preview = Awaited<ReturnType<typeof contracts.previewChange.call>>
type Moved = Preview['terms'][number]
const PAUSE_MS = 300
/** More rows than anybody reads; the others are counted. */
const SHOWN = 60

type DifferenceProps = {
  of: Contract
  values: ContractValues
  fromOn: string | null
  /** Terms that stay as they are stand among the others. */
  all?: boolean
}

/** What a change makes of the terms that have no invoice, before it is saved. Source: X-64. */
export function Difference({ of, values, fromOn, all = false }: DifferenceProps) {
  const words = useLabels(contractFormWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const said = JSON.stringify({ ...contractSaid(values), id: of.id, fromOn: fromOn ?? undefined })
  const [settled] = useDebouncedValue(said, PAUSE_MS)
  const asked = schema.safeParse(JSON.parse(settled))
  const { data, error, isFetching } = useQuery({
    ...contracts.previewChange.queryOptions({
      input: asked.success ? asked.data : skipToken,
      placeholderData: keepPreviousData,
    }),
    retry: false,
  })
  const changed = (data?.terms ?? []).filter(({ change }) => all || change !== 'same')
  return (
    <section className={classes.preview} aria-label={words.difference} aria-busy={isFetching}>
      <h2>{all ? words.preview : words.difference}</h2>
      {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
      {!error && data && (
        <>
          <Sums of={data} currency={values.currency} />
          {changed.length === 0 ? (
            <p>{all ? words.noTerms : words.nothingChanges}</p>
          ) : (
            <Changes terms={changed.slice(0, SHOWN)} currency={values.currency} />
          )}
          {changed.length > SHOWN && <p>{words.previewMore(format.integer(changed.length - SHOWN))}</p>}
        </>
      )}
    </section>
  )
}

/** What all of them come to, before and after; what is invoiced is not counted anew. */
function Sums({ of, currency }: { of: Preview; currency: string }) {
  const words = useLabels(contractFormWords)
  const format = useFormat()
  const { beforeCents, afterCents, keptCount } = of
  return (
    <p>
      {beforeCents === afterCents ? (
        words.totalOf(format.money(afterCents, currency))
      ) : (
        <>
          <span className={classes.old}>{format.money(beforeCents, currency)}</span>
          {' → '}
          <strong>{format.money(afterCents, currency)}</strong>
        </>
      )}
      {keptCount > 0 && ` · ${format.many(keptCount, words.keptOne, words.keptMany)}`}
    </p>
  )
}

function Changes({ terms, currency }: { terms: readonly Moved[]; currency: string }) {
  const words = useLabels(contractFormWords)
  const format = useFormat()
  return (
    <table className={classes.terms}>
      <thead>
        <tr>
          <th scope="col">{words.period}</th>
          <th scope="col">{words.invoiceDate}</th>
          <th scope="col" data-end>
            {words.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {terms.map(term => (
          <tr key={`${term.startsOn} ${term.change}`} data-change={term.change}>
            <td>
              {format.day(term.startsOn)} – {format.day(term.endsOn)}
              {(term.change === 'added' || term.change === 'removed') && (
                <span className={classes.dimmed}> {words.changes[term.change]}</span>
              )}
            </td>
            <td>{format.day(term.invoiceOn)}</td>
            <td data-end>
              <Amount of={term} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Amount({ of: { beforeCents, afterCents }, currency }: { of: Moved; currency: string }) {
  const format = useFormat()
  if (beforeCents === afterCents) return format.money(afterCents, currency)
  return (
    <>
      {beforeCents !== null && <span className={classes.old}>{format.money(beforeCents, currency)}</span>}{' '}
      {afterCents !== null && <strong>{format.money(afterCents, currency)}</strong>}
    </>
  )
}
