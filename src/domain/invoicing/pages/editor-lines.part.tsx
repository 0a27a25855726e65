import { Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type ComponentType, type KeyboardEvent, type ReactNode, useCallback, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useLabels } from '../../../platform/web/language.ts'
import { pressed, useShortcuts } from '../../../platform/web/shortcuts.tsx'
import { editorWords } from '../labels/editor.ts'
import type { PriceBasis } from '../rules/document.ts'
import { isBlank, type TypedLine, withDouble, withLineBelow, withoutLine } from '../rules/typed-line.ts'
import classes from './editor.module.css'
import { EditorLine, type LineFaults, type LineQuote } from './editor-line.part.tsx'
import type { MoreProps } from './editor-more.part.tsx'
import type { SaleParts } from './sale-renewal.part.tsx'

export type SetLines = (change: (lines: readonly TypedLine[]) => TypedLine[]) => void

type LinesProps = {
  lines: readonly TypedLine[]
  setLines: SetLines
  basis: PriceBasis
  currency: string
  quotes: ReadonlyMap<string, LineQuote>
  faultsOf(at: number): LineFaults | undefined
  fault: string | undefined
  parts: SaleParts
  More?: ComponentType<MoreProps>
  on: string | null
  beside?: ReactNode
  onCreateRecipient: ((key: string, typed: string) => void) | undefined
}

/** The lines of a document as a grid that the hands need not leave. */
export function EditorLines({ lines, setLines, fault, basis, quotes, faultsOf, beside, ...shared }: LinesProps) {
  const words = useLabels(editorWords)
  const root = useRef<HTMLDivElement>(null)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const toggle = useCallback((key: string) => setOpened(before => before.symmetricDifference(new Set([key]))), [])
  const change = useCallback(
    (key: string, part: Partial<TypedLine>) =>
      setLines(all => all.map(line => (line.key === key ? { ...line, ...part } : line))),
    [setLines],
  )
  const focus = useCallback((at: number, cell = 'code') => {
    root.current?.querySelector<HTMLElement>(`[data-line="${at}"] [data-cell="${cell}"]`)?.focus()
  }, [])
  // The lines are there before the next key comes: typed fast on a slow machine, it must find its cell.
  const remove = useCallback(
    (at: number) => {
      flushSync(() => setLines(all => withoutLine(all, at)))
      focus(Math.max(0, at - 1))
    },
    [setLines, focus],
  )
  const add = (after: number) => {
    flushSync(() => setLines(all => withLineBelow(all, after)))
    focus(after + 1)
  }
  const onKeyDown = useGridKeys({ lines, setLines, add, remove, focus, toggle })
  useGridHelp()
  return (
    <section aria-label={words.lines} className={classes.lines}>
      <div className={classes.headings} aria-hidden="true">
        <span />
        <span>{words.code}</span>
        <span>{words.label}</span>
        <span>{words.quantity}</span>
        <span>{basis === 'gross' ? words.unitGross : words.unitNet}</span>
        <span>{words.discount}</span>
        <span>{words.vat}</span>
        <span>{basis === 'gross' ? words.amountGross : words.amountNet}</span>
        <span />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the cells in it. */}
      <div ref={root} onKeyDown={onKeyDown}>
        {lines.map((line, at) => (
          <EditorLine
            key={line.key}
            {...shared}
            line={line}
            at={at}
            basis={basis}
            quote={quotes.get(line.key)}
            faults={faultsOf(at)}
            opened={opened.has(line.key)}
            change={change}
            remove={remove}
            toggle={toggle}
          />
        ))}
      </div>
      {fault && (
        <p role="alert" className={classes.fault}>
          {fault}
        </p>
      )}
      <Group gap={8}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={15} />}
          onClick={() => add(lines.length - 1)}
        >
          {words.addLine}
        </Button>
        {beside}
      </Group>
    </section>
  )
}

type Hands = {
  lines: readonly TypedLine[]
  setLines: SetLines
  add(after: number): void
  remove(at: number): void
  focus(at: number, cell?: string): void
  toggle(key: string): void
}

const FIELDS = ':is(input, select, textarea, button):not([disabled], [tabindex="-1"])'

/** The keys of the grid; a cell that has taken a key itself has prevented it. */
function useGridKeys({ lines, setLines, add, remove, focus, toggle }: Hands) {
  return (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement
    const row = target.closest<HTMLElement>('[data-line]')
    if (event.defaultPrevented || !row) return
    const at = Number(row.dataset.line)
    const { cell } = target.dataset
    const act = () => {
      if (pressed(event, 'mod+D')) {
        flushSync(() => setLines(all => withDouble(all, at)))
        focus(at + 1, cell ?? 'code')
      } else if (pressed(event, 'mod+Delete')) remove(at)
      else if (pressed(event, 'mod+Enter')) toggle(lines[at]!.key)
      else if (cell && pressed(event, 'Enter')) add(at)
      else if (cell && pressed(event, 'ArrowDown')) focus(at + 1, cell)
      else if (cell && pressed(event, 'ArrowUp')) focus(at - 1, cell)
      else if (pressed(event, 'Tab') && endsGrid(target, row, lines, at)) add(at)
      else return false
      return true
    }
    if (act()) event.preventDefault()
  }
}

/** The last field of the last line, where there is something: beyond it comes a new line. */
const endsGrid = (target: HTMLElement, row: HTMLElement, lines: readonly TypedLine[], at: number) =>
  at === lines.length - 1 && !isBlank(lines[at]!) && [...row.querySelectorAll(FIELDS)].at(-1) === target

/** The keys of the grid in the help. */
function useGridHelp() {
  const words = useLabels(editorWords)
  useShortcuts([
    { keys: 'Tab', label: words.nextCell },
    { keys: 'Enter', label: words.lineBelow },
    { keys: 'ArrowDown', beside: 'ArrowUp', label: words.walkLines },
    { keys: 'mod+D', label: words.doubleLine },
    { keys: 'mod+Delete', label: words.removeLine },
    { keys: 'mod+Enter', label: words.detail },
  ])
}
