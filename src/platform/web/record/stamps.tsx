import { useFormat } from '../format.ts'
import { useLabels } from '../language.ts'
import { words } from '../words.ts'
import classes from './record.module.css'

type StampProps = { createdAt: string; createdBy: string; updatedAt?: string | null; updatedBy?: string | null }

/** When a record was made and last changed, and the initials of who did. Source: ABO-42. */
export function Stamps({ createdAt, createdBy, updatedAt, updatedBy }: StampProps) {
  const text = useLabels(words)
  const format = useFormat()
  const changed = updatedAt && updatedAt !== createdAt
  return (
    <p className={classes.stamps}>
      {text.createdOn(format.instant(createdAt), createdBy)}
      {changed && ` · ${text.changedOn(format.instant(updatedAt), updatedBy ?? '')}`}
    </p>
  )
}
