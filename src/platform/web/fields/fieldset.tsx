import type { CSSProperties, ReactNode } from 'react'
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

type FieldRowProps = { widths: string; phone?: string; children: ReactNode }

/** Fields side by side, wide enough for what they hold; on a phone, as that says. */
export function FieldRow({ widths, phone, children }: FieldRowProps) {
  return (
    <div
      className={classes.row}
      style={{ '--widths': widths, ...(phone ? { '--phone-widths': phone } : {}) } as CSSProperties}
    >
      {children}
    </div>
  )
}
