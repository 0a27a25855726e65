import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { CheckField } from '../../../platform/web/fields/choice-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { Section, Sections } from '../../../platform/web/section.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { contractSettingsContract } from '../contract/forecast.ts'
import { forecastWords } from '../labels/forecast-screens.ts'
import { contractWords } from '../labels/screens.ts'
import { contractsLabels } from '../labels.ts'
import { TERM_STATES, type TermState } from '../rules/term-state.ts'
import { contractSettings } from './contract-api.part.ts'
import { useContractTabs } from './contract-tabs.part.tsx'

type Settings = Awaited<ReturnType<typeof contractSettings.get.call>>
type Values = { names: Record<TermState, string>; noticeDays: number | null; automatic: boolean }

/** When consumers are told of a tacit renewal, and the company's words for the states of terms. Source: L-10, X-68. */
export function ContractSettingsPage() {
  const words = useLabels(contractWords)
  const common = useLabels(commonWords)
  const { data, error } = useQuery(contractSettings.get.queryOptions())
  return (
    <>
      <ScreenHeading title={words.contracts} name={words.settings} tabs={useContractTabs('contract-settings')} />
      {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
      {!data && !error && <Loader size="sm" m="md" role="status" aria-label={common.loading} />}
      {data && <SettingsForm of={data} />}
    </>
  )
}

/** A word that says what ours does is not one of its own. */
function namesSaid(names: Values['names'], ours: Values['names']) {
  const own = TERM_STATES.map(state => [state, names[state].trim()] as const)
  return Object.fromEntries(own.filter(([state, name]) => name !== '' && name !== ours[state]))
}

function SettingsForm({ of }: { of: Settings }) {
  const words = useLabels(forecastWords)
  const { termStates: states } = useLabels(contractsLabels)
  const may = useMay()
  const notify = useNotify()
  const none = Object.fromEntries(TERM_STATES.map(state => [state, ''])) as Values['names']
  const form = useRecordForm<Values, Settings>({
    initial: { names: { ...none, ...of.termStates }, noticeDays: of.noticeDays, automatic: of.automatic },
    input: ({ names, noticeDays, automatic }) => ({
      termStates: namesSaid(names, states),
      noticeDays: noticeDays ?? undefined,
      automatic,
    }),
    schema: contractSettingsContract.save['~orpc'].inputSchema,
    save: (input: Parameters<typeof contractSettings.save.call>[0], saving) =>
      contractSettings.save.call(input, saving),
    onSaved: () => {
      notify.done(words.saved)
      form.settle(form.values)
      refresh()
    },
  })
  return (
    <Sections>
      <FormFrame form={form} submit={words.save} locked={may('contracts.write') ? undefined : words.noMay}>
        <Section title={words.notices} text={words.noticesText}>
          <IntegerField
            {...form.field('noticeDays')}
            label={words.noticeDays}
            description={words.noticeDaysHint}
            required
          />
          <CheckField {...form.field('automatic')} label={words.automatic} description={words.automaticHint} />
        </Section>
        <Section title={words.stateWords} text={words.stateWordsText}>
          {TERM_STATES.map(state => (
            <TextField
              key={state}
              name={`termStates.${state}`}
              label={states[state]}
              placeholder={states[state]}
              maxLength={30}
              value={form.values.names[state]}
              onChange={name => form.set({ names: { ...form.values.names, [state]: name } })}
              error={form.errorAt(`termStates.${state}`)}
            />
          ))}
        </Section>
      </FormFrame>
    </Sections>
  )
}
