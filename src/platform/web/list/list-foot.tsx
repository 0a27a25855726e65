import { Button, CloseButton, Tooltip } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useFormat } from '../format.ts'
import { Keys } from '../keys.tsx'
import { useLabels } from '../language.ts'
import { useNarrow } from '../layout.ts'
import { useMay } from '../session.tsx'
import { words as commonWords } from '../words.ts'
import classes from './list.module.css'
import { sumsOf } from './list-cell.ts'
import { useObstacle } from './list-menu.tsx'
import type { ListSelection } from './list-selection.ts'
import type { ListColumn, ListRow, RowAction } from './list-types.ts'
import { listWords } from './list-words.ts'

type FootProps<Row extends ListRow> = {
  selection: ListSelection<Row>
  /** Of all that matches, when it is chosen. */
  totals: Record<string, number> | undefined
  columns: readonly ListColumn<Row>[]
  actions: readonly RowAction<Row>[]
  count: number | undefined
  counted: (count: number) => string
  onCopy(): void
}

/** Under a list: how many there are, or what is chosen, its sums and what can be done with it. */
export function ListFoot<Row extends ListRow>({
  selection,
  totals,
  columns,
  actions,
  count,
  counted,
  onCopy,
}: FootProps<Row>) {
  const words = useLabels(listWords)
  const { colon } = useLabels(commonWords)
  const format = useFormat()
  const { size, all, subject } = selection
  if (size === 0) {
    return (
      <footer className={classes.foot} aria-live="polite">
        <span className="numbers">{count === undefined ? '' : counted(count)}</span>
      </footer>
    )
  }
  const chosen = subject && !subject.all ? subject.rows : []
  const sumOf = (key: string) =>
    chosen.length > 0
      ? sumsOf(chosen, key).map(([currency, cents]) => format.money(cents, currency))
      : totals?.[key] === undefined
        ? []
        : [format.money(totals[key])]
  const sums = columns.filter(column => column.sum && sumOf(column.key).length > 0)
  return (
    <footer className={classes.foot} data-chosen aria-live="polite">
      <CloseButton size="sm" aria-label={words.clearSelection} onClick={selection.clear} />
      <strong className="numbers">
        {all ? words.allSelected(counted(size)) : words.selected(format.integer(size), size > 1)}
      </strong>
      {sums.map(({ key, header }) => (
        <span key={key} className="numbers">
          {header}
          {colon}
          <strong>{sumOf(key).join(' + ')}</strong>
        </span>
      ))}
      <FootActions actions={actions} selection={selection} onCopy={onCopy} />
    </footer>
  )
}

function FootActions<Row extends ListRow>({
  actions,
  selection: { subject },
  onCopy,
}: {
  actions: readonly RowAction<Row>[]
  selection: ListSelection<Row>
  onCopy(): void
}) {
  const words = useLabels(listWords)
  const may = useMay()
  const narrow = useNarrow()
  const obstacle = useObstacle<Row>()
  const offered = actions.filter(
    ({ on, right }) => may(right) && ((on !== undefined && on !== 'one') || subject?.count === 1),
  )
  return (
    <span className={classes.footActions}>
      {offered.map(action => {
        const why = obstacle(action, subject)
        return (
          <Tooltip key={action.key} label={why} disabled={!why}>
            <Button
              size={narrow ? 'sm' : 'compact-sm'}
              variant={action.danger ? 'light' : 'default'}
              {...(action.danger ? { color: 'red' } : {})}
              leftSection={action.icon}
              rightSection={action.shortcut && !narrow ? <Keys keys={action.shortcut} /> : null}
              aria-disabled={why !== null}
              data-disabled={why !== null}
              onClick={() => why === null && subject && action.run(subject)}
            >
              {action.label}
            </Button>
          </Tooltip>
        )
      })}
      {subject && !subject.all && (
        <Button
          size={narrow ? 'sm' : 'compact-sm'}
          variant="default"
          leftSection={<IconCopy size={15} />}
          onClick={onCopy}
        >
          {words.copy}
        </Button>
      )}
    </span>
  )
}
