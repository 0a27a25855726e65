import { Alert, Button } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { type ReactNode, type RefObject, useEffect, useState } from 'react'
import { Confirm } from '../feedback/confirm.tsx'
import { fieldWords } from '../fields/field-words.ts'
import { Keys } from '../keys.tsx'
import { useLabels } from '../language.ts'
import { useShortcuts } from '../shortcuts.tsx'
import { words as commonWords } from '../words.ts'
import classes from './form.module.css'
import type { RecordForm } from './record-form.ts'

type FormFrameProps<Values extends object> = {
  form: RecordForm<Values>
  /** What saving does, as a verb and its noun. */
  submit: string
  onCancel?: () => void
  /** Two columns on a card, one on a panel. */
  columns?: 1 | 2
  /** Saving waits, for example for the padlock; the sentence says for what. */
  locked?: string | undefined
  beside?: ReactNode
  /** One wide button, without the key that saves: it stands alone, or beside a form that has it. */
  plain?: boolean
  children: ReactNode
}

/**
 * The first field of a form that opens has the focus, unless another asks for it: in a dialog instead of the cross that
 * closes it, else instead of the button that was pressed. Who walks a list keeps the list.
 */
function useFirstField(form: RefObject<HTMLFormElement | null>, opens: boolean) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens.
  useEffect(() => {
    const wanted = form.current?.querySelector<HTMLElement>('[data-autofocus]')
    const first = wanted ?? form.current?.querySelector<HTMLElement>(FIELD)
    first?.setAttribute('data-autofocus', 'true')
    const pressed = document.activeElement === document.body || document.activeElement?.tagName === 'BUTTON'
    if (opens && pressed && !form.current?.closest('[role=dialog]')) first?.focus()
  }, [])
}
const FIELD = ':is(input, select, textarea):not([disabled], [type=hidden])'

/** The fields of a form and its buttons: Ctrl+S saves, Escape asks only if something changed. */
export function FormFrame<Values extends object>({
  form,
  submit,
  onCancel,
  columns = 1,
  locked,
  beside,
  plain,
  children,
}: FormFrameProps<Values>) {
  const common = useLabels(commonWords)
  const words = useLabels(fieldWords)
  const [leaving, setLeaving] = useState(false)
  const blocked = useBlocker({ shouldBlockFn: form.dirty, withResolver: true, enableBeforeUnload: form.dirty })
  useFirstField(form.ref, onCancel !== undefined)
  const cancel = () => (form.changed ? setLeaving(true) : onCancel?.())
  useShortcuts([
    ...(plain
      ? []
      : [{ keys: 'mod+S', label: submit, run: () => locked === undefined && form.submit(), whileTyping: true }]),
    ...(onCancel ? [{ keys: 'Escape', label: common.cancel, run: cancel, whileTyping: true }] : []),
  ])
  return (
    <form
      ref={form.ref}
      noValidate
      className={classes.form}
      onSubmit={event => {
        event.preventDefault()
        event.stopPropagation() // of a form that stands over this one, in a drawer
        if (locked === undefined) form.submit()
      }}
    >
      {form.failure && (
        <Alert color="red" role="alert" p="xs">
          {form.failure.message}
        </Alert>
      )}
      <div className={classes.fields} data-columns={columns}>
        {children}
      </div>
      <div className={classes.buttons}>
        <Button
          type="submit"
          loading={form.saving}
          disabled={locked !== undefined}
          title={locked}
          rightSection={plain ? null : <Keys keys="mod+S" />}
          fullWidth={plain === true}
        >
          {submit}
        </Button>
        {onCancel && (
          <Button variant="default" onClick={cancel}>
            {common.cancel}
          </Button>
        )}
        {beside}
      </div>
      <Confirm
        opened={leaving || blocked.status === 'blocked'}
        title={words.leaveTitle}
        text={words.leaveText}
        action={words.leave}
        cancel={words.stay}
        danger
        onCancel={() => {
          setLeaving(false)
          blocked.reset?.()
        }}
        onConfirm={() => {
          setLeaving(false)
          if (blocked.status === 'blocked') blocked.proceed()
          else onCancel?.()
        }}
      />
    </form>
  )
}
