import { Alert } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { profilesContract } from '../contract/profiles.ts'
import { profileWords } from '../labels/profile-screens.ts'
import type { Layout } from '../rules/layout.ts'
import classes from './profile.module.css'

const api = apiOf('mailingProfiles', profilesContract)
const PAUSE_MS = 250

/** The first lines of the file as it would be now. */
export function ProfilePreview({ layout }: { layout: Layout }) {
  const words = useLabels(profileWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const [settled] = useDebouncedValue(layout, PAUSE_MS)
  const { data, error } = useQuery(
    api.preview.queryOptions({ input: { layout: settled }, placeholderData: keepPreviousData }),
  )
  if (error)
    return (
      <Alert color="red" role="alert" p="xs">
        {failureOf(error, common.unreachable).message}
      </Alert>
    )
  if (!data) return <p role="status">{common.loading}</p>
  return (
    <div className={classes.stack}>
      <div>
        <p className={classes.hint}>
          {data.made ? words.previewOf : words.previewInvented}{' '}
          {data.lineWidth !== null && words.lineWidth(format.integer(data.lineWidth))}
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it. */}
        <section className={classes.preview} tabIndex={0} aria-label={words.preview}>
          {data.text === null ? <Sheet layout={settled} cells={data.cells} /> : <pre>{data.text}</pre>}
        </section>
      </div>
      <LossList losses={data.losses} />
    </div>
  )
}

function Sheet({ layout, cells }: { layout: Layout; cells: string[][] }) {
  return (
    <table>
      {layout.header && (
        <thead>
          <tr>
            {layout.columns.map(({ heading }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
              <th key={at} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {cells.map((row, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place.
          <tr key={line}>
            {row.map((cell, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
              <td key={at}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type Loss = { kind: string; what: string; became: string; count: number }

/** What a file could not write as it is, and how often. */
export function LossList({ losses }: { losses: readonly Loss[] }) {
  const words = useLabels(profileWords)
  const format = useFormat()
  if (losses.length === 0) return null
  return (
    <Alert color="yellow" p="xs" title={words.losses}>
      <ul className={classes.losses}>
        {losses.slice(0, 20).map(({ kind, what, became, count }) => (
          <li key={`${kind} ${what}`}>{words.loss(what, became, format.integer(count))}</li>
        ))}
      </ul>
    </Alert>
  )
}
