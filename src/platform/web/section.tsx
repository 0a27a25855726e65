import type { ReactNode } from 'react'
import classes from './screen.module.css'

/** The parts of a screen of settings, under each other. */
export function Sections({ children }: { children: ReactNode }) {
  return <div className={classes.sections}>{children}</div>
}

/** One part: what it is about, and its fields or facts. */
export function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {children}
    </section>
  )
}
