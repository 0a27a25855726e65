import { ActionIcon, Button, ColorInput, Loader } from '@mantine/core'
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { stagesContract } from '../contract.ts'
import { trackWords } from '../labels/screens.ts'
import { stageWords } from '../labels/stage-screens.ts'
import { trackingLabels } from '../labels.ts'
import { SENDINGS, STAGE_KINDS } from '../rules/stage.ts'
import classes from './tracking.module.css'
import { type StageFound, stageMails, stages, statuses } from './tracking-api.part.ts'
import { useTrackingTabs } from './tracking-tabs.part.ts'

type StageValues = Omit<StageFound, 'id' | 'position' | 'count'> & {
  key: string /** Absent of a new one. */
  id?: string
}
type Values = { stages: readonly StageValues[] }

const FIRST_COLOUR = '#868e96'
const blankStage = (): StageValues => ({
  key: crypto.randomUUID(),
  kind: 'normal',
  nameFr: '',
  nameEn: '',
  colour: FIRST_COLOUR,
  statusId: null,
  templateId: null,
  sending: 'none',
  most: null,
  active: true,
})

/** The stages that the orders of the company go through, in their order. Source: SUI-1, SUI-5 to SUI-9. */
export function StagesPage() {
  const words = useLabels(trackWords)
  const common = useLabels(commonWords)
  const { data, error } = useQuery(stages.all.queryOptions({ input: {} }))
  return (
    <>
      <ScreenHeading title={words.tracking} name={words.stages} tabs={useTrackingTabs('stages')} />
      {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
      {!data && !error && <Loader size="sm" m="md" role="status" aria-label={common.loading} />}
      {data && <StagesForm of={data} />}
    </>
  )
}

function StagesForm({ of }: { of: readonly StageFound[] }) {
  const words = useLabels(stageWords)
  const notify = useNotify()
  const may = useMay()
  const form = useRecordForm<Values, readonly StageFound[]>({
    initial: { stages: of.filter(({ active }) => active).map(asTyped) },
    input: ({ stages: typed }) => ({ stages: typed.map(({ key: _, ...stage }) => stage) }),
    schema: stagesContract.save['~orpc'].inputSchema,
    save: (input: Parameters<typeof stages.save.call>[0], saving) => stages.save.call(input, saving),
    onSaved: found => {
      notify.done(words.saved)
      // New ones have an id now: the next save changes them, and adds none.
      const now = { stages: found.filter(({ active }) => active).map(asTyped) }
      form.preset(now)
      form.settle(now)
      refresh()
    },
  })
  const { values } = form
  const put = (typed: readonly StageValues[]) => form.set({ stages: typed })
  return (
    <div className={classes.settings}>
      <p className={classes.text}>{words.intro}</p>
      <FormFrame form={form} submit={words.save} locked={may('orders.write') ? undefined : words.noMay}>
        {values.stages.map((stage, at) => (
          <StageFields
            key={stage.key}
            form={form}
            at={at}
            of={stage}
            change={part => put(values.stages.with(at, { ...stage, ...part }))}
            up={() => put(values.stages.with(at, values.stages[at - 1]!).with(at - 1, stage))}
            remove={() => put(values.stages.toSpliced(at, 1))}
          />
        ))}
        {form.errorAt('stages') && <p role="alert">{form.errorAt('stages')}</p>}
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={15} />}
            onClick={() => put([...values.stages, blankStage()])}
          >
            {words.add}
          </Button>
        </div>
      </FormFrame>
    </div>
  )
}

const asTyped = ({ position: _, count: __, ...stage }: StageFound): StageValues => ({ ...stage, key: stage.id })

type FieldsProps = {
  form: RecordForm<Values>
  at: number
  of: StageValues
  change(part: Partial<StageValues>): void
  up(): void
  remove(): void
}

function StageFields({ form, at, of, change, up, remove }: FieldsProps) {
  const words = useLabels(stageWords)
  const named = <Key extends keyof StageValues & string>(key: Key) => ({
    name: `stages.${at}.${key}`,
    value: of[key],
    error: form.errorAt(`stages.${at}.${key}`),
    onChange: (value: StageValues[Key]) => change({ [key]: value } as unknown as Partial<StageValues>),
  })
  const name = of.nameFr || words.place(at + 1)
  return (
    <fieldset className={classes.stageFields} aria-label={name}>
      <TextField {...named('nameFr')} label={words.nameFr} maxLength={100} required autoFocus={of.id === undefined} />
      <TextField {...named('nameEn')} label={words.nameEn} maxLength={100} />
      <ColorInput {...named('colour')} label={words.colour} format="hex" size="xs" withEyeDropper={false} />
      <StageChoices of={of} change={change} />
      <IntegerField {...named('most')} label={words.most} />
      <div className={classes.stageButtons}>
        {at > 0 && (
          <ActionIcon variant="subtle" aria-label={words.up(name)} onClick={up}>
            <IconArrowUp size={16} />
          </ActionIcon>
        )}
        <ActionIcon variant="subtle" aria-label={words.remove(name)} onClick={remove}>
          <IconTrash size={16} />
        </ActionIcon>
      </div>
    </fieldset>
  )
}

/** What a stage is, the status it gives, and what it sends. Source: SUI-8, SUI-9, SUI-13, X-51, X-52. */
function StageChoices({ of, change }: Pick<FieldsProps, 'of' | 'change'>) {
  const words = useLabels(stageWords)
  const { stageKinds } = useLabels(trackingLabels)
  const [language] = useLanguage()
  const { data: mails = [] } = useQuery(stageMails.all.queryOptions({ input: {} }))
  const { data: known = [] } = useQuery(statuses.all.queryOptions({ input: { kind: 'customer' } }))
  const shown = known.filter(({ id, active }) => active || id === of.statusId)
  return (
    <>
      <ChoiceField
        name={`${of.key}.kind`}
        label={words.kind}
        value={of.kind}
        onChange={kind => kind && change({ kind })}
        options={STAGE_KINDS.map(value => ({ value, label: stageKinds[value] }))}
      />
      <ChoiceField
        name={`${of.key}.status`}
        label={words.status}
        value={of.statusId ?? ''}
        onChange={statusId => change({ statusId: statusId || null })}
        options={[
          { value: '', label: words.keepStatus },
          ...shown.map(({ id, nameFr, nameEn }) => ({ value: id, label: (language === 'en' && nameEn) || nameFr })),
        ]}
      />
      <ChoiceField
        name={`${of.key}.template`}
        label={words.template}
        value={of.templateId ?? ''}
        onChange={id => change(id ? { templateId: id } : { templateId: null, sending: 'none' })}
        options={[{ value: '', label: words.noTemplate }, ...mails.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <ChoiceField
        name={`${of.key}.sending`}
        label={words.sending}
        value={of.sending}
        onChange={sending => sending && change({ sending })}
        options={SENDINGS.map(value => ({ value, label: words.sendings[value] }))}
        disabled={of.templateId === null}
      />
    </>
  )
}
