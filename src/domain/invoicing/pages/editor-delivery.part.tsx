import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { partiesContract } from '../../parties/contract.ts'
import { AddressFields, noAddress, type Place } from '../../parties/pages/address-fields.part.tsx'
import { editorWords } from '../labels/editor.ts'
import { type AddressLines, addressInLine } from '../rules/document.ts'
import classes from './editor.module.css'
import type { Draft } from './editor-draft.part.ts'

const parties = apiOf('parties', partiesContract)
/** What is chosen that is no address of the customer. */
const OWN = 'own'
const TYPED = 'typed'

const addressOf = ({ line1, line2, line3, postcode, town, country }: Place): AddressLines => ({
  lines: [line1, line2, line3].filter(Boolean),
  postcode,
  town,
  country,
})

const placeOf = ({ lines: [line1 = '', line2 = '', ...rest], postcode, town, country }: AddressLines): Place => ({
  line1,
  line2,
  line3: rest.join(', '),
  postcode,
  town,
  country,
})

type Delivered = Pick<Draft, 'customerId' | 'deliveryAddress'>
type DeliveryForm = Pick<RecordForm<Delivered>, 'values' | 'set' | 'errorAt'>

/** Where it is delivered, which says its VAT: as the customer's copies, at another address of the customer, or anywhere. */
export function EditorDelivery({ form }: { form: DeliveryForm }) {
  const words = useLabels(editorWords)
  const { customerId, deliveryAddress } = form.values
  const { data } = useQuery(parties.get.queryOptions({ input: customerId ? { id: customerId } : skipToken }))
  const known = (data?.addresses ?? [])
    .filter(({ state }) => state !== 'past')
    .map(address => ({ id: address.id, address: addressOf(address) }))
  const [typing, setTyping] = useState<Place | null>(null)
  const same = known.find(({ address }) => deliveryAddress && addressInLine(address) === addressInLine(deliveryAddress))
  const typed = typing ?? (deliveryAddress && !same ? placeOf(deliveryAddress) : null)
  const choose = (choice: string | null) => {
    const chosen = known.find(({ id }) => id === choice)
    setTyping(choice === TYPED ? noAddress : null)
    form.set({ deliveryAddress: chosen?.address ?? (choice === TYPED ? addressOf(noAddress) : null) })
  }
  const type = (place: Place) => {
    setTyping(place)
    form.set({ deliveryAddress: addressOf(place) })
  }
  return (
    <>
      <div data-wide>
        <ChoiceField
          name="delivery"
          label={words.delivery}
          description={words.deliveryHint}
          error={form.errorAt('deliveryAddress')}
          value={typed ? TYPED : (same?.id ?? OWN)}
          onChange={choose}
          options={[
            { value: OWN, label: words.deliveryOwn },
            ...known.map(({ id, address }) => ({ value: id, label: addressInLine(address) })),
            { value: TYPED, label: words.deliveryTyped },
          ]}
        />
      </div>
      {typed && (
        <div data-wide className={classes.delivery}>
          <AddressFields name="deliveryAddress" value={typed} onChange={type} />
        </div>
      )}
    </>
  )
}
