import { ActionIcon, Button, Loader } from '@mantine/core'
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { orderStatusesContract } from '../contract/settings.ts'
import { settingsWords } from '../labels/settings-screens.ts'
import type { OrderKind } from '../rules/order.ts'
import { FIRST_STATUSES } from '../rules/statuses.ts'
import { statuses } from './order-api.part.ts'
import classes from './orders.module.css'

type Found = Awaited<ReturnType<typeof statuses.all.call>>[number]
type Typed = Pick<Found, 'nameFr' | 'nameEn' | 'active'> & { row: string; id?: string; key: Found['key'] }
type Values = { statuses: readonly Typed[] }

const asTyped = ({ id, key, nameFr, nameEn, active }: Found): Typed => ({ row: id, id, key, nameFr, nameEn, active })
const used = (found: readonly Found[]) => ({ statuses: found.filter(({ active }) => active).map(asTyped) })

/** A status as the operation takes it; one written anew under the name of one put away is that one. */
const said = ({ row: _, ...status }: Typed, of: readonly Found[]) => ({
  id: of.find(({ active, nameFr }) => !active && nameFr === status.nameFr.trim())?.id,
  ...status,
})

/** The statuses of the orders of a kind, in their order: own words over what they mean. Source: SUI-24, SUI-28. */
export function StatusesSettings({ kind }: { kind: OrderKind }) {
  const common = useLabels(commonWords)
  const { data, error } = useQuery(statuses.all.queryOptions({ input: { kind } }))
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <Loader size="sm" role="status" aria-label={common.loading} />
  return <StatusesForm kind={kind} of={data} />
}

function StatusesForm({ kind, of }: { kind: OrderKind; of: readonly Found[] }) {
  const words = useLabels(settingsWords)
  const notify = useNotify()
  const may = useMay()
  const form = useRecordForm<Values, readonly Found[]>({
    initial: used(of),
    input: values => ({ kind, statuses: values.statuses.map(status => said(status, of)) }),
    schema: orderStatusesContract.save['~orpc'].inputSchema,
    save: (input: Parameters<typeof statuses.save.call>[0], saving) => statuses.save.call(input, saving),
    onSaved: found => {
      notify.done(words.statusesSaved)
      // New ones have an id now: the next save changes them, and adds none.
      form.preset(used(found))
      form.settle(used(found))
      refresh()
    },
  })
  const typed = form.values.statuses
  const put = (now: readonly Typed[]) => form.set({ statuses: now })
  return (
    <div>
      <FormFrame form={form} submit={words.saveStatuses} plain locked={may('orders.write') ? undefined : words.noMay}>
        {typed.map((status, at) => (
          <StatusFields
            key={status.row}
            {...{ form, kind, at, status }}
            change={part => put(typed.with(at, { ...status, ...part }))}
            up={() => put(typed.with(at, typed[at - 1]!).with(at - 1, status))}
            remove={() => put(typed.toSpliced(at, 1))}
          />
        ))}
        {form.errorAt('statuses') && <p role="alert">{form.errorAt('statuses')}</p>}
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={15} />}
            onClick={() =>
              put([...typed, { row: crypto.randomUUID(), key: 'waiting', nameFr: '', nameEn: '', active: true }])
            }
          >
            {words.addStatus}
          </Button>
        </div>
      </FormFrame>
    </div>
  )
}

type FieldsProps = {
  form: RecordForm<Values>
  kind: OrderKind
  at: number
  status: Typed
  change(part: Partial<Typed>): void
  up(): void
  remove(): void
}

function StatusFields({ form, kind, at, status, change, up, remove }: FieldsProps) {
  const words = useLabels(settingsWords)
  const name = status.nameFr || words.statusAt(at + 1)
  const named = (key: 'nameFr' | 'nameEn') => ({
    name: `statuses.${at}.${key}`,
    value: status[key],
    error: form.errorAt(`statuses.${at}.${key}`),
    onChange: (value: string) => change({ [key]: value }),
  })
  const meanings = new Set(FIRST_STATUSES[kind].map(({ key }) => key)).add(status.key)
  return (
    <fieldset className={classes.status} aria-label={name}>
      <TextField
        {...named('nameFr')}
        label={words.nameFr}
        maxLength={60}
        required
        autoFocus={status.id === undefined}
      />
      <TextField {...named('nameEn')} label={words.nameEn} maxLength={60} />
      <ChoiceField
        name={`statuses.${at}.key`}
        label={words.meaning}
        value={status.key}
        onChange={key => key && change({ key })}
        options={[...meanings].map(value => ({ value, label: words.keys[value] }))}
      />
      <div className={classes.buttons}>
        <ActionIcon variant="subtle" aria-label={words.up(name)} onClick={up} disabled={at === 0}>
          <IconArrowUp size={16} />
        </ActionIcon>
        <ActionIcon variant="subtle" aria-label={words.remove(name)} onClick={remove}>
          <IconTrash size={16} />
        </ActionIcon>
      </div>
    </fieldset>
  )
}
