import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay, useSession } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { numberFrom, wellFormed } from '../../invoicing/rules/settings.ts'
import { orderSettingsContract } from '../contract/settings.ts'
import { settingsWords } from '../labels/settings-screens.ts'
import { orderSettings } from './order-api.part.ts'
import classes from './orders.module.css'

type Patterns = Awaited<ReturnType<typeof orderSettings.get.call>>
const SERIES = ['customer', 'supplier', 'delivery', 'receipt'] as const

/** How orders and notes are numbered from now on, each with an example. */
export function NumbersSettings() {
  const common = useLabels(commonWords)
  const { data, error } = useQuery(orderSettings.get.queryOptions({ input: {} }))
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <Loader size="sm" role="status" aria-label={common.loading} />
  return <NumbersForm of={data} />
}

function NumbersForm({ of }: { of: Patterns }) {
  const words = useLabels(settingsWords)
  const notify = useNotify()
  const may = useMay()
  const { today } = useSession()
  const form = useRecordForm<Patterns, Patterns>({
    initial: of,
    input: values => values,
    schema: orderSettingsContract.change['~orpc'].inputSchema,
    save: (input: Patterns, saving) => orderSettings.change.call(input, saving),
    onSaved: () => {
      notify.done(words.numbersSaved)
      form.settle(form.values)
      refresh()
    },
  })
  const example = (pattern: string) =>
    wellFormed(pattern)
      ? words.example(numberFrom(pattern, { year: Number(today.slice(0, 4)), number: 1 }))
      : words.notAPattern
  return (
    <FormFrame form={form} submit={words.saveNumbers} plain locked={may('orders.write') ? undefined : words.noMay}>
      <div className={classes.two}>
        {SERIES.map(series => (
          <TextField
            key={series}
            {...form.field(series)}
            label={words.patterns[series]}
            description={example(form.values[series].trim())}
            maxLength={60}
            required
          />
        ))}
      </div>
    </FormFrame>
  )
}
