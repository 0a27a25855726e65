import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import { useCompanyPath } from '../company.ts'
import { failureOf } from '../failure.ts'
import { useLabels } from '../language.ts'
import { words as commonWords } from '../words.ts'
import type { BarsProps } from './bars.tsx'
import classes from './figure.module.css'
import { figureWords } from './figure-words.ts'

/** Charts weigh as much as all the rest of a screen: they come after it. */
const Bars = lazy(async () => ({ default: (await import('./bars.tsx')).Bars }))

/** Where a figure leads: the list it counts. */
export type Leads = { to: string; search?: Record<string, string> }
export type FigureRow = { key: string; label: string; values: readonly string[]; leads?: Leads | undefined }

type FigureProps = {
  title: string
  /** The one number to remember, and what it is. */
  value: ReactNode
  note: ReactNode
  leads: Leads
  /** Said where there is nothing to draw. */
  none?: string | undefined
  chart: BarsProps
  /** The same numbers in a table: the heading of each column, then its rows. */
  headings: readonly string[]
  rows: readonly FigureRow[]
}

/** The figures of a screen, side by side where there is room. */
export const Figures = ({ children }: { children: ReactNode }) => <div className={classes.figures}>{children}</div>

/** A number, its picture, and the table behind it. */
export function Figure({ title, value, note, leads, none, chart, headings, rows }: FigureProps) {
  const words = useLabels(figureWords)
  const path = useCompanyPath()
  return (
    <section className={classes.figure} aria-label={title}>
      <h2>{title}</h2>
      <Link to={path(leads.to)} search={(leads.search ?? {}) as never} className={classes.value}>
        {value}
      </Link>
      <p className={classes.note}>{note}</p>
      {none ? (
        <p className={classes.none}>{none}</p>
      ) : (
        <>
          <div className={classes.chart} aria-hidden="true">
            <Suspense fallback={null}>
              <Bars {...chart} />
            </Suspense>
          </div>
          <details className={classes.behind}>
            <summary>{words.table}</summary>
            <FigureTable caption={title} headings={headings} rows={rows} />
          </details>
        </>
      )}
    </section>
  )
}

function FigureTable({ caption, headings, rows }: { caption: string } & Pick<FigureProps, 'headings' | 'rows'>) {
  const path = useCompanyPath()
  return (
    <table className={classes.table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {headings.map(heading => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, values, leads }) => (
          <tr key={key}>
            <th scope="row">
              {leads ? (
                <Link to={path(leads.to)} search={(leads.search ?? {}) as never}>
                  {label}
                </Link>
              ) : (
                label
              )}
            </th>
            {values.map((value, at) => (
              <td key={headings[at + 1]}>{value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The room of a figure that is still counted, or why it cannot be. */
export function FigureAwaited({ title, error }: { title: string; error: Error | null }) {
  const common = useLabels(commonWords)
  return (
    <section className={classes.figure} aria-label={title} aria-busy={!error}>
      <h2>{title}</h2>
      {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
    </section>
  )
}
