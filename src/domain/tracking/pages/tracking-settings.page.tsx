import { ActionIcon, Button, Loader } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { CheckField, ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { Section, Sections } from '../../../platform/web/section.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { trackingSettingsContract } from '../contract/settings.ts'
import { trackWords } from '../labels/screens.ts'
import { trackSettingsWords } from '../labels/settings-screens.ts'
import { OperatorLimits } from './operator-limits.part.tsx'
import { StageMails } from './stage-mails.part.tsx'
import classes from './tracking.module.css'
import { statuses, trackingSettings, useStages } from './tracking-api.part.ts'
import { useTrackingTabs } from './tracking-tabs.part.ts'

type Settings = Awaited<ReturnType<typeof trackingSettings.get.call>>
type Pair = { key: string; statusId: string; stageId: string | null }
type Values = Omit<Settings, 'contradictions' | 'attentionDays'> & {
  attentionDays: number | null
  pairs: readonly Pair[]
}

/** A choice must have a value, and no status is one. */
const NO_STATUS = 'none'

/** How orders are followed: colours, warnings, mails, who moves what, and what customers see. Source: SUI-10, SUI-13, X-49, X-55. */
export function TrackingSettingsPage() {
  const track = useLabels(trackWords)
  const words = useLabels(trackSettingsWords)
  const common = useLabels(commonWords)
  const { data, error } = useQuery(trackingSettings.get.queryOptions({ input: {} }))
  return (
    <>
      <ScreenHeading title={track.tracking} name={words.settings} tabs={useTrackingTabs('tracking-settings')} />
      {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
      {!data && !error && <Loader size="sm" m="md" role="status" aria-label={common.loading} />}
      {data && (
        <Sections>
          <SettingsForm of={data} />
          <StageMails />
          <OperatorLimits />
        </Sections>
      )}
    </>
  )
}

const asTyped = ({ contradictions, ...settings }: Settings): Values => ({
  ...settings,
  pairs: contradictions.map(({ statusId, stageId }) => ({
    key: crypto.randomUUID(),
    statusId: statusId ?? NO_STATUS,
    stageId,
  })),
})

function SettingsForm({ of }: { of: Settings }) {
  const words = useLabels(trackSettingsWords)
  const notify = useNotify()
  const may = useMay()
  const form = useRecordForm<Values, Settings>({
    initial: asTyped(of),
    input: ({ pairs, ...values }) => ({
      ...values,
      attentionDays: values.attentionDays ?? 0,
      contradictions: pairs.map(({ statusId, stageId }) => ({
        statusId: statusId === NO_STATUS ? null : statusId,
        stageId,
      })),
    }),
    schema: trackingSettingsContract.update['~orpc'].inputSchema,
    save: (input: Parameters<typeof trackingSettings.update.call>[0], saving) =>
      trackingSettings.update.call(input, saving),
    onSaved: () => {
      notify.done(words.saved)
      form.settle(form.values)
      refresh()
    },
  })
  return (
    <FormFrame form={form} submit={words.save} locked={may('orders.write') ? undefined : words.noMay}>
      <Section title={words.days} text={words.daysText}>
        <div className={classes.assignment}>
          <IntegerField {...form.field('attentionDays')} label={words.attention} />
          <IntegerField {...form.field('urgentDays')} label={words.urgent} description={words.urgentHint} />
        </div>
      </Section>
      <Section title={words.contradictions} text={words.contradictionsText}>
        <Pairs form={form} />
      </Section>
      <Section title={words.page} text={words.pageText}>
        <CheckField {...form.field('publicPage')} label={words.pageOpen} />
        <TextField {...form.field('publicAddress')} label={words.address} description={words.addressHint} />
      </Section>
    </FormFrame>
  )
}

/** The combinations of a status and a stage that are warned of. Source: X-55. */
function Pairs({ form }: { form: RecordForm<Values> }) {
  const words = useLabels(trackSettingsWords)
  const [language] = useLanguage()
  const stages = useStages()
  const { data: known = [] } = useQuery(statuses.all.queryOptions({ input: { kind: 'customer' } }))
  const { pairs } = form.values
  const put = (next: readonly Pair[]) => form.set({ pairs: next })
  const options = [
    { value: NO_STATUS, label: words.unspecified },
    ...known.map(({ id, nameFr, nameEn }) => ({ value: id, label: (language === 'en' && nameEn) || nameFr })),
  ]
  return (
    <>
      {pairs.map((pair, at) => (
        <div key={pair.key} className={classes.pair}>
          <ChoiceField
            name={`contradictions.${at}.statusId`}
            label={words.status}
            value={pair.statusId}
            onChange={statusId => statusId && put(pairs.with(at, { ...pair, statusId }))}
            options={options}
          />
          <ChoiceField
            name={`contradictions.${at}.stageId`}
            label={words.stage}
            value={pair.stageId}
            error={form.errorAt(`contradictions.${at}.stageId`)}
            onChange={stageId => put(pairs.with(at, { ...pair, stageId }))}
            options={stages.map(({ id, name }) => ({ value: id, label: name }))}
            required
          />
          <ActionIcon
            variant="subtle"
            size="lg"
            aria-label={words.removePair(at + 1)}
            onClick={() => put(pairs.toSpliced(at, 1))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={15} />}
          onClick={() => put([...pairs, { key: crypto.randomUUID(), statusId: NO_STATUS, stageId: null }])}
        >
          {words.addPair}
        </Button>
      </div>
    </>
  )
}
