import { ActionIcon } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { catalogContract } from '../contract.ts'
import { issueWords } from '../labels/issues.ts'
import { catalogLabels } from '../labels.ts'

const api = apiOf('catalog', catalogContract).stockMovements
type Movement = Awaited<ReturnType<typeof api.list.call>>['rows'][number]
type Create = Parameters<typeof api.create.call>[0]

/** What moved the stock of an issue beside its printing and its shipments. */
export function MovementsOf({ issueId }: { issueId: string }) {
  const { columns, noMovement } = useLabels(catalogLabels)
  const { takeBack } = useLabels(issueWords)
  const format = useFormat()
  const doing = useDoing()
  const may = useMay()
  const query = useQuery(api.list.queryOptions({ input: { issueId, limit: 100 } }))
  const remove = (id: string) => doing(() => api.remove.call({ id }))
  const shown: ListColumn<Movement>[] = [
    { key: 'movedOn', header: columns.movedOn, kind: 'day' },
    {
      key: 'copies',
      header: columns.copies,
      kind: 'integer',
      text: row => `${row.copies > 0 ? '+' : ''}${format.integer(row.copies)}`,
    },
    { key: 'reason', header: columns.reason },
    { key: 'createdBy', header: columns.createdBy },
  ]
  const withButton: ListColumn<Movement>[] = [
    ...shown,
    {
      key: 'remove',
      header: '',
      cell: row => (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`${takeBack} ${row.reason}`}
          onClick={() => void remove(row.id)}
        >
          <IconTrash size={14} />
        </ActionIcon>
      ),
    },
  ]
  return <SmallTable query={query} columns={may('catalog.write') ? withButton : shown} empty={noMovement} />
}

const blank = {
  direction: 'out' as 'in' | 'out',
  copies: null as number | null,
  reason: '',
  movedOn: null as string | null,
}

/** Copies found, given, destroyed or counted. */
export function NewMovement({ issueId }: { issueId: string }) {
  const { columns, newMovement } = useLabels(catalogLabels)
  const words = useLabels(issueWords)
  const form = useRecordForm<typeof blank, Movement>({
    initial: blank,
    input: ({ direction, copies, reason, movedOn }) => ({
      issueId,
      copies: copies === null ? undefined : direction === 'in' ? copies : -copies,
      reason,
      movedOn: movedOn ?? undefined,
    }),
    schema: catalogContract.stockMovements.create['~orpc'].inputSchema,
    save: (input: Create, saving) => api.create.call(input, saving),
    onSaved: () => {
      refresh()
      form.set(blank)
    },
  })
  return (
    <FormFrame form={form} submit={newMovement}>
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
        <SwitchField
          {...form.field('direction')}
          label={words.direction}
          options={(['in', 'out'] as const).map(value => ({ value, label: words.directions[value] }))}
        />
        <IntegerField {...form.field('copies')} label={columns.copies} required />
      </FieldRow>
      <TextField {...form.field('reason')} label={columns.reason} placeholder={words.reasonHint} required />
      <DayField {...form.field('movedOn')} label={columns.movedOn} />
    </FormFrame>
  )
}
