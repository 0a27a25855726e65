import { useIsFetching } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import classes from './attention.module.css'
import { useCompanyPath } from './company.ts'
import { useFormat } from './format.ts'
import { Status, type Tone } from './status.tsx'

type AttentionProps = {
  /** Undefined while it is counted: its room is kept; nothing is shown for 0. */
  count: number | undefined
  tone: Tone
  text: (count: number) => string
  /** Inside the company. */
  to: string
  search?: Record<string, string>
  action: string
}

/** What waits for somebody, one line each: how many, what, and where to do it; `nothing` is said when all is counted and nothing waits. */
export function AttentionList({ nothing, children }: { nothing?: string; children: ReactNode }) {
  const counting = useIsFetching() > 0
  return (
    <>
      <ul className={classes.list} data-counting={counting || undefined} aria-busy={counting}>
        {children}
      </ul>
      {nothing && !counting && <p className={classes.nothing}>{nothing}</p>}
    </>
  )
}

/** One thing that waits; gone when nothing does. */
export function Attention({ count, tone, text, to, search, action }: AttentionProps) {
  const path = useCompanyPath()
  const format = useFormat()
  if (count === undefined) return <Awaited />
  if (count === 0) return null
  return (
    <li className={classes.line}>
      <Link to={path(to)} search={(search ?? {}) as never} className={classes.link}>
        <Status of={tone} label="" />
        <span className={classes.count}>{format.integer(count)}</span>
        <span className={classes.text}>{text(count)}</span>
        <span className={classes.action}>{action} →</span>
      </Link>
    </li>
  )
}

/** The room of a line that is still counted, so that those below do not move when it comes. */
export function Awaited() {
  return (
    <li className={classes.awaited} aria-hidden>
      <span className={classes.link}>
        <span />
        <span className={classes.count}>&nbsp;</span>
        <span className={classes.text} />
        <span className={classes.action}>&nbsp;</span>
      </span>
    </li>
  )
}
