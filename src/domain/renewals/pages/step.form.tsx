import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { CheckField, ChoiceField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { FieldRow, Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog } from '../../../platform/web/form/form-dialog.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { renewalsContract } from '../contract.ts'
import { seriesWords } from '../labels/series.ts'
import { renewalsLabels } from '../labels.ts'
import { CHANNELS, type Channel, COUNTED_IN, type CountedIn, stepFault } from '../rules/steps.ts'
import classes from './renewals.module.css'
import type { Series } from './series.form.tsx'

const api = apiOf('renewals', renewalsContract)
type Step = Series['steps'][number]
type Update = Parameters<typeof api.update.call>[0]

const blank = {
  countedIn: 'days' as CountedIn,
  count: 60 as number | null,
  side: 'before' as 'before' | 'after',
  channel: 'mail' as Channel | null,
  alsoRecipient: false,
  insertCode: '',
  subjectFr: '',
  bodyFr: '',
  subjectEn: '',
  bodyEn: '',
  active: true,
}
type Values = typeof blank

const valuesOf = ({ left, position: _, id: __, ...step }: Step): Values => ({
  ...step,
  count: Math.abs(left),
  side: left < 0 ? 'after' : 'before',
})

type Given = Omit<Step, 'id' | 'position'> & { id?: string }

/** The steps with the one given: where it was, or, when it is new or that would be out of order, where its moment puts it. */
function placed(steps: readonly Given[], given: Given): Given[] {
  const kept = steps.map(step => (step.id === given.id ? given : step))
  if (given.id && !stepFault(kept)) return kept
  const others = steps.filter(({ id }) => id !== given.id)
  const next = others.findIndex(({ countedIn, left }) => countedIn === given.countedIn && left < given.left)
  return next === -1 ? [...others, given] : others.toSpliced(next, 0, given)
}

const withoutPosition = ({ position: _, ...step }: Step): Given => step

/** One wave of a series: when, how, and with what words. */
export function StepDialog({ series, step, onClose }: { series: Series; step: Step | undefined; onClose(): void }) {
  const words = useLabels(seriesWords)
  const notify = useNotify()
  const saved = () => {
    refresh()
    notify.done(words.waveSaved)
    onClose()
  }
  const steps = ({ count, side, channel, insertCode, ...values }: Values) =>
    placed(series.steps.map(withoutPosition), {
      ...values,
      ...(step ? { id: step.id } : {}),
      channel: channel ?? 'mail',
      insertCode: channel === 'insert' ? insertCode : '',
      left: (count ?? 0) * (side === 'after' ? -1 : 1),
    })
  const form = useRecordForm({
    initial: step ? valuesOf(step) : blank,
    input: values => ({ id: series.id, revision: series.revision, steps: steps(values) }),
    save: (input: Update, saving) => api.update.call(input, saving),
    onSaved: saved,
  })
  return (
    <FormDialog
      title={step ? words.editWave : words.addWave}
      form={form}
      submit={words.saveWave}
      size={640}
      onClose={onClose}
    >
      <StepFields form={form} />
      {step && <RemoveStep series={series} step={step} onRemoved={saved} />}
    </FormDialog>
  )
}

function StepFields({ form }: { form: RecordForm<Values> }) {
  const words = useLabels(seriesWords)
  const { channels, countedIn } = useLabels(renewalsLabels)
  const { channel } = form.values
  const isWritten = channel === 'mail' || channel === 'letter'
  return (
    <>
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1.4fr)" phone="minmax(0, 1.3fr) minmax(0, 1fr)">
        <SwitchField
          {...form.field('countedIn')}
          label={words.countedIn}
          options={COUNTED_IN.map(value => ({ value, label: countedIn[value] }))}
        />
        <IntegerField {...form.field('count')} label={words.count} unit={countedIn[form.values.countedIn]} />
        <SwitchField
          {...form.field('side')}
          label={words.moment}
          options={[
            { value: 'before', label: words.before },
            { value: 'after', label: words.after },
          ]}
        />
      </FieldRow>
      <p className={classes.hint}>{words.momentHint}</p>
      <ChoiceField
        {...form.field('channel')}
        label={words.channel}
        options={CHANNELS.map(value => ({ value, label: channels[value] }))}
      />
      {channel === 'insert' && (
        <TextField {...form.field('insertCode')} label={words.insertCode} description={words.insertHint} required />
      )}
      {isWritten && <StepWords form={form} />}
      <CheckField {...form.field('alsoRecipient')} label={words.alsoRecipient} />
      <CheckField {...form.field('active')} label={words.waveActive} />
    </>
  )
}

function StepWords({ form }: { form: RecordForm<Values> }) {
  const words = useLabels(seriesWords)
  return (
    <>
      <TextField {...form.field('subjectFr')} label={words.subjectFr} required />
      <TextField {...form.field('bodyFr')} label={words.bodyFr} description={words.fields} kind="lines" required />
      <Fieldset legend={words.english}>
        <TextField {...form.field('subjectEn')} label={words.subjectEn} />
        <TextField {...form.field('bodyEn')} label={words.bodyEn} kind="lines" />
      </Fieldset>
    </>
  )
}

function RemoveStep({ series, step, onRemoved }: { series: Series; step: Step; onRemoved(): void }) {
  const words = useLabels(seriesWords)
  const notify = useNotify()
  const [asked, setAsked] = useState(false)
  const remove = () => {
    const steps = series.steps.filter(({ id }) => id !== step.id).map(withoutPosition)
    void api.update.call({ id: series.id, revision: series.revision, steps }).then(onRemoved, (error: unknown) => {
      setAsked(false)
      notify.failed(error)
    })
  }
  return (
    <Group>
      <Button variant="subtle" color="red" onClick={() => setAsked(true)}>
        {words.removeWave}
      </Button>
      <Confirm
        opened={asked}
        danger
        title={words.removeWave}
        text={words.removeWaveText}
        action={words.removeWave}
        onConfirm={remove}
        onCancel={() => setAsked(false)}
      />
    </Group>
  )
}
