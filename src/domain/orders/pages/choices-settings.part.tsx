import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { failureOf } from '../../../platform/web/failure.ts'
import { useDoing, useNotify } from '../../../platform/web/feedback/notify.tsx'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { orderNaturesContract, resourcesContract } from '../contract/settings.ts'
import { settingsWords } from '../labels/settings-screens.ts'
import { RESOURCE_KINDS } from '../rules/order.ts'
import { natures, resources } from './order-api.part.ts'
import classes from './orders.module.css'

type Choice = { id: string; name: string; active: boolean; revision: number; hint?: string }
type Change = { id: string; revision: number; name?: string; active?: boolean }
type ChoicesProps = {
  query: { data: readonly Choice[] | undefined; error: unknown }
  update(change: Change): Promise<unknown>
  /** Where one is added. */
  children: ReactNode
}

/** What orders are about. */
export function NaturesSettings() {
  const words = useLabels(settingsWords)
  const query = useQuery(natures.all.queryOptions({ input: { includeUnused: true } }))
  const form = useAdding({ name: '' }, natures.create.call, orderNaturesContract.create['~orpc'].inputSchema)
  return (
    <Choices query={query} update={change => natures.update.call(change)}>
      <FormFrame form={form} submit={words.add} plain>
        <TextField {...form.field('name')} label={words.newNature} maxLength={60} required />
      </FormFrame>
    </Choices>
  )
}

/** The machines, people and places that do the work. Source: SUI-19, X-54. */
export function ResourcesSettings() {
  const words = useLabels(settingsWords)
  const { data, error } = useQuery(resources.all.queryOptions({ input: { includeUnused: true } }))
  const first: Parameters<typeof resources.create.call>[0] & { kind: (typeof RESOURCE_KINDS)[number] } = {
    kind: 'machine',
    name: '',
  }
  const form = useAdding(first, resources.create.call, resourcesContract.create['~orpc'].inputSchema)
  const kinds = RESOURCE_KINDS.map(value => ({ value, label: words.kinds[value] }))
  return (
    <Choices
      query={{ data: data?.map(({ kind, ...one }) => ({ ...one, hint: words.kinds[kind] })), error }}
      update={change => resources.update.call(change)}
    >
      <FormFrame form={form} submit={words.add} plain>
        <div className={classes.two}>
          <TextField {...form.field('name')} label={words.newResource} maxLength={60} required />
          <ChoiceField
            {...form.field('kind')}
            onChange={kind => kind && form.set({ kind })}
            label={words.kind}
            options={kinds}
          />
        </div>
      </FormFrame>
    </Choices>
  )
}

function useAdding<Values extends { name: string }>(
  initial: Values,
  create: (values: Values, saving: { context: { idempotencyKey: string } }) => Promise<{ name: string }>,
  schema: unknown,
) {
  const words = useLabels(settingsWords)
  const notify = useNotify()
  const form = useRecordForm<Values, { name: string }>({
    initial,
    input: values => values,
    schema,
    save: (values: Values, saving) => create(values, saving),
    onSaved: ({ name }) => {
      notify.done(words.added(name))
      form.preset(initial)
      form.settle(initial)
      refresh()
    },
  })
  return form
}

function Choices({ query: { data, error }, update, children }: ChoicesProps) {
  const words = useLabels(settingsWords)
  const common = useLabels(commonWords)
  const may = useMay()
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <Loader size="sm" role="status" aria-label={common.loading} />
  return (
    <>
      {data.length === 0 && <p className={classes.text}>{words.noneYet}</p>}
      <ul className={classes.choices}>
        {data.map(one => (
          <OneChoice key={one.id} of={one} update={update} mayChange={may('orders.write')} />
        ))}
      </ul>
      {may('orders.write') && children}
    </>
  )
}

type OneProps = { of: Choice; update: ChoicesProps['update']; mayChange: boolean }

/** A name that is changed where it stands, put away and taken back. */
function OneChoice({ of, update, mayChange }: OneProps) {
  const words = useLabels(settingsWords)
  const doing = useDoing()
  const [typed, setTyped] = useState(of.name)
  const { id, revision, name, active, hint } = of
  const rename = () => {
    const wanted = typed.trim()
    if (wanted === '' || wanted === name) setTyped(name)
    else void doing(() => update({ id, revision, name: wanted }).catch(forget), words.renamed)
  }
  const forget = (error: unknown) => {
    setTyped(name)
    throw error
  }
  const toggle = () =>
    void doing(() => update({ id, revision, active: !active }), active ? words.putAway(name) : words.putBack(name))
  return (
    <li className={classes.choice} data-unused={!active || undefined}>
      <input
        aria-label={words.rename(name)}
        value={typed}
        maxLength={60}
        disabled={!mayChange || !active}
        onChange={event => setTyped(event.currentTarget.value)}
        onBlur={rename}
        onKeyDown={event => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <span>{active ? hint : words.unused}</span>
      {mayChange && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={active ? words.awayOf(name) : words.backOf(name)}
          onClick={toggle}
        >
          {active ? words.away : words.back}
        </Button>
      )}
    </li>
  )
}
