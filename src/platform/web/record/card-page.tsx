import { Tabs } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useLabels } from '../language.ts'
import { useSearchValues } from '../search-values.ts'
import { words } from '../words.ts'
import classes from './record.module.css'
import { NotRead, RecordHead } from './record-panel.tsx'

type CardTab = { key: string; label: string; content: ReactNode }
type CardProps<T> = {
  query: UseQueryResult<T>
  /** The list it belongs to. */
  back: { to: string; label: string }
  number?: (record: T) => string | number
  name: (record: T) => string
  status?: (record: T) => ReactNode
  actions?: (record: T) => ReactNode
  tabs?: (record: T) => readonly CardTab[]
  children: (record: T) => ReactNode
}

/** A record on a page of its own: heading, actions, facts, what hangs on it, who made it and when. */
export function CardPage<T>(props: CardProps<T>) {
  const { query, back } = props
  const text = useLabels(words)
  return (
    <article className={classes.cardPage}>
      <div className={classes.card}>
        <nav>
          <Link to={back.to} className={classes.link}>
            ← {back.label}
          </Link>
        </nav>
        {query.data !== undefined && <Card {...props} record={query.data} />}
        {query.data === undefined &&
          (query.error ? <NotRead error={query.error} /> : <p role="status">{text.loading}</p>)}
      </div>
    </article>
  )
}

function Card<T>({ record, number, name, status, actions, tabs, children }: CardProps<T> & { record: T }) {
  const title = [number?.(record), name(record)].filter(part => part !== undefined).join(' ')
  useEffect(() => {
    document.title = `${title} · Facteur`
  }, [title])
  const called = number?.(record)
  return (
    <>
      <RecordHead
        {...(called === undefined ? {} : { number: called })}
        name={name(record)}
        status={status?.(record)}
        actions={actions?.(record)}
        level={1}
      />
      {children(record)}
      {tabs && <CardTabs tabs={tabs(record)} />}
    </>
  )
}

function CardTabs({ tabs }: { tabs: readonly CardTab[] }) {
  const [{ tab }, setValues] = useSearchValues()
  return (
    <Tabs
      value={tab ?? tabs[0]?.key ?? null}
      onChange={key => setValues({ tab: key ?? undefined })}
      keepMounted={false}
    >
      <Tabs.List>
        {tabs.map(({ key, label }) => (
          <Tabs.Tab key={key} value={key}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ key, content }) => (
        <Tabs.Panel key={key} value={key} pt="sm">
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
