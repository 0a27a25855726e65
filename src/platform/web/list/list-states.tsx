import { Button } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import { failureOf } from '../failure.ts'
import { useLabels } from '../language.ts'
import { PanelBody } from '../record/panel-form.tsx'
import { useMay } from '../session.tsx'
import { words as commonWords } from '../words.ts'
import classes from './list.module.css'
import type { EmptyState } from './list-types.ts'
import { listWords } from './list-words.ts'

/** A list without rows says why and offers the next step. */
export function ListEmpty({ empty, filtered, onClear }: { empty: EmptyState; filtered: boolean; onClear(): void }) {
  const words = useLabels(listWords)
  const may = useMay()
  return (
    <div className={classes.message} role="status">
      <p>{filtered ? words.nothingMatches : empty.text}</p>
      {filtered && (
        <Button variant="default" onClick={onClear}>
          {words.clearFilters}
        </Button>
      )}
      {!filtered && empty.action && may(empty.action.right) && (
        <Button onClick={empty.action.run}>{empty.action.label}</Button>
      )}
    </div>
  )
}

/** A panel that shows what its list reads, for a record that is not in it. */
export function NotListed({ reading }: { reading: boolean }) {
  const words = useLabels(listWords)
  const common = useLabels(commonWords)
  return (
    <PanelBody>{reading ? <p role="status">{common.loading}</p> : <p role="alert">{words.notListed}</p>}</PanelBody>
  )
}

/** A list that could not be read says what happened and offers to try again. */
export function ListError({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const words = useLabels(listWords)
  const common = useLabels(commonWords)
  const failure = failureOf(error, common.unreachable)
  return (
    <div className={classes.message} role="alert">
      <IconAlertTriangle size={22} color="var(--bad)" aria-hidden />
      <p>
        <strong>{words.failed}</strong>
        <br />
        {failure.message}
      </p>
      <Button variant="default" leftSection={<IconRefresh size={15} />} onClick={onRetry}>
        {common.retry}
      </Button>
    </div>
  )
}
