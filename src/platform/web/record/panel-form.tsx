import type { ReactNode } from 'react'
import classes from './record.module.css'
import { RecordHead } from './record-panel.tsx'

/** A form in the panel of a list, under its heading. */
export function PanelForm({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <div className={classes.panel}>
      <RecordHead name={title} />
      {text && <p className={classes.none}>{text}</p>}
      {children}
    </div>
  )
}

/** What stands in the panel of a list when it is neither a form nor a record read by its id. */
export function PanelBody({ children }: { children: ReactNode }) {
  return <div className={classes.panel}>{children}</div>
}
