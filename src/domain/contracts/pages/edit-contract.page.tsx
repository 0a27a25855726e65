import { useState } from 'react'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { NewContact } from '../../invoicing/pages/new-contact.part.tsx'
import { contractFormWords } from '../labels/form-screens.ts'
import { type ChangeForm, ChangeFrame, ChangeFrom } from './change.form.tsx'
import type { Contract } from './contract-api.part.ts'
import type { ContractValues } from './contract-values.part.ts'
import classes from './contracts.module.css'
import { Difference } from './difference.part.tsx'
import { HeadFields, ReferenceFields } from './head-fields.part.tsx'
import { LineFields } from './line-fields.part.tsx'

/** What a contract says and what it invoices; its schedule has a page of its own. Source: REC-24. */
export function EditContractPage() {
  const words = useLabels(contractFormWords)
  return (
    <ChangeFrame title={words.editContract} submit={words.saveChange}>
      {(form, contract) => <Fields form={form} of={contract} />}
    </ChangeFrame>
  )
}

function Fields({ form, of }: { form: ChangeForm; of: Contract }) {
  const words = useLabels(contractFormWords)
  const may = useMay()
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const typedForm = form as unknown as RecordForm<ContractValues>
  return (
    <>
      <div className={classes.head}>
        <HeadFields form={typedForm} isNew={false} onCreateCustomer={may('parties.write') ? setTyped : undefined} />
      </div>
      <section className={classes.lines} aria-label={words.lines}>
        <h2>{words.lines}</h2>
        <LineFields form={typedForm} />
        <ReferenceFields form={typedForm} />
      </section>
      {of.activatedOn !== null && (
        <>
          <div className={classes.changeFrom}>
            <ChangeFrom form={form} />
          </div>
          {form.changed && <Difference of={of} values={form.values} fromOn={form.values.fromOn} />}
        </>
      )}
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
