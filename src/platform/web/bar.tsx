import type { ReactNode } from 'react'
import classes from './screen.module.css'

/** A line of fields over a list, with the button that applies them. */
export function Bar({ onSubmit, children }: { onSubmit?: () => void; children: ReactNode }) {
  return (
    <form
      className={classes.bar}
      onSubmit={event => {
        event.preventDefault()
        onSubmit?.()
      }}
    >
      {children}
    </form>
  )
}
