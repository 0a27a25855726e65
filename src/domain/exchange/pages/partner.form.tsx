import { useQuery } from '@tanstack/react-query'
import { SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { partnersContract } from '../contract.ts'
import { exchangeWords } from '../labels/exchange-screens.ts'
import { exchangeLabels } from '../labels.ts'
import { PRICE_POLICIES } from '../rules/states.ts'
import { type PartnerCard, type PartnerRow, partners } from './exchange-api.part.ts'

type Known = Pick<PartnerRow, 'partyId' | 'address' | 'pricePolicy'> & { revision?: number }
type Props = { partyId?: string; of?: PartnerCard; onClose(made?: PartnerCard): void }

/** Where the orders to a contact go, and whose prices count in its own: *Courriel commandes*. Source: INT-22 to INT-25, X-44. */
export function PartnerForm({ partyId, of, onClose }: Props) {
  const known = useQuery({
    ...partners.list.queryOptions({ input: { partyId: partyId ?? '', limit: 1 } }),
    enabled: partyId !== undefined,
  })
  if (of) return <Form of={of} onClose={onClose} />
  if (partyId === undefined) return <Form onClose={onClose} />
  if (!known.data) return null
  return <Form of={known.data.rows[0] ?? { partyId, address: '', pricePolicy: 'ours' }} onClose={onClose} />
}

function Form({ of, onClose }: { of?: Known; onClose: Props['onClose'] }) {
  const words = useLabels(exchangeWords)
  const { pricePolicies } = useLabels(exchangeLabels)
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: {
      partyId: of?.partyId ?? (null as string | null),
      address: of?.address ?? '',
      pricePolicy: of?.pricePolicy ?? ('ours' as const),
    },
    input: values => ({ ...values, ...(of?.revision === undefined ? {} : { revision: of.revision }) }),
    schema: partnersContract.save['~orpc'].inputSchema,
    save: (input: Parameters<typeof partners.save.call>[0], saving) => partners.save.call(input, saving),
    onSaved: made => {
      saved(words.saved)
      onClose(made)
    },
  })
  return (
    <FormDialog title={of ? words.orderMail : words.newPartner} form={form} submit={words.save} onClose={onClose}>
      {!of && (
        <LookupField {...form.field('partyId')} label={words.contact} source={contactLookup} required autoFocus />
      )}
      <TextField {...form.field('address')} label={words.address} description={words.addressHint} />
      <SwitchField
        {...form.field('pricePolicy')}
        label={words.pricePolicy}
        options={PRICE_POLICIES.map(value => ({ value, label: pricePolicies[value] }))}
      />
    </FormDialog>
  )
}
