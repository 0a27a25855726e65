import { Button, Checkbox, Group, Loader } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { CheckField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { FieldRow, Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { AmountField, IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { Section, Sections } from '../../../platform/web/section.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { remindersContract } from '../contract/reminders.ts'
import { reminderWords } from '../labels/reminder-screens.ts'
import { reminderLabels } from '../labels/reminders.ts'
import { REMINDER_CHANNELS } from '../rules/reminders.ts'
import { useLateTabs } from './late-tabs.part.tsx'

const api = apiOf('reminders', remindersContract)
type Settings = Awaited<ReturnType<typeof api.settings.call>>
type Level = Omit<Settings['levels'][number], 'level' | 'daysLate' | 'daysSinceLast'> & {
  daysLate: number | null
  daysSinceLast: number | null
}
type Values = { automatic: boolean; weekdays: number[]; leastCents: number | null; levels: Level[] }

/** By which levels customers are reminded, with what words, and when. */
export function ReminderSettingsPage() {
  const words = useLabels(reminderWords)
  const common = useLabels(commonWords)
  const { data, error } = useQuery(api.settings.queryOptions())
  return (
    <>
      <ScreenHeading title={words.levels} name={words.levels} tabs={useLateTabs('reminder-settings')} />
      {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
      {!data && !error && <Loader size="sm" m="md" role="status" aria-label={common.loading} />}
      {data && <SettingsForm of={data} />}
    </>
  )
}

function SettingsForm({ of }: { of: Settings }) {
  const words = useLabels(reminderWords)
  const notify = useNotify()
  const { levels, automatic, weekdays, leastCents } = of
  const form = useRecordForm<Values, Settings>({
    initial: { automatic, weekdays, leastCents, levels: levels.map(({ level: _, ...level }) => level) },
    input: values => ({ ...values, leastCents: values.leastCents ?? 0 }),
    schema: remindersContract.save['~orpc'].inputSchema,
    save: (input: Parameters<typeof api.save.call>[0], saving) => api.save.call(input, saving),
    onSaved: () => {
      notify.done(words.saved)
      refresh()
    },
  })
  const all = form.values.levels
  const add = () =>
    form.set({ levels: [...all, { ...all.at(-1)!, daysLate: (all.at(-1)!.daysLate ?? 0) + 15, name: '' }] })
  return (
    <Sections>
      <FormFrame form={form} submit={words.save}>
        <Section title={words.levels} text={of.own ? words.settingsText : `${words.settingsText} ${words.defaults}`}>
          {all.map((_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a level is its place.
            <LevelFields key={at} form={form} at={at} />
          ))}
          {all.length < 10 && (
            <Group mt={4}>
              <Button variant="default" leftSection={<IconPlus size={15} />} onClick={add}>
                {words.addLevel}
              </Button>
            </Group>
          )}
        </Section>
        <Section title={words.when}>
          <CheckField {...form.field('automatic')} label={words.automatic} />
          <Weekdays value={form.values.weekdays} onChange={weekdays => form.set({ weekdays })} />
          <FieldRow widths="200px">
            <AmountField {...form.field('leastCents')} label={words.leastCents} />
          </FieldRow>
        </Section>
      </FormFrame>
    </Sections>
  )
}

function Weekdays({ value, onChange }: { value: number[]; onChange(value: number[]): void }) {
  const words = useLabels(reminderWords)
  return (
    <Checkbox.Group
      label={words.weekdays}
      value={value.map(String)}
      onChange={days => onChange(days.map(Number).sort())}
    >
      <Group gap="sm" mt={4}>
        {words.days.map((day, at) => (
          <Checkbox key={day} value={String(at + 1)} label={day} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}

function LevelFields({ form, at }: { form: RecordForm<Values>; at: number }) {
  const words = useLabels(reminderWords)
  const { channels } = useLabels(reminderLabels)
  const { levels } = form.values
  const level = levels[at]!
  const field = <K extends keyof Level & string>(key: K) => ({
    name: `levels.${at}.${key}`,
    value: level[key],
    error: form.errorAt(`levels.${at}.${key}`),
    onChange: (value: Level[K]) => form.set({ levels: levels.with(at, { ...level, [key]: value }) }),
  })
  return (
    <Fieldset legend={words.level(at + 1)}>
      <FieldRow widths="minmax(0, 1fr) 110px 150px minmax(0, 180px)" phone="minmax(0, 1fr) minmax(0, 1fr)">
        <TextField {...field('name')} label={words.name} required />
        <IntegerField {...field('daysLate')} label={words.daysLate} />
        <IntegerField {...field('daysSinceLast')} label={words.daysSinceLast} />
        <SwitchField
          {...field('channel')}
          label={words.channel}
          options={REMINDER_CHANNELS.map(value => ({ value, label: channels[value] }))}
        />
      </FieldRow>
      <TextField {...field('subject')} label={words.subject} required />
      <TextField {...field('body')} label={words.body} description={words.fields} kind="lines" required />
      <details>
        <summary>{words.english}</summary>
        <TextField {...field('subjectEn')} label={words.subjectEn} />
        <TextField {...field('bodyEn')} label={words.bodyEn} kind="lines" />
      </details>
      {levels.length > 1 && (
        <Group justify="flex-end">
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            leftSection={<IconTrash size={14} />}
            onClick={() => form.set({ levels: levels.toSpliced(at, 1) })}
          >
            {words.removeLevel}
          </Button>
        </Group>
      )}
    </Fieldset>
  )
}
