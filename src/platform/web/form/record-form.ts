import { type RefObject, useEffect, useRef, useState } from 'react'
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
  /** These values are kept: what was typed since then is the change. */
  settle(values: Values): void
  /** What a field takes, all but its label; `path` is where the operation takes it, when not under its name. */
  field<K extends keyof Values & string>(
    name: K,
    path?: string,
  ): { name: K; value: Values[K]; onChange(value: Values[K]): void; error: string | undefined }
  /** What is wrong inside a value of several parts: `lines.0.productId`. */
  errorAt(path: string): string | undefined
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
export function useRecordForm<Values extends object, Answer>(plan: FormPlan<Values, Answer>): RecordForm<Values> {
  const [values, setValues] = useState(plan.initial)
  const [start, setStart] = useState(plan.initial)
  const ref = useRef<HTMLFormElement>(null)
  const saved = useRef(false)
  const faults = useFaults(ref)
  const { saving, submit } = useSubmit(plan, values, faults, saved)
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
    settle: values => {
      saved.current = false
      setStart(values)
    },
    field: (name, path = name) => ({
      name,
      value: values[name],
      error: faults.errors[path],
      onChange: value => {
        set({ [name]: value } as unknown as Partial<Values>)
        faults.clear(path)
      },
    }),
    errorAt: path => faults.errors[path],
    changed,
    dirty: () => changed && !saved.current,
    saving,
    failure: faults.failure,
    submit,
    ref,
  }
}

type Faults = ReturnType<typeof useFaults>

/** What is wrong with a form, at its fields or over them; the first field at fault takes the focus. */
function useFaults(ref: RefObject<HTMLFormElement | null>) {
  const common = useLabels(commonWords)
  const [errors, setErrors] = useState<Errors>({})
  const [failure, setFailure] = useState<Failure | null>(null)
  useEffect(() => {
    if (Object.keys(errors).length > 0) ref.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [errors, ref])
  const tell = (found: Errors) => {
    setErrors(found)
    setFailure(null)
  }
  const clear = (name: string) => {
    if (errors[name]) setErrors(({ [name]: _, ...others }) => others)
  }
  /** True when the server answered, so that the next try is another request. */
  const refused = (error: unknown, names: object): boolean => {
    const found = failureOf(error, common.unreachable)
    const issues =
      found.issues.length > 0 || !found.field ? found.issues : [{ field: found.field, message: found.message }]
    const atField = atPaths(issues.map(({ field, message }) => [field, message]))
    setErrors(atField)
    setFailure(Object.keys(atField).some(name => name in names) ? null : found)
    return !found.offline
  }
  return { errors, failure, tell, clear, refused }
}

/** Sends the values once: a request that may have arrived is repeated with the same key. */
function useSubmit<Values extends object, Answer>(
  { input, schema, save, onSaved }: FormPlan<Values, Answer>,
  values: Values,
  faults: Faults,
  saved: RefObject<boolean>,
) {
  const words = useLabels(fieldWords)
  const [saving, setSaving] = useState(false)
  const key = useRef(crypto.randomUUID())
  const submit = async () => {
    if (saving) return
    const sent = compact(input(values))
    const found = checked(schema, sent, words)
    faults.tell(found)
    if (Object.keys(found).length > 0) return
    setSaving(true)
    try {
      const answer = await save(sent as never, { context: { idempotencyKey: key.current } })
      key.current = crypto.randomUUID()
      saved.current = true
      onSaved(answer)
    } catch (error) {
      if (faults.refused(error, values)) key.current = crypto.randomUUID()
    } finally {
      setSaving(false)
    }
  }
  return { saving, submit: () => void submit() }
}

function checked(schema: unknown, sent: unknown, words: (typeof fieldWords)['fr']): Errors {
  const result = (schema as z.ZodType | undefined)?.safeParse(sent)
  if (!result || result.success) return {}
  return atPaths(result.error.issues.map(issue => [issue.path.join('.'), issueText(issue, words)]))
}

/** Each fault at its place (`lines.0.productId`) and at the field that holds it (`lines`); the first one wins. */
function atPaths(found: readonly (readonly [string, string])[]): Errors {
  const errors: Errors = {}
  for (const [path, message] of found) {
    errors[path] ??= message
    errors[path.split('.')[0] ?? ''] ??= message
  }
  return errors
}
