import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { useSession } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { contractsContract } from '../contract.ts'
import { contractFormWords } from '../labels/form-screens.ts'
import { type Contract, contracts } from './contract-api.part.ts'
import { type ContractValues, contractSaid, latestLines, typedContract } from './contract-values.part.ts'
import classes from './contracts.module.css'

/** A contract being changed, and the day its lines change. */
export type ChangeValues = ContractValues & { fromOn: string | null }
export type ChangeForm = RecordForm<ChangeValues>

type FrameProps = {
  title(number: string): string
  submit: string
  children(form: ChangeForm, contract: Contract): ReactNode
}

/** A contract taken up to be changed: read as it is now, then typed on. Source: REC-24. */
export function ChangeFrame(props: FrameProps) {
  const { id } = useParams({ strict: false }) as { id: string }
  const common = useLabels(commonWords)
  const [opened, setOpened] = useState<Contract | null>(null)
  const { data, error, isFetchedAfterMount } = useQuery(
    contracts.get.queryOptions({ input: { id }, refetchOnMount: 'always' }),
  )
  if (data && isFetchedAfterMount && !opened) setOpened(data)
  if (opened) return <Change key={opened.id} of={opened} {...props} />
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  return <p role="status">{common.loading}</p>
}

function Change({ of, title, submit, children }: FrameProps & { of: Contract }) {
  const words = useLabels(contractFormWords)
  const path = useCompanyPath()
  const notify = useNotify()
  const navigate = useNavigate()
  const { today } = useSession()
  const card = path(`contracts/${of.id}`)
  const form = useRecordForm<ChangeValues, Contract>({
    initial: { ...typedContract(latestLines(of), today), fromOn: null },
    input: ({ fromOn, ...values }) => ({
      ...contractSaid(values),
      id: of.id,
      revision: of.revision,
      fromOn: fromOn ?? undefined,
    }),
    schema: contractsContract.update['~orpc'].inputSchema,
    save: (input: Parameters<typeof contracts.update.call>[0], saving) => contracts.update.call(input, saving),
    onSaved: ({ number }) => {
      notify.done(words.saved(number))
      refresh()
      void navigate({ to: card })
    },
  })
  return (
    <>
      <ScreenHeading title={title(of.number)} name={title(of.number)} />
      <div className={classes.page}>
        <FormFrame form={form} submit={submit} onCancel={() => void navigate({ to: card })}>
          {children(form, of)}
        </FormFrame>
      </div>
    </>
  )
}

/** The day a change begins to hold; asked of a contract whose terms stand. Source: X-64. */
export function ChangeFrom({ form }: { form: ChangeForm }) {
  const words = useLabels(contractFormWords)
  return <DayField {...form.field('fromOn')} label={words.changeFrom} description={words.changeFromHint} />
}
