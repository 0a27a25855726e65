import { useCallback, useEffect, useRef, useState } from 'react'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { editorWords } from '../labels/editor.ts'
import { draftSchema, type Kept, keepDraft } from './editor-api.part.ts'
import { type Draft, draftSaid } from './editor-draft.part.ts'
import type { LineFaults } from './editor-line.part.tsx'
import type { SetLines } from './editor-lines.part.tsx'

/** A draft that was saved keeps itself after such a pause, so that its paper can be shown. */
const PAUSE_MS = 1_800
const LINE_FIELDS = [
  'productId',
  'label',
  'quantity',
  'unitCents',
  'discountBps',
  'discountCents',
  'vatRateBps',
  'recipientId',
  'startsOn',
  'startIssueId',
  'renewalContactId',
  'renewsId',
  'periodFrom',
  'periodTo',
] as const

export type Editor = {
  form: RecordForm<Draft>
  setLines: SetLines
  faultsOf(at: number): LineFaults | undefined
  /** As it was last saved; null: never. */
  kept: Kept | null
  version: number
  /** Saves, then goes on with what was saved. */
  save(then?: (kept: Kept) => void): void
  /** What is on screen is as saved. */
  settled: boolean
}

/** A document being typed: its values, what is wrong with them, and saving it as a draft. */
export function useEditor(initial: Draft, before: Kept | null, onFirstKept?: (kept: Kept) => void): Editor {
  const words = useLabels(editorWords)
  const [kept, setKept] = useState(before)
  const [version, setVersion] = useState(0)
  const next = useRef<((kept: Kept) => void) | undefined>(undefined)
  const sent = useRef<Draft>(initial)
  const form = useRecordForm<Draft, Kept>({
    initial,
    input: draft => draftSaid(draft, { discount: words.discountOfDefault, charge: words.chargeReason }),
    schema: draftSchema,
    save: (input, saving) => {
      sent.current = form.values
      return keepDraft(kept, input, saving)
    },
    onSaved: saved => {
      setKept(saved)
      if (!next.current) setVersion(before => before + 1)
      form.settle(sent.current)
      refresh()
      if (!kept) onFirstKept?.(saved)
      next.current?.(saved)
      next.current = undefined
    },
  })
  const latest = useRef({ lines: initial.lines, set: form.set })
  latest.current = { lines: form.values.lines, set: form.set }
  const setLines = useCallback<SetLines>(change => {
    latest.current.lines = change(latest.current.lines)
    latest.current.set({ lines: latest.current.lines })
  }, [])
  const save = (then?: (kept: Kept) => void) => {
    next.current = then
    form.submit()
  }
  useKeepAfterPause(form, kept !== null, save)
  return { form, setLines, faultsOf: at => faultsOf(form, at), kept, version, save, settled: !form.changed }
}

/** Typing goes on while it is kept. */
function useKeepAfterPause(form: RecordForm<Draft>, wanted: boolean, save: () => void) {
  const latest = useRef(save)
  latest.current = save
  const { values, changed, saving } = form
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change begins the pause anew.
  useEffect(() => {
    if (!wanted || !changed || saving) return
    const pause = setTimeout(() => latest.current(), PAUSE_MS)
    return () => clearTimeout(pause)
  }, [values, wanted, changed, saving])
}

function faultsOf(form: RecordForm<Draft>, at: number): LineFaults | undefined {
  const found = LINE_FIELDS.flatMap(field => {
    const error = form.errorAt(`lines.${at}.${field}`)
    return error ? [[field, error]] : []
  })
  return found.length > 0 ? Object.fromEntries(found) : undefined
}
