import { Menu } from '@mantine/core'
import { IconCopy, IconExternalLink, IconLayoutSidebarRight, IconSquareCheck } from '@tabler/icons-react'
import { Fragment, useEffect, useRef } from 'react'
import { useFormat } from '../format.ts'
import { Keys } from '../keys.tsx'
import { useLabels } from '../language.ts'
import { useMay } from '../session.tsx'
import classes from './list.module.css'
import type { ListRow, RowAction, Selection } from './list-types.ts'
import { listWords } from './list-words.ts'

/** Why an action cannot run on these rows; null when it can. */
export function useObstacle<Row extends ListRow>() {
  const words = useLabels(listWords)
  return ({ on = 'one', enabled }: RowAction<Row>, subject: Selection<Row> | null): string | null => {
    if (!subject || subject.count === 0) return ''
    if (subject.all) return on === 'all' ? null : words.oneByOne
    if (on === 'one' && subject.count > 1) return words.onlyOne
    for (const row of subject.rows) {
      const answer = enabled?.(row) ?? true
      if (answer !== true) return answer || ''
    }
    return null
  }
}

/** Not keydown, as Mantine has it: the key that opens the menu would close it. */
const outside: (keyof DocumentEventMap)[] = ['mousedown', 'touchstart']

type MenuProps<Row extends ListRow> = {
  at: { x: number; y: number } | null
  onClose(): void
  subject: Selection<Row> | null
  actions: readonly RowAction<Row>[]
  onOpen: (() => void) | undefined
  onCard: (() => void) | undefined
  /** By touch there is no other way to begin a selection. */
  onChoose: (() => void) | undefined
  onCopyRows(): void
  onCopyCell: (() => void) | undefined
}

/** What can be done with the chosen rows, at the pointer. */
export function ListMenu<Row extends ListRow>({
  at,
  onClose,
  subject,
  actions,
  onOpen,
  onCard,
  onChoose,
  onCopyRows,
  onCopyCell,
}: MenuProps<Row>) {
  const words = useLabels(listWords)
  const format = useFormat()
  const may = useMay()
  const obstacle = useObstacle<Row>()
  const single = subject?.count === 1
  const dropdown = useRef<HTMLDivElement>(null)
  // Mantine gives up when the first item is disabled, and the menu would not hear the keyboard.
  useEffect(() => {
    if (!at) return
    const frame = requestAnimationFrame(() =>
      dropdown.current?.querySelector<HTMLElement>('[role=menuitem]:not(:disabled)')?.focus(),
    )
    return () => cancelAnimationFrame(frame)
  }, [at])
  return (
    <Menu
      opened={at !== null}
      clickOutsideEvents={outside}
      onChange={opened => opened || onClose()}
      position="bottom-start"
      offset={0}
      returnFocus
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={words.actions}
          className={classes.menuPoint}
          style={{ left: at?.x ?? 0, top: at?.y ?? 0 }}
        />
      </Menu.Target>
      <Menu.Dropdown ref={dropdown}>
        {single && onOpen && (
          <Menu.Item
            leftSection={<IconLayoutSidebarRight size={16} />}
            rightSection={<Keys keys="Enter" />}
            onClick={onOpen}
          >
            {words.openRow}
          </Menu.Item>
        )}
        {single && onCard && (
          <Menu.Item
            leftSection={<IconExternalLink size={16} />}
            rightSection={<Keys keys="mod+Enter" />}
            onClick={onCard}
          >
            {words.openCard}
          </Menu.Item>
        )}
        {onChoose && (
          <Menu.Item leftSection={<IconSquareCheck size={16} />} onClick={onChoose}>
            {words.select}
          </Menu.Item>
        )}
        {actions
          .filter(({ right }) => may(right))
          .map(action => {
            const why = obstacle(action, subject)
            return (
              <Fragment key={action.key}>
                {action.apart && <Menu.Divider />}
                <Menu.Item
                  leftSection={action.icon}
                  rightSection={action.shortcut && <Keys keys={action.shortcut} />}
                  disabled={why !== null}
                  title={why ?? undefined}
                  {...(action.danger && why === null ? { c: 'var(--mantine-color-red-text)' } : {})}
                  onClick={() => subject && action.run(subject)}
                >
                  {action.label}
                </Menu.Item>
              </Fragment>
            )
          })}
        <Menu.Divider />
        {onCopyCell && (
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={onCopyCell}>
            {words.copyCell}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconCopy size={16} />}
          rightSection={<Keys keys="mod+C" />}
          disabled={subject?.all === true}
          onClick={onCopyRows}
        >
          {single ? words.copyRow : words.copyRows(format.integer(subject?.count ?? 0))}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
