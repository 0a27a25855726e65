import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { type Failure, failureOf } from '../failure.ts'
import { fieldWords } from '../fields/field-words.ts'
import { useLabels } from '../language.ts'
import { words as commonWords } from '../words.ts'
import { issueText } from './issue-words.ts'

type Errors = Partial<Record<string, string>>
type Saving = { context: { idempotencyKey: string } }

export type FormPlan<Values extends object, Answer> = {
  initial: Values
  /** What the operation is sent; `undefined` fields are left out. */
  input: (values: Values) => unknown
  /** The contract's own input, checked before anything leaves. */
  schema?: unknown
  save(input: never, saving: Saving): Promise<Answer>
  onSaved(answer: Answer): void
}

export type RecordForm<Values extends object> = {
  values: Values
  set(change: Partial<Values>): void
  /** Fills in what follows from elsewhere; not a change of the user's. */
  preset(change: Partial<Values>): void
  /** What a field takes, all but its label. */
  field<K extends keyof Values & string>(
    name: K,
  ): { name: K; value: Values[K]; onChange(value: Values[K]): void; error: string | undefined }
  changed: boolean
  /** Whether leaving now would lose something; true at the moment of asking, unlike `changed`. */
  dirty(): boolean
  saving: boolean
  /** What the server refused, when no field shows it. */
  failure: Failure | null
  submit(): void
  ref: React.RefObject<HTMLFormElement | null>
}

const compact = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && !Array.isArray(input)
    ? Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
    : input

/** A form over one operation: checked here by the contract, its refusals shown at their field, the first one focused. */
export function useRecordForm<Values extends object, Answer>({
  initial,
  input,
  schema,
  save,
  onSaved,
}: FormPlan<Values, Answer>): RecordForm<Values> {
  const words = useLabels(fieldWords)
  const common = useLabels(commonWords)
  const [values, setValues] = useState(initial)
  const [start, setStart] = useState(initial)
  const [errors, setErrors] = useState<Errors>({})
  const [failure, setFailure] = useState<Failure | null>(null)
  const [saving, setSaving] = useState(false)
  const ref = useRef<HTMLFormElement>(null)
  const key = useRef(crypto.randomUUID())
  const saved = useRef(false)
  useEffect(() => {
    if (Object.keys(errors).length > 0) ref.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [errors])

  const refused = (error: unknown) => {
    const found = failureOf(error, common.unreachable)
    if (!found.offline) key.current = crypto.randomUUID()
    const told = Object.fromEntries(found.issues.map(({ field, message }) => [field.split('.')[0] ?? '', message]))
    const atField = found.field && !told[found.field] ? { ...told, [found.field]: found.message } : told
    const shown = Object.keys(atField).some(name => name in values)
    setErrors(atField)
    setFailure(shown ? null : found)
  }
  const submit = async () => {
    if (saving) return
    const sent = compact(input(values))
    const faults = checked(schema, sent, words)
    setErrors(faults)
    setFailure(null)
    if (Object.keys(faults).length > 0) return
    setSaving(true)
    try {
      const answer = await save(sent as never, { context: { idempotencyKey: key.current } })
      key.current = crypto.randomUUID()
      saved.current = true
      onSaved(answer)
    } catch (error) {
      refused(error)
    } finally {
      setSaving(false)
    }
  }
  const changed = JSON.stringify(values) !== JSON.stringify(start)
  const set = (change: Partial<Values>) => {
    saved.current = false
    setValues(before => ({ ...before, ...change }))
  }
  return {
    values,
    set,
    preset: change => {
      setStart(before => ({ ...before, ...change }))
      setValues(before => ({ ...before, ...change }))
    },
    field: name => ({
      name,
      value: values[name],
      error: errors[name],
      onChange: value => {
        set({ [name]: value } as unknown as Partial<Values>)
        if (errors[name]) setErrors(({ [name]: _, ...others }) => others)
      },
    }),
    changed,
    dirty: () => changed && !saved.current,
    saving,
    failure,
    submit: () => void submit(),
    ref,
  }
}

function checked(schema: unknown, sent: unknown, words: (typeof fieldWords)['fr']): Errors {
  const result = (schema as z.ZodType | undefined)?.safeParse(sent)
  if (!result || result.success) return {}
  const errors: Errors = {}
  for (const issue of result.error.issues) errors[String(issue.path[0] ?? '')] ??= issueText(issue, words)
  return errors
}
