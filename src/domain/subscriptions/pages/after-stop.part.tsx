import { Radio, Stack } from '@mantine/core'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { SERVICES_AFTER, type ServiceAfter } from '../../invoicing/contract/cancel.ts'
import { purchaseFormWords } from '../labels/purchase-form.ts'
import { useIssueLookup } from './lookups.part.tsx'

export type StopValues = { reason: string; on: string | null; service: ServiceAfter; lastIssueId: string | null }

type ChoiceProps = {
  form: RecordForm<StopValues>
  among?: readonly ServiceAfter[]
  /** What it was served and is owed; undefined while that is read. */
  remaining: { titleIds: readonly string[]; copiesServed: number; issuesLeft: number | null } | undefined
}

/** Which of three: stop now, after an issue, or go on; with what each means. Source: X-23. */
export function ServiceChoice({ form, among = SERVICES_AFTER, remaining }: ChoiceProps) {
  const words = useLabels(purchaseFormWords)
  const format = useFormat()
  const { titleIds = [], copiesServed = 0, issuesLeft = 0 } = remaining ?? {}
  const issues = useIssueLookup(titleIds.length === 1 ? titleIds[0] : undefined)
  const served =
    copiesServed === 0
      ? words.nothingServed
      : (copiesServed === 1 ? words.servedSoFar : words.servedSoFarMany)(
          format.many(copiesServed, words.copy, words.copiesMany),
        )
  return (
    <>
      <Radio.Group
        label={words.service}
        description={remaining && words.stillOwed(issuesLeft)}
        value={form.values.service}
        onChange={service => form.set({ service: service as ServiceAfter })}
      >
        <Stack gap={8} mt={6}>
          {among.map(service => (
            <Radio
              key={service}
              value={service}
              label={words.services[service]}
              description={words.meaning[service](served)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {form.values.service === 'stop-after-issue' && (
        <LookupField {...form.field('lastIssueId')} label={words.lastIssue} source={issues} required />
      )}
    </>
  )
}
