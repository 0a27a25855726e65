import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { CheckField } from '../../../platform/web/fields/choice-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { Section, Sections } from '../../../platform/web/section.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { returnedMailContract, returnsSettingsContract } from '../contract.ts'
import { returnsWords } from '../labels/screens.ts'
import { useReturnsTabs } from './returns-tabs.part.tsx'

const api = apiOf('returnedMail', returnedMailContract)
const settingsApi = apiOf('returnsSettings', returnsSettingsContract)
type Rate = Awaited<ReturnType<typeof api.rates.call>>[number] & { id: string }
type Settings = Awaited<ReturnType<typeof settingsApi.get.call>>

/** Where mail comes back from, and how that is dealt with. Source: M-12. */
export function ReturnRatesPage() {
  const words = useLabels(returnsWords)
  const common = useLabels(commonWords)
  const may = useMay()
  const settings = useQuery(settingsApi.get.queryOptions({ input: {} }))
  return (
    <>
      <ScreenHeading title={words.returned} name={words.rates} tabs={useReturnsTabs('return-rates')} />
      <Sections>
        <Section title={words.rates} text={words.ratesText}>
          <Rates />
        </Section>
        {may('catalog.write') && (
          <Section title={words.settings}>
            {settings.error && <p role="alert">{failureOf(settings.error, common.unreachable).message}</p>}
            {settings.data && <SettingsForm key={settings.data.revision} settings={settings.data} />}
          </Section>
        )}
      </Sections>
    </>
  )
}

function Rates() {
  const words = useLabels(returnsWords)
  const format = useFormat()
  const query = useQuery(api.rates.queryOptions({ input: {} }))
  const rows = query.data?.map(rate => ({ ...rate, id: `${rate.mailingHouse} ${rate.department}` }))
  const columns: ListColumn<Rate>[] = [
    { key: 'mailingHouse', header: words.house, text: row => row.mailingHouse || words.ownHouse },
    { key: 'department', header: words.department },
    { key: 'shipments', header: words.shipments, kind: 'integer' },
    { key: 'returns', header: words.returnsCount, kind: 'integer' },
    {
      key: 'rate',
      header: words.rate,
      align: 'end',
      text: row => format.percent(Math.round((row.returns / row.shipments) * 10_000)),
    },
  ]
  return <SmallTable query={{ ...query, data: rows && { rows } } as never} columns={columns} empty={words.noRates} />
}

function SettingsForm({ settings }: { settings: Settings }) {
  const words = useLabels(returnsWords)
  const notify = useNotify()
  const form = useRecordForm<{ heldAfter: number | null; asksByMail: boolean }, Settings>({
    initial: { heldAfter: settings.heldAfter, asksByMail: settings.asksByMail },
    input: values => ({ ...values, revision: settings.revision }),
    schema: returnsSettingsContract.update['~orpc'].inputSchema,
    save: (input: Parameters<typeof settingsApi.update.call>[0]) => settingsApi.update.call(input),
    onSaved: () => {
      notify.done(words.settingsSaved)
      refresh()
    },
  })
  return (
    <FormFrame form={form} submit={words.saveSettings}>
      <IntegerField
        {...form.field('heldAfter')}
        label={words.heldAfter}
        description={words.heldAfterHint}
        unit={words.returnMany}
        required
      />
      <CheckField {...form.field('asksByMail')} label={words.asksByMail} />
    </FormFrame>
  )
}
