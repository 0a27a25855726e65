import { Checkbox, Stack } from '@mantine/core'
import { apiOf } from '../../../platform/web/api.ts'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { addDays, day, isoDay } from '../../../values/day.ts'
import { accountsContract } from '../contract.ts'
import { peopleWords } from '../labels/people.ts'
import { accountsLabels } from '../labels.ts'
import { RIGHTS } from '../rules.ts'

const api = apiOf('accounts', accountsContract)
type Create = Parameters<typeof api.keys.create.call>[0]
const YEAR_DAYS = 365

/** A new API key: what for, until when, and with which of one's own rights. */
export function CreateKey({ onCreated, onDone }: { onCreated(key: string): void; onDone(): void }) {
  const words = useLabels(peopleWords)
  const labels = useLabels(accountsLabels)
  const { today, rights } = useSession()
  const form = useRecordForm({
    initial: { name: '', rights: [] as string[], expiresOn: isoDay(addDays(day(today), YEAR_DAYS)) as string | null },
    input: values => ({ ...values, expiresOn: values.expiresOn ?? undefined }),
    schema: accountsContract.keys.create['~orpc'].inputSchema,
    save: (input: Create, saving) => api.keys.create.call(input, saving),
    onSaved: ({ key }) => {
      refresh()
      onCreated(key)
      onDone()
    },
  })
  const chosen = form.field('rights')
  return (
    <PanelForm title={words.createKey}>
      <FormFrame form={form} submit={words.createKey} onCancel={onDone}>
        <TextField {...form.field('name')} label={words.keyName} required autoFocus />
        <DayField {...form.field('expiresOn')} label={words.keyExpires} required />
        <Checkbox.Group
          label={words.keyRights}
          value={chosen.value}
          onChange={chosen.onChange}
          error={chosen.error}
          withAsterisk
        >
          <Stack gap={6} mt={6}>
            {RIGHTS.filter(right => rights.has(right)).map(right => (
              <Checkbox key={right} value={right} label={labels.rights[right]} />
            ))}
          </Stack>
        </Checkbox.Group>
      </FormFrame>
    </PanelForm>
  )
}
