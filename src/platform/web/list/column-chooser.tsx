import { ActionIcon, Button, Checkbox, Group, Popover, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconColumns3 } from '@tabler/icons-react'
import { useLabels } from '../language.ts'
import { type Density, useDensity } from '../layout.ts'
import classes from './list.module.css'
import type { ListColumns } from './list-columns.ts'
import type { ListRow } from './list-types.ts'
import { listWords } from './list-words.ts'

/** Which columns a list shows, in what order, and how high its rows are. */
export function ColumnChooser<Row extends ListRow>({ columns }: { columns: ListColumns<Row> }) {
  const words = useLabels(listWords)
  const [density, setDensity] = useDensity()
  const last = columns.all.length - 1
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={320}>
      <Popover.Target>
        <ActionIcon title={words.columns} aria-label={words.columns}>
          <IconColumns3 size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.columns} p="sm">
        <Stack gap={10}>
          <Group justify="space-between">
            <Text size="sm" id="density">
              {words.density}
            </Text>
            <SegmentedControl
              aria-labelledby="density"
              value={density}
              onChange={value => setDensity(value as Density)}
              data={[
                { value: 'compact', label: words.compact },
                { value: 'roomy', label: words.roomy },
              ]}
            />
          </Group>
          <ul className={classes.columnList}>
            {columns.all.map(({ key, header }, place) => (
              <li key={key} className={classes.columnLine}>
                <Checkbox
                  label={header}
                  checked={columns.visible(key)}
                  onChange={event => columns.show(key, event.currentTarget.checked)}
                />
                <ActionIcon
                  size="sm"
                  disabled={place === 0}
                  aria-label={words.moveUp(header)}
                  onClick={() => columns.shift(key, -1)}
                >
                  <IconChevronUp size={15} />
                </ActionIcon>
                <ActionIcon
                  size="sm"
                  disabled={place === last}
                  aria-label={words.moveDown(header)}
                  onClick={() => columns.shift(key, 1)}
                >
                  <IconChevronDown size={15} />
                </ActionIcon>
              </li>
            ))}
          </ul>
          <Text size="xs" c="dimmed">
            {words.columnsHelp}
          </Text>
          <Button variant="default" disabled={!columns.changed} onClick={columns.reset}>
            {words.resetColumns}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
