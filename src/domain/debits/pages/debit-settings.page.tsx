import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { CheckField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { AmountField, IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDrawer } from '../../../platform/web/form/form-drawer.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { Section, Sections } from '../../../platform/web/section.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { paymentsWords } from '../../payments/labels/screens.ts'
import { bankAccountLookup } from '../../payments/pages/account-lookup.part.tsx'
import { BankAccountForm } from '../../payments/pages/bank-account.form.tsx'
import { debitSettingsContract } from '../contract.ts'
import { debitWords } from '../labels/screens.ts'
import { debitSettingsWords } from '../labels/settings-screens.ts'
import { creditorIdOf } from '../rules/creditor-id.ts'
import { debitSettings } from './debit-api.part.ts'
import { useDebitTabs } from './debit-tabs.part.tsx'

const SHORTEST = 8
type Form = ReturnType<typeof useSettingsForm>
type Settings = Awaited<ReturnType<typeof debitSettings.get.call>>

/** Who collects, where the money comes in, and what happens when it does not. Source: L-15, L-16. */
export function DebitSettingsPage() {
  const { debits, settings } = useLabels(debitWords)
  const common = useLabels(commonWords)
  const { data, error } = useQuery(debitSettings.get.queryOptions())
  return (
    <>
      <ScreenHeading title={debits} name={settings} tabs={useDebitTabs('debit-settings')} />
      {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
      {data === undefined && !error && <Loader size="sm" m="md" role="status" aria-label={common.loading} />}
      {data !== undefined && <SettingsForm key={data?.revision ?? 0} of={data} />}
    </>
  )
}

function useSettingsForm(of: Settings) {
  const words = useLabels(debitSettingsWords)
  const notify = useNotify()
  return useRecordForm({
    initial: {
      creditorId: of?.creditorId ?? '',
      creditorName: of?.creditorName ?? '',
      bankAccountId: of?.bankAccountId ?? (null as string | null),
      fileVersion: of?.fileVersion ?? ('08' as '08' | '02'),
      noticeDays: of?.noticeDays ?? (14 as number | null),
      leadDays: of?.leadDays ?? (2 as number | null),
      mandatePattern: of?.mandatePattern ?? 'M{n:6}',
      retries: of?.retries ?? (1 as number | null),
      retryDays: of?.retryDays ?? (10 as number | null),
      stopAfter: of?.stopAfter ?? (null as number | null),
      maxChargeCents: of?.maxChargeCents ?? (5000 as number | null),
      automatic: of?.automatic ?? false,
    },
    input: values => ({ ...values, ...(of ? { revision: of.revision } : {}) }),
    schema: debitSettingsContract.save['~orpc'].inputSchema,
    save: (input: Parameters<typeof debitSettings.save.call>[0], saving) => debitSettings.save.call(input, saving),
    onSaved: () => {
      notify.done(words.saved)
      refresh()
    },
  })
}

function SettingsForm({ of }: { of: Settings }) {
  const words = useLabels(debitSettingsWords)
  const { days } = useLabels(debitWords)
  const may = useMay()
  const form = useSettingsForm(of)
  const { creditorId } = form.values
  const good = creditorIdOf(creditorId) !== null
  return (
    <Sections>
      <FormFrame form={form} submit={words.save} locked={may('debits.write') ? undefined : words.noMay}>
        <Section title={words.collectedBy} text={words.creditorText}>
          <TextField
            {...form.field('creditorId')}
            label={words.creditorId}
            description={
              <span role="status">
                {creditorId.trim().length < SHORTEST ? (
                  words.creditorIdHint
                ) : (
                  <Status of={good ? 'good' : 'bad'} label={good ? words.creditorIdGood : words.creditorIdBad} />
                )}
              </span>
            }
            required
          />
          <TextField
            {...form.field('creditorName')}
            label={words.creditorName}
            description={words.creditorNameHint}
            required
          />
          <CreditedAccount form={form} />
          <SwitchField
            {...form.field('fileVersion')}
            label={words.fileVersion}
            options={(['08', '02'] as const).map(value => ({ value, label: `pain.008.001.${value}` }))}
          />
        </Section>
        <Section title={words.when} text={words.whenText}>
          <IntegerField {...form.field('noticeDays')} label={words.companyNoticeDays} unit={days} />
          <IntegerField
            {...form.field('leadDays')}
            label={words.leadDays}
            description={words.leadDaysHint}
            unit={days}
          />
          <TextField
            {...form.field('mandatePattern')}
            label={words.mandatePattern}
            description={words.mandatePatternHint}
          />
          <CheckField {...form.field('automatic')} label={words.automatic} description={words.automaticHint} />
        </Section>
        <Section title={words.unpaid}>
          <IntegerField {...form.field('retries')} label={words.retries} />
          <IntegerField {...form.field('retryDays')} label={words.retryDays} unit={days} />
          <IntegerField {...form.field('stopAfter')} label={words.stopAfter} description={words.stopAfterHint} />
          <AmountField {...form.field('maxChargeCents')} label={words.maxCharge} description={words.maxChargeHint} />
        </Section>
      </FormFrame>
    </Sections>
  )
}

/** Where the money comes in; one can be added without leaving the settings. */
function CreditedAccount({ form }: { form: Form }) {
  const words = useLabels(debitSettingsWords)
  const { newAccount } = useLabels(paymentsWords)
  const may = useMay()
  const [adding, setAdding] = useState(false)
  return (
    <>
      <LookupField
        {...form.field('bankAccountId')}
        label={words.bankAccount}
        source={bankAccountLookup}
        {...(may('books.write') ? { onCreate: () => setAdding(true) } : {})}
        required
      />
      <FormDrawer opened={adding} name={newAccount} onClose={() => setAdding(false)}>
        <BankAccountForm
          onDone={made => {
            setAdding(false)
            if (made) form.field('bankAccountId').onChange(made)
          }}
        />
      </FormDrawer>
    </>
  )
}
