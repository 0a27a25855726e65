import { Title } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { failureOf } from '../failure.ts'
import { useLabels } from '../language.ts'
import { words } from '../words.ts'
import classes from './record.module.css'

type HeadProps = { number?: string | number; name: string; status?: ReactNode; actions?: ReactNode; level?: 1 | 2 }

/** What a record is called, how it stands, and what can be done with it. */
export function RecordHead({ number, name, status, actions, level = 2 }: HeadProps) {
  return (
    <div className={classes.head}>
      <div className={classes.headLine}>
        {number !== undefined && <span className={classes.number}>{number}</span>}
        <Title order={level} className={classes.name}>
          {name}
        </Title>
        {status}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  )
}

/** A record at the side of a list: shown when read, and why not when it cannot be. */
export function RecordPanel<T>({ query, children }: { query: UseQueryResult<T>; children: (record: T) => ReactNode }) {
  const text = useLabels(words)
  if (query.data !== undefined)
    return (
      <div className={classes.panel} data-stale={query.isPlaceholderData || undefined}>
        {children(query.data)}
      </div>
    )
  if (query.error)
    return (
      <div className={classes.panel}>
        <NotRead error={query.error} />
      </div>
    )
  return (
    <p className={classes.panel} aria-busy="true">
      {text.loading}
    </p>
  )
}

/** Why a record cannot be shown; one that was asked by an id that cannot be one is not there either. */
export function NotRead({ error }: { error: unknown }) {
  const text = useLabels(words)
  const { status, message } = failureOf(error, text.unreachable)
  return <p role="alert">{status === 400 ? text.notFoundWhy : message}</p>
}

/** A part of a record under its own heading. */
export function RecordPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}
