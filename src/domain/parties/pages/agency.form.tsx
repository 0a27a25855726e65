import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { CheckField } from '../../../platform/web/fields/choice-field.tsx'
import { PercentField } from '../../../platform/web/fields/number-fields.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { agenciesContract } from '../contract/agencies.ts'
import { agencyWords } from '../labels/agencies.ts'

const api = apiOf('agencies', agenciesContract)
type Agency = Awaited<ReturnType<typeof api.get.call>>
type Values = { isAgency: boolean; discountBps: number | null }

/** What somebody who pays for many pays less, from their card. Source: CIR-12. */
export function AgencyOf({ id }: { id: string }) {
  const { data } = useQuery(api.get.queryOptions({ input: { id } }))
  const may = useMay()
  return data && may('parties.write') ? (
    <AgencyForm key={`${data.isAgency} ${data.discountBps}`} id={id} of={data} />
  ) : null
}

function AgencyForm({ id, of }: { id: string; of: Agency }) {
  const words = useLabels(agencyWords)
  const notify = useNotify()
  const form = useRecordForm<Values, Agency>({
    initial: of,
    input: ({ isAgency, discountBps }) => ({ id, isAgency, discountBps: isAgency ? (discountBps ?? 0) : 0 }),
    schema: agenciesContract.set['~orpc'].inputSchema,
    save: (input, saving) => api.set.call(input, saving),
    onSaved: () => {
      notify.done(words.saved)
      refresh()
    },
  })
  return (
    <FormFrame form={form} submit={words.save}>
      <CheckField {...form.field('isAgency')} label={words.isAgency} description={words.hint} />
      {form.values.isAgency && <PercentField {...form.field('discountBps')} label={words.discount} />}
    </FormFrame>
  )
}
