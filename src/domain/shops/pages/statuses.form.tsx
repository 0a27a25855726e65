import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PlainTable } from '../../../platform/web/record/plain-table.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { shopStatusesContract } from '../contract/mappings.ts'
import { mappingWords } from '../labels/mappings.ts'
import { MEANINGS, type Meaning } from '../rules/order.ts'
import { useStatusWord } from './order-status.part.tsx'
import { shopStatuses } from './shop-api.part.ts'
import classes from './shops.module.css'

type Said = Awaited<ReturnType<typeof shopStatuses.list.call>>

/** What each status of a shop means here; those that were guessed are marked. Source: ABO-8. */
export function StatusesTable({ shopId }: { shopId: string }) {
  const words = useLabels(mappingWords)
  const common = useLabels(commonWords)
  const { data, error } = useQuery(shopStatuses.list.queryOptions({ input: { id: shopId } }))
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <p role="status">{common.loading}</p>
  return (
    <div className={`${classes.wide} ${classes.meanings}`}>
      <p className={classes.none}>{words.statusesText}</p>
      <StatusesForm key={JSON.stringify(data)} shopId={shopId} of={data} />
    </div>
  )
}

function StatusesForm({ shopId, of }: { shopId: string; of: Said }) {
  const words = useLabels(mappingWords)
  const notify = useNotify()
  const format = useFormat()
  const may = useMay()
  const statusWord = useStatusWord()
  const form = useRecordForm<Record<string, Meaning>, Said>({
    initial: Object.fromEntries(of.map(({ status, meaning }) => [status, meaning])),
    input: values => ({
      id: shopId,
      statuses: Object.entries(values).map(([status, meaning]) => ({ status, meaning })),
    }),
    schema: shopStatusesContract.save['~orpc'].inputSchema,
    save: (input: Parameters<typeof shopStatuses.save.call>[0], saving) => shopStatuses.save.call(input, saving),
    onSaved: () => {
      notify.done(words.statusesSaved)
      refresh()
    },
  })
  return (
    <FormFrame form={form} submit={words.saveStatuses} locked={may('shops.write') ? undefined : words.noMay}>
      <PlainTable
        rows={of.map(row => ({ ...row, id: row.status }))}
        empty=""
        columns={[
          {
            key: 'status',
            header: words.status,
            cell: ({ status }) => (
              <>
                {statusWord(status)} {statusWord(status) !== status && <code>{status}</code>}
              </>
            ),
          },
          {
            key: 'meaning',
            header: words.meaning,
            cell: ({ status }) => (
              <Select
                aria-label={`${words.meaning}, ${statusWord(status)}`}
                data={MEANINGS.map(value => ({ value, label: words.meanings[value] }))}
                value={form.values[status]!}
                onChange={meaning => form.set({ [status]: meaning as Meaning })}
                allowDeselect={false}
                disabled={!may('shops.write')}
                size="xs"
                comboboxProps={{ transitionProps: { duration: 0 }, shadow: 'md' }}
              />
            ),
          },
          {
            key: 'count',
            header: words.orderCount,
            align: 'end',
            cell: ({ orderCount }) => (orderCount > 0 ? format.integer(orderCount) : ''),
          },
          {
            key: 'guessed',
            header: '',
            cell: ({ guessed }) => guessed && <Status of="warning" label={words.guessed} />,
          },
        ]}
      />
    </FormFrame>
  )
}
