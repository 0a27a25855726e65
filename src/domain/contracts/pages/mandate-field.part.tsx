import { useState } from 'react'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { NewMandate } from '../../debits/pages/mandate.form.tsx'
import { useMandateLookup } from '../../debits/pages/mandate-lookup.part.tsx'
import { contractFormWords } from '../labels/form-screens.ts'
import type { ContractValues } from './contract-values.part.ts'

type Part = { form: RecordForm<ContractValues> }

/** By which mandate of who pays it is collected; one can be added without leaving the form. Source: REC-34. */
export function MandateField({ form }: Part) {
  const { paymentMethod, payerId, customerId } = form.values
  const payer = payerId ?? customerId
  if (paymentMethod !== 'direct-debit' || !payer) return null
  return <Choose key={payer} form={form} payer={payer} />
}

function Choose({ form, payer }: Part & { payer: string }) {
  const words = useLabels(contractFormWords)
  const may = useMay()
  const source = useMandateLookup(payer)
  const [adding, setAdding] = useState(false)
  if (!may('debits.read')) return null
  return (
    <>
      <LookupField
        {...form.field('mandateId')}
        label={words.mandate}
        placeholder={words.mandateHint}
        source={source}
        {...(may('debits.write') ? { onCreate: () => setAdding(true) } : {})}
      />
      <NewMandate
        opened={adding}
        customerId={payer}
        onDone={made => {
          setAdding(false)
          if (made) form.field('mandateId').onChange(made)
        }}
      />
    </>
  )
}
