import { Alert } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { CheckField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { addDays, day, isoDay } from '../../../values/day.ts'
import { contractsContract } from '../contract.ts'
import { contractFormWords } from '../labels/form-screens.ts'
import { contractWords } from '../labels/screens.ts'
import { lastDay } from '../rules/schedule.ts'
import { type Contract, contracts } from './contract-api.part.ts'
import classes from './contracts.module.css'

type Props = { of: Contract; onClose(): void }
const HALF = 'minmax(0, 1fr) minmax(0, 1fr)'

/** Begins a contract: its terms are planned. */
export function Activate({ of, onClose }: Props) {
  const words = useLabels(contractWords)
  const form = useLabels(contractFormWords)
  const saved = useSaved(onClose)
  const asked = useRecordForm({
    initial: { generateAll: false },
    input: ({ generateAll }) => ({ id: of.id, generateAll }),
    schema: contractsContract.activate['~orpc'].inputSchema,
    save: (input: Parameters<typeof contracts.activate.call>[0], saving) => contracts.activate.call(input, saving),
    onSaved: () => saved(words.activated),
  })
  return (
    <FormDialog title={words.activateTitle} form={asked} submit={words.activateNow} size={520} onClose={onClose}>
      <p className={classes.text}>{words.activateText}</p>
      {of.plansToEnd && (
        <CheckField {...asked.field('generateAll')} label={form.generateAll} description={form.generateAllHint} />
      )}
    </FormDialog>
  )
}

/** Terms that begin meanwhile are not invoiced. Source: A13. */
export function Pause({ of, onClose }: Props) {
  const words = useLabels(contractWords)
  const { today } = useSession()
  const saved = useSaved(onClose)
  const form = useRecordForm<{ from: string | null; to: string | null }, Contract>({
    initial: { from: today, to: null },
    input: ({ from, to }) => ({ id: of.id, from: from ?? undefined, to }),
    schema: contractsContract.pause['~orpc'].inputSchema,
    save: (input: Parameters<typeof contracts.pause.call>[0], saving) => contracts.pause.call(input, saving),
    onSaved: () => saved(words.paused),
  })
  return (
    <FormDialog title={words.pauseTitle} form={form} submit={words.pause} size={520} onClose={onClose}>
      <p className={classes.text}>{words.pauseText}</p>
      <FieldRow widths={HALF}>
        <DayField {...form.field('from')} label={words.pausedFrom} required />
        <DayField {...form.field('to')} label={words.pausedTo} description={words.pausedToHint} />
      </FieldRow>
    </FormDialog>
  )
}

/** Goes on from a day on. */
export function Resume({ of, onClose }: Props) {
  const words = useLabels(contractWords)
  const { today } = useSession()
  const saved = useSaved(onClose)
  const form = useRecordForm<{ on: string | null }, Contract>({
    initial: { on: of.pausedFrom !== null && of.pausedFrom > today ? of.pausedFrom : today },
    input: ({ on }) => ({ id: of.id, on: on ?? undefined }),
    schema: contractsContract.resume['~orpc'].inputSchema,
    save: (input: Parameters<typeof contracts.resume.call>[0], saving) => contracts.resume.call(input, saving),
    onSaved: () => saved(words.resumed),
  })
  return (
    <FormDialog title={words.resumeTitle} form={form} submit={words.resume} size={440} onClose={onClose}>
      <p className={classes.text}>{words.resumeText}</p>
      <DayField {...form.field('on')} label={words.resumedOn} required />
    </FormDialog>
  )
}

/** Ends a contract on a day, with what that leaves. Source: REC-24, L-10. */
export function Terminate({ of, onClose }: Props) {
  const words = useLabels(contractWords)
  const { today } = useSession()
  const saved = useSaved(onClose)
  const form = useRecordForm<{ on: string | null; reason: string; credit: boolean }, Contract>({
    initial: { on: today, reason: '', credit: of.freeToEnd },
    input: ({ on, reason, credit }) => ({ id: of.id, on: on ?? undefined, reason, credit }),
    schema: contractsContract.terminate['~orpc'].inputSchema,
    save: (input: Parameters<typeof contracts.terminate.call>[0], saving) => contracts.terminate.call(input, saving),
    onSaved: () => saved(words.terminated),
  })
  return (
    <FormDialog title={words.terminateTitle} form={form} submit={words.terminate} size={520} onClose={onClose}>
      <p className={classes.text}>{words.terminateText}</p>
      <FieldRow widths={HALF} phone="minmax(0, 1fr)">
        <DayField {...form.field('on')} label={words.terminatedOn} required />
        <TextField {...form.field('reason')} label={words.terminatedReason} required />
      </FieldRow>
      <WhatItLeaves of={of} on={form.values.on} />
      <CheckField {...form.field('credit')} label={words.creditBeyond} description={words.creditBeyondHint} />
    </FormDialog>
  )
}

/** Which terms go, which drafts, and what is owed back. */
function WhatItLeaves({ of, on }: { of: Contract; on: string | null }) {
  const words = useLabels(contractWords)
  const format = useFormat()
  const { data } = useQuery({
    ...contracts.termination.queryOptions({ input: on === null ? skipToken : { id: of.id, on } }),
    retry: false,
  })
  if (!data) return null
  const money = (cents: number) => format.money(cents, of.currency)
  return (
    <div role="status">
      <p className={classes.text}>
        <strong>{format.many(data.termCount, words.termGoes, words.termsGo)}</strong>
        {data.draftCount > 0 && `, ${format.many(data.draftCount, words.draftGoes, words.draftsGo)}`}
      </p>
      {data.sharedDraftCount > 0 && (
        <p className={classes.text}>
          {words.sharedDrafts(format.integer(data.sharedDraftCount), data.sharedDraftCount > 1)}
        </p>
      )}
      {data.beyondCents > 0 && !data.freeToEnd && (
        <p className={classes.text}>{words.beyond(money(data.beyondCents))}</p>
      )}
      {data.freeToEnd && (
        <Alert color="yellow" p="xs" mt={8} title={words.anyTime}>
          {data.refundCents > 0 ? words.toRefund(money(data.refundCents)) : words.anyTimeWhy}
        </Alert>
      )}
    </div>
  )
}

/** Goes on by a new contract. Source: A17. */
export function Renew({ of, onClose }: Props) {
  const words = useLabels(contractWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const notify = useNotify()
  const begins = of.endsOn && isoDay(addDays(day(of.endsOn), 1))
  const form = useRecordForm<{ endsOn: string | null }, Contract>({
    initial: { endsOn: begins && lastDay(begins, of.renewalEvery, of.renewalUnit) },
    input: ({ endsOn }) => ({ id: of.id, endsOn }),
    schema: contractsContract.renew['~orpc'].inputSchema,
    save: (input: Parameters<typeof contracts.renew.call>[0], saving) => contracts.renew.call(input, saving),
    onSaved: made => {
      notify.done(words.renewed(made.number))
      refresh()
      onClose()
      void navigate({ to: path(`contracts/${made.id}`) })
    },
  })
  return (
    <FormDialog title={words.renewTitle} form={form} submit={words.renew} size={520} onClose={onClose}>
      <p className={classes.text}>{words.renewText}</p>
      <DayField {...form.field('endsOn')} label={words.endsOn} description={words.endlessHint} />
    </FormDialog>
  )
}

/** Deletes a contract of which nothing was made. Source: REC-25, X-63. */
export function Remove({ of, onClose }: Props) {
  const words = useLabels(contractWords)
  const notify = useNotify()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const [working, setWorking] = useState(false)
  const remove = async () => {
    setWorking(true)
    try {
      await contracts.remove.call({ id: of.id })
      notify.done(words.removed)
      onClose()
      await navigate({ to: path('contracts'), search: {} as never })
      refresh()
    } catch (error) {
      notify.failed(error)
    } finally {
      setWorking(false)
    }
  }
  return (
    <Confirm
      opened
      title={words.removeTitle(of.number)}
      text={words.removeText}
      action={words.remove}
      danger
      working={working}
      onConfirm={() => void remove()}
      onCancel={onClose}
    />
  )
}
