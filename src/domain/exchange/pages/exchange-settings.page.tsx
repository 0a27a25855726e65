import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { failureOf } from '../../../platform/web/failure.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { CheckField } from '../../../platform/web/fields/choice-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { Section, Sections } from '../../../platform/web/section.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { SendingAccount } from '../../messaging/pages/sending-account.part.tsx'
import { exchangeSettingsContract } from '../contract.ts'
import { exchangeWords } from '../labels/exchange-screens.ts'
import classes from './exchange.module.css'
import { exchangeSettings, type Settings } from './exchange-api.part.ts'
import { useExchangeTabs } from './exchange-tabs.part.tsx'

/** Who this company is for its partners, and with which key it signs. Source: INT-10, X-40. */
export function ExchangeSettingsPage() {
  const words = useLabels(exchangeWords)
  const common = useLabels(commonWords)
  const { data, error, refetch } = useQuery(exchangeSettings.get.queryOptions())
  return (
    <>
      <ScreenHeading title={words.title} name={words.settings} tabs={useExchangeTabs('exchange-settings')} />
      {error && !data && (
        <Sections>
          <p role="alert">{failureOf(error, common.unreachable).message}</p>
          <div className={classes.buttons}>
            <Button variant="default" onClick={() => void refetch()}>
              {common.retry}
            </Button>
          </div>
        </Sections>
      )}
      {!data && !error && <Loader size="sm" m="md" role="status" aria-label={common.loading} />}
      {data && (
        <Sections>
          <SettingsForm key={data.revision} of={data} />
          <SendingAccount />
          <Key of={data} />
        </Sections>
      )}
    </>
  )
}

function SettingsForm({ of }: { of: Settings }) {
  const words = useLabels(exchangeWords)
  const may = useMay()
  const notify = useNotify()
  const { address, answersByItself, alertHours, revision, usedAddress, userOfAddress } = of
  const form = useRecordForm({
    initial: { address, answersByItself, alertHours: alertHours as number | null },
    input: values => ({ ...values, revision }),
    schema: exchangeSettingsContract.update['~orpc'].inputSchema,
    save: (input: Parameters<typeof exchangeSettings.update.call>[0], saving) =>
      exchangeSettings.update.call(input, saving),
    onSaved: () => {
      notify.done(words.saved)
      refresh()
    },
  })
  const warning = usedAddress === '' ? words.noAddress : userOfAddress && words.addressOfUser(userOfAddress)
  return (
    <FormFrame form={form} submit={words.save} locked={may('exchange.write') ? undefined : words.noMay}>
      <Section title={words.who} text={words.whoText}>
        <TextField
          {...form.field('address')}
          label={words.ownAddress}
          description={
            <span role="status" className={classes.sentence}>
              {warning ? (
                <Status of="warning" label={warning} />
              ) : (
                words.ownAddressHint(address === '' ? usedAddress : '')
              )}
            </span>
          }
        />
        <CheckField
          {...form.field('answersByItself')}
          label={words.answersByItself}
          description={words.answersByItselfHint}
        />
        <IntegerField {...form.field('alertHours')} label={words.alertHours} unit={words.hours} />
      </Section>
    </FormFrame>
  )
}

function Key({ of: { keyId, keySince } }: { of: Settings }) {
  const words = useLabels(exchangeWords)
  const format = useFormat()
  const may = useMay()
  const notify = useNotify()
  const [asked, setAsked] = useState(false)
  const rotate = async () => {
    setAsked(false)
    try {
      const { told } = await exchangeSettings.rotateKey.call(undefined, {
        context: { idempotencyKey: crypto.randomUUID() },
      })
      notify.done(words.rotated(format.integer(told)))
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
  return (
    <Section title={words.key} text={words.keyText}>
      <p className={classes.text}>{words.keyNow(keyId, format.instant(keySince))}</p>
      {may('exchange.write') && (
        <div className={classes.buttons}>
          <Button size="xs" variant="default" onClick={() => setAsked(true)}>
            {words.rotate}
          </Button>
        </div>
      )}
      <Confirm
        opened={asked}
        title={words.rotateTitle}
        text={words.rotateText}
        action={words.rotate}
        onConfirm={() => void rotate()}
        onCancel={() => setAsked(false)}
      />
    </Section>
  )
}
