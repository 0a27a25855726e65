import { useEffect, useState } from 'react'
import classes from './editor.module.css'

type CellProps = {
  /** Where it stands in its line, for the keys that go from cell to cell. */
  cell: string
  label: string
  shown: string
  error?: string | undefined
  /** Numbers stand under each other. */
  numeric?: boolean
  disabled?: boolean
  name: string
}

/** A cell of text. */
export function TextCell({ onChange, ...cell }: CellProps & { onChange(text: string): void }) {
  return <Cell {...cell} value={cell.shown} onChange={onChange} />
}

type ReadCellProps<Value> = CellProps & {
  read(text: string): Value | null
  onChange(value: Value | null): void
  /** Said when what was typed is not read. */
  fault: string
}

/** A cell whose text is read as something else: kept as typed until it is left, then written as everywhere. */
export function ReadCell<Value>({ read, onChange, fault, shown, error, ...cell }: ReadCellProps<Value>) {
  const [typed, setTyped] = useState<string | null>(null)
  const [left, setLeft] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a value set from outside replaces what was typed.
  useEffect(() => setTyped(before => (left ? null : before)), [shown])
  const unreadable = typed !== null && typed.trim() !== '' && read(typed) === null
  return (
    <Cell
      {...cell}
      shown={shown}
      value={typed ?? shown}
      error={unreadable && left ? fault : error}
      onChange={text => {
        setLeft(false)
        setTyped(text)
        onChange(text.trim() === '' ? null : read(text))
      }}
      onLeave={() => {
        setLeft(true)
        if (!unreadable) setTyped(null)
      }}
    />
  )
}

type BareProps = CellProps & { value: string; onChange(text: string): void; onLeave?(): void }

/** Lighter than a field, as a document has thousands of them. */
function Cell({ cell, label, value, error, numeric, disabled, name, onChange, onLeave }: BareProps) {
  return (
    <input
      data-cell={cell}
      name={name}
      aria-label={label}
      aria-invalid={error ? true : undefined}
      title={error}
      className={classes.cell}
      data-numeric={numeric || undefined}
      value={value}
      placeholder={label}
      disabled={disabled}
      inputMode={numeric ? 'decimal' : 'text'}
      autoComplete="off"
      onChange={event => onChange(event.currentTarget.value)}
      onFocus={event => event.currentTarget.select()}
      onBlur={onLeave}
    />
  )
}
