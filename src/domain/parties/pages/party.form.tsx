import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { CheckField, ChoiceField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow, Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { SeveralField } from '../../../platform/web/fields/several-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { partiesContract } from '../contract.ts'
import { partyWords } from '../labels/screens.ts'
import { partiesLabels } from '../labels.ts'
import { HONORIFICS, KINDS } from '../rules/name.ts'
import { AddressFields, noAddress, placeOf } from './address-fields.part.tsx'
import { BusinessFields, blankBusiness, businessOf } from './business-fields.part.tsx'
import type { Party } from './party-panel.part.tsx'

const api = apiOf('parties', partiesContract)
type Create = Parameters<typeof api.create.call>[0]
type Update = Parameters<typeof api.update.call>[0]

const blank = {
  kind: 'person' as Party['kind'],
  honorific: '' as Party['honorific'],
  lastName: '',
  firstName: '',
  legalName: '',
  emails: [] as string[],
  phones: [] as string[],
  ...blankBusiness,
  isCustomer: true,
  isSupplier: false,
  isMailingHouse: false,
  noMarketingOn: null as string | null,
  note: '',
  privateNote: '',
  billing: noAddress,
  elsewhere: false,
  shipping: noAddress,
}
export type PartyValues = typeof blank

const current = (party: Party, use: 'billing' | 'shipping') =>
  party.addresses.find(({ purpose, state }) => purpose === use && state === 'current')

function valuesOf(party: Party): PartyValues {
  const {
    kind,
    honorific,
    lastName,
    firstName,
    legalName,
    emails,
    phones,
    isCustomer,
    isSupplier,
    isMailingHouse,
    noMarketingOn,
    note,
    privateNote,
  } = party
  const shipping = current(party, 'shipping')
  const billing = current(party, 'billing')
  const own = {
    kind,
    honorific,
    lastName,
    firstName,
    legalName,
    emails,
    phones,
    isCustomer,
    isSupplier,
    isMailingHouse,
    noMarketingOn,
    note,
    privateNote,
  }
  return {
    ...own,
    ...businessOf(party),
    billing: billing ? placeOf(billing) : noAddress,
    elsewhere: shipping !== undefined,
    shipping: shipping ? placeOf(shipping) : noAddress,
  }
}

const inputOf = ({ billing, elsewhere, shipping, ...fields }: PartyValues) => ({
  ...fields,
  addresses: [
    { ...billing, purpose: 'billing' as const },
    ...(elsewhere ? [{ ...shipping, purpose: 'shipping' as const }] : []),
  ],
})

/** `DUPONT Jean` as last and first name: how a directory writes them. */
function namesIn(typed: string) {
  const [lastName = '', ...first] = typed.trim().split(/\s+/)
  return { lastName, firstName: first.join(' ') }
}

type CreateProps = {
  /** What was typed where nobody was found. */
  typed?: string
  onDone(id: string | undefined): void
}

/** A new contact, in the panel of the list. */
export function CreateParty({ typed = '', onDone }: CreateProps) {
  const labels = useLabels(partiesLabels)
  const words = useLabels(partyWords)
  const notify = useNotify()
  const form = useRecordForm({
    initial: { ...blank, ...namesIn(typed) },
    input: inputOf,
    schema: partiesContract.create['~orpc'].inputSchema,
    save: (input: Create, saving) => api.create.call(input, saving),
    onSaved: ({ id }) => {
      notify.done(words.created)
      refresh()
      onDone(id)
    },
  })
  return (
    <PanelForm title={labels.newParty}>
      <FormFrame form={form} submit={words.create} onCancel={() => onDone(undefined)}>
        <PartyFields form={form} />
      </FormFrame>
    </PanelForm>
  )
}

/** Changes a contact; refused when somebody else changed it meanwhile. */
export function EditParty({ party, onDone }: { party: Party; onDone(): void }) {
  const words = useLabels(partyWords)
  const form = useRecordForm({
    initial: valuesOf(party),
    input: values => ({ ...inputOf(values), id: party.id, revision: party.revision }),
    schema: partiesContract.update['~orpc'].inputSchema,
    save: (input: Update, saving) => api.update.call(input, saving),
    onSaved: () => {
      refresh()
      onDone()
    },
  })
  return (
    <FormFrame form={form} submit={words.save} onCancel={onDone}>
      <PartyFields form={form} />
    </FormFrame>
  )
}

function PartyFields({ form }: { form: RecordForm<PartyValues> }) {
  const { columns, kinds, honorifics, roles, role, billingAddress, shippingAddress } = useLabels(partiesLabels)
  const words = useLabels(partyWords)
  const person = form.values.kind === 'person'
  return (
    <>
      <SwitchField
        {...form.field('kind')}
        label={columns.kind}
        options={KINDS.map(value => ({ value, label: kinds[value] }))}
      />
      {!person && <TextField {...form.field('legalName')} label={columns.legalName} autoFocus />}
      <FieldRow widths="88px minmax(0, 1fr) minmax(0, 1fr)">
        <ChoiceField
          {...form.field('honorific')}
          label={columns.honorific}
          onChange={value => form.set({ honorific: value ?? '' })}
          options={HONORIFICS.map(value => ({ value, label: honorifics[value] }))}
        />
        <TextField {...form.field('lastName')} label={columns.lastName} autoFocus={person} />
        <TextField {...form.field('firstName')} label={columns.firstName} />
      </FieldRow>
      {person && <TextField {...form.field('legalName')} label={columns.legalName} />}
      <SeveralField {...form.field('emails')} label={columns.emails} placeholder={words.emailsHint} />
      <SeveralField {...form.field('phones')} label={columns.phones} />
      <Fieldset legend={billingAddress}>
        <AddressFields value={form.values.billing} onChange={billing => form.set({ billing })} name="billing" />
      </Fieldset>
      <CheckField {...form.field('elsewhere')} label={words.shippingToo} />
      {form.values.elsewhere && (
        <Fieldset legend={shippingAddress}>
          <AddressFields value={form.values.shipping} onChange={shipping => form.set({ shipping })} name="shipping" />
        </Fieldset>
      )}
      <BusinessFields form={form} />
      <Fieldset legend={role}>
        <CheckField {...form.field('isCustomer')} label={roles.customer} />
        <CheckField {...form.field('isSupplier')} label={roles.supplier} />
        <CheckField {...form.field('isMailingHouse')} label={roles['mailing-house']} />
      </Fieldset>
      <DayField {...form.field('noMarketingOn')} label={columns.noMarketingOn} description={words.noMarketingHint} />
      <TextField {...form.field('note')} label={columns.note} kind="lines" />
      <TextField {...form.field('privateNote')} label={columns.privateNote} kind="lines" />
    </>
  )
}
