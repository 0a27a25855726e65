import { ActionIcon, Button, NumberInput, Select, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { useLabels } from '../../../platform/web/language.ts'
import { profileWords } from '../labels/profile-screens.ts'
import { profileLabels } from '../labels/profiles.ts'
import { type Column, SOURCES, type Source, usualWidth } from '../rules/layout.ts'
import classes from './profile.module.css'

type Props = { columns: Column[]; fixed: boolean; onChange(columns: Column[]): void }

/** The columns of a file, in their order, each with its heading and, when fixed, its width and position. */
export function ProfileColumns({ columns, fixed, onChange }: Props) {
  const words = useLabels(profileWords)
  const { sources } = useLabels(profileLabels)
  const set = (at: number, change: Partial<Column>) =>
    onChange(columns.map((column, index) => (index === at ? { ...column, ...change } : column)))
  const move = (at: number, to: number) => onChange(columns.toSpliced(at, 1).toSpliced(to, 0, columns[at]!))
  const added = (...names: Source[]): Column[] => [
    ...columns,
    ...names.map(source => ({ source, heading: sources[source], width: null })),
  ]
  const widths = columns.map(({ source, width }) => width ?? usualWidth(source))
  const begins = (at: number) => widths.slice(0, at).reduce((sum, width) => sum + width, 1)
  return (
    <div>
      <p className={classes.hint}>{words.columnsHint}</p>
      <div className={`${classes.column} ${classes.heads}`} data-fixed={fixed || undefined} aria-hidden="true">
        <span />
        <span>{words.source}</span>
        <span>{words.heading}</span>
        {fixed && <span>{words.width}</span>}
        {fixed && <span className={classes.place}>{words.from}</span>}
        <span />
      </div>
      <ol className={classes.columns} aria-label={words.columns}>
        {columns.map((column, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; two may hold the same data.
          <li key={at} className={classes.column} data-fixed={fixed || undefined}>
            <span className={classes.place}>{at + 1}</span>
            <Select
              aria-label={`${words.source} ${at + 1}`}
              data={SOURCES.map(value => ({ value, label: sources[value] }))}
              value={column.source}
              onChange={value => value && set(at, { source: value as Source, heading: sources[value as Source] })}
              allowDeselect={false}
              searchable
              comboboxProps={{ transitionProps: { duration: 0 }, shadow: 'md' }}
            />
            <TextInput
              aria-label={`${words.heading} ${at + 1}`}
              value={column.heading}
              maxLength={60}
              onChange={event => set(at, { heading: event.currentTarget.value })}
            />
            {fixed && (
              <NumberInput
                aria-label={`${words.width} ${at + 1}`}
                value={widths[at]!}
                min={1}
                max={500}
                hideControls
                size="xs"
                onChange={value => set(at, { width: typeof value === 'number' ? value : null })}
              />
            )}
            {fixed && <span className={classes.place}>{begins(at)}</span>}
            <Moves at={at} last={columns.length - 1} move={move} remove={() => onChange(columns.toSpliced(at, 1))} />
          </li>
        ))}
      </ol>
      <div className={classes.bar}>
        <Button variant="default" mt={8} onClick={() => onChange(added('blank'))}>
          {words.add}
        </Button>
        <Button
          variant="default"
          mt={8}
          onClick={() => onChange(added('postal1', 'postal2', 'postal3', 'postal4', 'postal5', 'postal6'))}
        >
          {words.addPostal}
        </Button>
      </div>
    </div>
  )
}

type MovesProps = { at: number; last: number; move(at: number, to: number): void; remove(): void }

function Moves({ at, last, move, remove }: MovesProps) {
  const words = useLabels(profileWords)
  const icon = { variant: 'subtle', color: 'gray' } as const
  return (
    <span className={classes.moves}>
      <ActionIcon {...icon} aria-label={`${words.up} ${at + 1}`} disabled={at === 0} onClick={() => move(at, at - 1)}>
        <IconArrowUp size={15} />
      </ActionIcon>
      <ActionIcon
        {...icon}
        aria-label={`${words.down} ${at + 1}`}
        disabled={at === last}
        onClick={() => move(at, at + 1)}
      >
        <IconArrowDown size={15} />
      </ActionIcon>
      <ActionIcon {...icon} aria-label={`${words.remove} ${at + 1}`} disabled={last === 0} onClick={remove}>
        <IconX size={15} />
      </ActionIcon>
    </span>
  )
}
