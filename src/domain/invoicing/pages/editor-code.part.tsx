import { Portal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type RefObject, useEffect, useId, useImperativeHandle, useRef, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { catalogContract } from '../../catalog/contract.ts'
import { productCode } from '../../catalog/rules/product-code.ts'
import { editorWords } from '../labels/editor.ts'
import classes from './editor.module.css'

const products = apiOf('catalog', catalogContract).products
export type FoundProduct = Awaited<ReturnType<typeof products.list.call>>['rows'][number]

const PAUSE_MS = 120
const MOST = 12

/** Products whose code begins with what is typed, then the others whose words match. */
async function matching(text: string): Promise<FoundProduct[]> {
  const { rows } = await products.list.call({ search: text, limit: MOST, sort: 'code' })
  const begins = Map.groupBy(rows, ({ code }) => code.startsWith(productCode(text)))
  return [...(begins.get(true) ?? []), ...(begins.get(false) ?? [])]
}

const exactly = (found: readonly FoundProduct[], text: string) =>
  found.find(({ code }) => code === productCode(text)) ?? found[0]

/** Whether a code that was typed fast is still looked for. */
export type Sought = 'found' | 'seeking' | 'unknown' | 'unreachable'

type CodeProps = {
  code: string
  label: string
  name: string
  error: string | undefined
  /** A product found by what was typed, or nothing: the line is text again. */
  onChoose(product: FoundProduct | null): void
  /** What was typed stands as no product, until `onSought` says what was found. */
  onTyped(code: string): void
  /** While it is sought, and why that failed. */
  onSought(how: Sought): void
}

/** A product by its code, or a word of its label: what is typed is found when the cell is left, however fast. */
export function CodeCell({ code, label, name, error, onChoose, onTyped, onSought }: CodeProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const offered = useRef<Offered>(null)
  const listId = useId()
  const settle = (chosen?: FoundProduct) => {
    if (typed === null) return
    setTyped(null)
    const text = typed.trim()
    if (text === '') return onChoose(null)
    const found = chosen ?? offered.current?.current()
    if (found) return onChoose(found)
    onTyped(text)
    onSought('seeking')
    matching(text).then(
      rows => {
        const first = exactly(rows, text)
        if (first) onChoose(first)
        onSought(first ? 'found' : 'unknown')
      },
      () => onSought('unreachable'),
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (typed === null) return
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by) offered.current?.move(by)
    else if (event.key === 'Enter') settle()
    else if (event.key === 'Escape') setTyped(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const open = typed !== null && typed.trim() !== ''
  return (
    <>
      <input
        ref={input}
        data-cell="code"
        name={name}
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-autocomplete="list"
        aria-invalid={error ? true : undefined}
        title={error}
        className={classes.cell}
        value={typed ?? code}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        onChange={event => setTyped(event.currentTarget.value)}
        onFocus={event => event.currentTarget.select()}
        onBlur={() => settle()}
        onKeyDown={onKeyDown}
      />
      {open && <Offers handle={offered} id={listId} text={typed} under={input} onChoose={settle} />}
    </>
  )
}

type Offered = { move(by: number): void; current(): FoundProduct | undefined }
type OffersProps = {
  handle: RefObject<Offered | null>
  id: string
  text: string
  under: RefObject<HTMLInputElement | null>
  onChoose(product: FoundProduct): void
}

/** The products that match, below the cell or above it where there is no room. */
function Offers({ handle, id, text, under, onChoose }: OffersProps) {
  const words = useLabels(editorWords)
  const format = useFormat()
  const [asked] = useDebouncedValue(text.trim(), PAUSE_MS)
  const [active, setActive] = useState(0)
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['products', 'matching', asked],
    queryFn: () => matching(asked),
    placeholderData: keepPreviousData,
  })
  const found = data ?? []
  const current = asked === text.trim() && !isPlaceholderData
  useImperativeHandle(handle, () => ({
    move: by => setActive(before => Math.max(0, Math.min(found.length - 1, before + by))),
    current: () => (current ? (active > 0 ? found[active] : exactly(found, text)) : undefined),
  }))
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words, the first one again.
  useEffect(() => setActive(0), [asked])
  useEffect(() => {
    const cell = under.current
    cell?.setAttribute('aria-activedescendant', `${id}-${active}`)
    return () => cell?.removeAttribute('aria-activedescendant')
  }, [under, id, active])
  const box = under.current?.getBoundingClientRect()
  if (!box || !data) return null
  const above = box.bottom + 280 > innerHeight
  return (
    <Portal>
      <div
        id={id}
        role="listbox"
        aria-label={words.products}
        className={classes.offers}
        style={{ left: box.left, ...(above ? { bottom: innerHeight - box.top + 2 } : { top: box.bottom + 2 }) }}
      >
        {found.map((product, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are heard by the cell, which keeps the focus.
          <div
            key={product.id}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            className={classes.offer}
            onMouseDown={event => event.preventDefault()}
            onClick={() => onChoose(product)}
          >
            <strong>{product.code}</strong>
            <span>{product.label}</span>
            <span>{format.money(product.grossCents)}</span>
          </div>
        ))}
        {found.length === 0 && (
          <p role="status" className={classes.noOffer}>
            {words.noProduct}
          </p>
        )}
      </div>
    </Portal>
  )
}
