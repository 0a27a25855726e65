import { skipToken, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useMay, useSession } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { NewContact } from '../../invoicing/pages/new-contact.part.tsx'
import { contractsContract } from '../contract.ts'
import { contractFormWords } from '../labels/form-screens.ts'
import { type Contract, contracts } from './contract-api.part.ts'
import { type ContractValues, contractSaid, emptyContract, typedContract } from './contract-values.part.ts'
import classes from './contracts.module.css'
import { GenerateAll, HeadFields, ReferenceFields } from './head-fields.part.tsx'
import { LineFields } from './line-fields.part.tsx'
import { ScheduleFields } from './schedule-fields.part.tsx'
import { SchedulePreview } from './schedule-preview.part.tsx'
import { type Step, Steps } from './steps.part.tsx'

const schema = contractsContract.create['~orpc'].inputSchema!
/** What the first step asks; the rest is asked with the second. */
const headSchema = schema.pick({ title: true, customerId: true })
const IN_HEAD = ['title', 'customerId', 'payerId', 'owner', 'paymentDays', 'mandateId', 'privateNote'] as const

/** A new contract: blank, from a document, or like another one; for whom may be said in the address. Source: REC-4, REC-5. */
export function NewContractPage() {
  const common = useLabels(commonWords)
  const { today, user } = useSession()
  const [{ customerId, invoiceId, contractId }] = useSearchValues()
  const copied = invoiceId !== undefined || contractId !== undefined
  const { data, error } = useQuery(
    contracts.copy.queryOptions({ input: copied ? { invoiceId, contractId } : skipToken, staleTime: 0 }),
  )
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (copied && !data) return <p role="status">{common.loading}</p>
  const initial = data
    ? typedContract(data, today)
    : emptyContract(today, { customerId: customerId ?? null, owner: user.initials })
  return <NewContract initial={initial} originInvoiceId={data?.originInvoiceId ?? null} />
}

type NewProps = { initial: ContractValues; originInvoiceId: string | null }

/** In two steps: the key facts, then its lines and terms. Source: REC-13. */
function NewContract({ initial, originInvoiceId }: NewProps) {
  const words = useLabels(contractFormWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const [step, setStep] = useState<Step>('head')
  const form = useNewContract(initial, originInvoiceId, step, setStep)
  useEffect(() => {
    if (IN_HEAD.some(field => form.errorAt(field) !== undefined)) setStep('head')
  }, [form.errorAt])
  return (
    <>
      <ScreenHeading title={words.newContract} name={words.newContract} />
      <div className={classes.page}>
        <Steps at={step} onBack={() => setStep('head')} />
        <FormFrame
          key={step}
          form={form}
          submit={step === 'head' ? words.next : words.save}
          columns={step === 'head' ? 2 : 1}
          onCancel={() => void navigate({ to: path('contracts') })}
        >
          {step === 'head' ? <Head form={form} /> : <LinesAndTerms form={form} />}
        </FormFrame>
      </div>
    </>
  )
}

/** One form over both steps: the first one only asks to go on. */
function useNewContract(
  initial: ContractValues,
  originInvoiceId: string | null,
  step: Step,
  setStep: (step: Step) => void,
): RecordForm<ContractValues> {
  const words = useLabels(contractFormWords)
  const notify = useNotify()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const form = useRecordForm<ContractValues, Contract | null>({
    initial,
    input: values => ({
      ...contractSaid(values),
      originInvoiceId,
      active: values.active,
      generateAll: values.active && values.plansToEnd && values.generateAll,
    }),
    schema: step === 'head' ? headSchema : schema,
    save: (input, saving) => (step === 'head' ? Promise.resolve(null) : contracts.create.call(input, saving)),
    onSaved: made => {
      if (!made) {
        form.set({}) // nothing is kept yet: leaving would lose it
        setStep('lines')
        return
      }
      notify.done(words.created(made.number))
      refresh()
      void navigate({ to: path(`contracts/${made.id}`) })
    },
  })
  return form
}

function Head({ form }: { form: RecordForm<ContractValues> }) {
  const may = useMay()
  const [typed, setTyped] = useState<string | undefined>(undefined)
  return (
    <>
      <HeadFields form={form} isNew onCreateCustomer={may('parties.write') ? setTyped : undefined} />
      <NewContact
        typed={typed}
        onDone={id => {
          setTyped(undefined)
          if (id) form.set({ customerId: id })
        }}
      />
    </>
  )
}

function LinesAndTerms({ form }: { form: RecordForm<ContractValues> }) {
  const words = useLabels(contractFormWords)
  return (
    <>
      <section className={classes.lines} aria-label={words.lines}>
        <h2>{words.lines}</h2>
        <LineFields form={form} />
        <ReferenceFields form={form} />
      </section>
      <div className={classes.schedule}>
        <div>
          <ScheduleFields form={form as never} />
          <GenerateAll form={form} />
        </div>
        <SchedulePreview of={form.values} />
      </div>
    </>
  )
}
