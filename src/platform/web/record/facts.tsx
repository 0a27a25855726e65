import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCompanyPath } from '../company.ts'
import classes from './record.module.css'

export type Fact = {
  label: string
  value: ReactNode /** Over both columns. */
  wide?: boolean /** Shown even when empty. */
  always?: boolean
}

const empty = (value: ReactNode) => value === null || value === undefined || value === '' || value === false

/** What is known of a record, in two columns; what is not known takes no place. */
export function Facts({ facts }: { facts: readonly (Fact | false)[] }) {
  return (
    <div className={classes.factsBox}>
      <dl className={classes.facts}>
        {facts
          .filter(fact => fact !== false)
          .filter(({ value, always }) => always || !empty(value))
          .map(({ label, value, wide }) => (
            <div key={label} className={classes.fact} data-wide={wide || undefined}>
              <dt>{label}</dt>
              <dd>{empty(value) ? '–' : value}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}

/** A link to another record of the company; `to` is inside the company. */
export function RecordLink({
  to,
  search,
  label,
  children,
}: {
  to: string
  search?: Record<string, string>
  /** What it says where its own words are not enough by themselves. */
  label?: string
  children: ReactNode
}) {
  const path = useCompanyPath()
  return (
    <Link to={path(to)} search={(search ?? {}) as never} className={classes.link} aria-label={label}>
      {children}
    </Link>
  )
}

/** A link to another screen of the company, among the actions of a record. */
export function RecordButton({
  to,
  search,
  icon,
  children,
}: {
  to: string
  search?: Record<string, string>
  icon?: ReactNode
  children: ReactNode
}) {
  const path = useCompanyPath()
  return (
    <Button component={Link} variant="default" to={path(to)} search={(search ?? {}) as never} leftSection={icon}>
      {children}
    </Button>
  )
}
