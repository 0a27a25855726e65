import { Text } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { titleLookup } from '../../catalog/pages/title-lookup.part.tsx'
import { replacementsContract } from '../contract/replacements.ts'
import { returnsWords } from '../labels/screens.ts'

const api = apiOf('replacements', replacementsContract)
type Run = Awaited<ReturnType<typeof api.send.call>>
const blank = { titleId: null as string | null, on: null as string | null }

/** Sends the copies that wait for a title, in a run of their own. */
export function SendReplacements({ onClose }: { onClose(): void }) {
  const words = useLabels(returnsWords)
  const format = useFormat()
  const saved = useSaved(onClose)
  const path = useCompanyPath()
  const form = useRecordForm<typeof blank, Run>({
    initial: blank,
    input: ({ titleId, on }) => ({ titleId: titleId ?? undefined, on: on ?? undefined }),
    schema: replacementsContract.send['~orpc'].inputSchema,
    save: (input: Parameters<typeof api.send.call>[0], saving) => api.send.call(input, saving),
    onSaved: ({ id, shipmentCount }) =>
      saved(words.sent(shipmentCount), { link: { to: path(`dispatch-runs/${id}`), label: words.seeRun } }),
  })
  const { titleId } = form.values
  const first = useQuery(api.list.queryOptions({ input: { state: 'waiting', limit: 1 } }))
  const count = useQuery(api.count.queryOptions({ input: titleId ? { state: 'waiting', titleId } : skipToken }))
  const proposed = first.data?.rows[0]?.titleId
  // biome-ignore lint/correctness/useExhaustiveDependencies: the title of the first that waits, once known.
  useEffect(() => {
    if (proposed && !titleId) form.preset({ titleId: proposed })
  }, [proposed])
  return (
    <FormDialog title={words.sendTitle} form={form} submit={words.send} onClose={onClose}>
      <LookupField {...form.field('titleId')} label={words.title} source={titleLookup} required />
      {count.data && (
        <Text size="sm" role="status">
          {words.sendText(format.many(count.data.count, words.requestOne, words.requestMany))}
        </Text>
      )}
      <DayField {...form.field('on')} label={words.on} />
    </FormDialog>
  )
}
