import { Text } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { CheckField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FileField, type GivenFile } from '../../../platform/web/fields/file-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { FormDrawer } from '../../../platform/web/form/form-drawer.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { mandatesContract } from '../contract.ts'
import { debitsLabels } from '../labels/lists.ts'
import { mandateWords } from '../labels/mandate-screens.ts'
import { debitWords } from '../labels/screens.ts'
import { mandates } from './debit-api.part.ts'
import {
  type AccountValues,
  AgreedFields,
  type AgreedValues,
  BicField,
  DebtorFields,
  type DebtorValues,
  IbanField,
  KindFields,
  type KindValues,
  PROOF_FILES,
} from './mandate-fields.part.tsx'

type Props = { customerId?: string | null | undefined; onDone(id: string | undefined): void }
type Values = AccountValues &
  DebtorValues &
  AgreedValues &
  KindValues & {
    customerId: string | null
    isHolder: boolean
    reference: string
    signedOn: string | null
    signedTown: string
    proof: GivenFile | null
  }

const blank = { iban: '', bic: '', debtorName: '', lines: '', postcode: '', town: '', country: 'FR', reference: '' }

function useMandateForm({ customerId, onDone }: Props) {
  const words = useLabels(mandateWords)
  const saved = useSaved(() => {})
  return useRecordForm({
    initial: {
      ...blank,
      ...{ customerId: customerId ?? null, isHolder: true, scheme: 'core', frequency: 'recurrent' },
      ...{ noticeDays: null, language: 'fr', signedOn: null, signedTown: '', proof: null },
    } as Values,
    input: ({ isHolder, debtorName, lines, postcode, town, country, reference, signedOn, proof, ...values }) => ({
      ...values,
      ...(isHolder ? {} : { debtorName, lines, postcode, town, country: country.toUpperCase() }),
      reference: reference || undefined,
      signedOn: signedOn ?? undefined,
      proof: proof ?? undefined,
    }),
    schema: mandatesContract.create['~orpc'].inputSchema,
    save: (input: Parameters<typeof mandates.create.call>[0], saving) => mandates.create.call(input, saving),
    onSaved: ({ id }) => {
      saved(words.mandateSaved)
      onDone(id)
    },
  })
}

/** A mandate of a customer, signed or to be signed. Source: REC-34. */
export function MandateForm(props: Props) {
  const words = useLabels(mandateWords)
  const { customer } = useLabels(debitWords)
  const { columns } = useLabels(debitsLabels)
  const form = useMandateForm(props)
  const { field, values } = form
  return (
    <PanelForm title={words.newMandate}>
      <FormFrame form={form} submit={words.saveMandate} onCancel={() => props.onDone(undefined)}>
        <LookupField
          {...field('customerId')}
          label={customer}
          source={contactLookup}
          disabled={Boolean(props.customerId)}
          required
        />
        <AlreadyValid customerId={values.customerId} />
        <IbanField form={form} label={words.iban} />
        <BicField form={form as never} />
        <CheckField {...field('isHolder')} label={words.isHolder} description={words.isHolderHint} />
        {!values.isHolder && <DebtorFields form={form as never} />}
        <TextField
          {...field('reference')}
          label={words.fields.reference}
          description={words.referenceHint}
          maxLength={35}
        />
        <KindFields form={form as never} />
        <DayField {...field('signedOn')} label={columns.signedOn} description={words.signedHint} />
        {values.signedOn && (
          <>
            <TextField {...field('signedTown')} label={words.signedTown} />
            <FileField {...field('proof')} label={words.proof} description={words.proofHint} {...PROOF_FILES} />
          </>
        )}
        <AgreedFields form={form as never} />
      </FormFrame>
    </PanelForm>
  )
}

/** Said before a second mandate is signed for nothing. */
function AlreadyValid({ customerId }: { customerId: string | null }) {
  const words = useLabels(mandateWords)
  const { data } = useQuery(
    mandates.list.queryOptions({ input: customerId ? { customerId, state: 'valid', limit: 1 } : skipToken }),
  )
  const [known] = data?.rows ?? []
  if (!known) return null
  return (
    <Text size="sm" role="status">
      {words.alreadyValid(known.reference)}
    </Text>
  )
}

/** A mandate added over the screen that waits for it. */
export function NewMandate({ opened, customerId, onDone }: Props & { opened: boolean }) {
  const words = useLabels(mandateWords)
  return (
    <FormDrawer opened={opened} name={words.newMandate} onClose={() => onDone(undefined)}>
      <MandateForm customerId={customerId} onDone={onDone} />
    </FormDrawer>
  )
}
