import type { ReactNode } from 'react'
import classes from '../form/form.module.css'

/** Fields that belong together, under their common name. */
export function Fieldset({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className={classes.fieldset}>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  )
}

/** Fields side by side, wide enough for what they hold. */
export function FieldRow({ widths, children }: { widths: string; children: ReactNode }) {
  return (
    <div className={classes.row} style={{ gridTemplateColumns: widths }}>
      {children}
    </div>
  )
}
