import { Alert } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type RefObject, useCallback, useEffect, useState } from 'react'
import { useMay } from '../../../platform/web/session.tsx'
import classes from './editor.module.css'
import type { EditorParts } from './editor.page.tsx'
import { type Kept, useQuote } from './editor-api.part.ts'
import { EditorDeposits } from './editor-deposits.part.tsx'
import type { Draft } from './editor-draft.part.ts'
import { useEditor } from './editor-form.part.ts'
import { EditorHead } from './editor-head.part.tsx'
import { EditorHeading } from './editor-heading.part.tsx'
import { useIssuing } from './editor-issuing.part.ts'
import { EditorLeave } from './editor-leave.part.tsx'
import { EditorLines } from './editor-lines.part.tsx'
import { ManyLines } from './editor-many.part.tsx'
import { EditorPreview } from './editor-preview.part.tsx'
import { EditorTotals, EditorWhole } from './editor-totals.part.tsx'
import { Missing } from './missing.part.tsx'
import { NewContact } from './new-contact.part.tsx'

type EditorProps = { initial: Draft; kept: Kept | null; parts: EditorParts; onFirstKept?(kept: Kept): void }
/** Which field waits for the contact being created: the customer, or the recipient of a line. */
type Wanted = { line: string | null; typed: string }

/** A document typed by hand, from its first word to its number. */
export function Editor({ initial, kept: before, parts, onFirstKept }: EditorProps) {
  const may = useMay()
  const wide = useMediaQuery('(min-width: 1250px)', undefined, { getInitialValueInEffect: false })
  const editor = useEditor(initial, before, onFirstKept)
  const { form, setLines, faultsOf } = editor
  const quote = useQuote(form.values, editor.kept?.id)
  const issuing = useIssuing(editor)
  const [wanted, setWanted] = useState<Wanted | null>(null)
  useFirstField(form.ref, form.values.customerId === null)
  const basis = quote.total?.priceBasis ?? form.values.priceBasis ?? 'gross'
  const created = (id: string | undefined) => {
    setWanted(null)
    if (!wanted || id === undefined) return
    if (wanted.line === null) form.field('customerId').onChange(id)
    else setLines(all => all.map(line => (line.key === wanted.line ? { ...line, recipientId: id } : line)))
  }
  const mayCreate = may('parties.write')
  const onCreateRecipient = useCallback((line: string, typed: string) => setWanted({ line, typed }), [])
  return (
    <>
      <EditorHeading editor={editor} issuing={issuing} mayTake={parts.cashIn !== undefined} />
      <div className={classes.page} data-beside={wide || undefined}>
        <form ref={form.ref} noValidate className={classes.form} onSubmit={event => event.preventDefault()}>
          {editor.kept && <Missing draftId={editor.kept.id} />}
          <Faults messages={[form.failure?.message, ...issuing.faults, quote.fault]} />
          <EditorHead
            form={form}
            onCreateCustomer={mayCreate ? typed => setWanted({ line: null, typed }) : undefined}
          />
          <EditorLines
            lines={form.values.lines}
            setLines={setLines}
            basis={basis}
            currency={form.values.currency}
            quotes={quote.lines}
            faultsOf={faultsOf}
            fault={form.values.lines.some((_, at) => faultsOf(at)) ? undefined : form.errorAt('lines')}
            parts={parts}
            on={form.values.draftedOn}
            beside={<ManyLines first={form.values.lines[0]} setLines={setLines} />}
            onCreateRecipient={mayCreate ? onCreateRecipient : undefined}
          />
          <div className={classes.foot}>
            <div className={classes.taken}>
              <EditorWhole form={form} />
              <EditorDeposits form={form} draftId={editor.kept?.id} />
            </div>
            <EditorTotals currency={form.values.currency} counted={quote.total} counting={quote.counting} />
          </div>
        </form>
        {wide && <EditorPreview id={editor.kept?.id ?? null} version={editor.version} />}
      </div>
      {issuing.taking &&
        parts.cashIn?.({ id: issuing.taking, currency: form.values.currency, onDone: issuing.onTaken })}
      <NewContact typed={wanted?.typed} onDone={created} />
      <EditorLeave editor={editor} />
    </>
  )
}

/** What is wrong with the whole, over it. */
function Faults({ messages }: { messages: readonly (string | undefined)[] }) {
  const told = [...new Set(messages.filter(message => message !== undefined))]
  if (told.length === 0) return null
  return (
    <Alert color="red" role="alert" p="xs">
      {told.map(message => (
        <div key={message}>{message}</div>
      ))}
    </Alert>
  )
}

/** Typing begins with the customer, or with the first line when it is known. */
function useFirstField(form: RefObject<HTMLFormElement | null>, withCustomer: boolean) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens.
  useEffect(() => {
    const first = withCustomer ? 'input[name="customerId"]' : '[data-cell="code"]'
    form.current?.querySelector<HTMLElement>(first)?.focus()
  }, [])
}
