import { Button } from '@mantine/core'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { type Format, useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { addressesContract } from '../contract/addresses.ts'
import { addressWords } from '../labels/addresses.ts'
import classes from './addresses.module.css'
import type { Party } from './party-panel.part.tsx'

const api = apiOf('addresses', addressesContract)
type Address = Party['addresses'][number]
type Words = (typeof addressWords)['fr']

const TONES: Record<Address['state'], Tone> = { current: 'good', planned: 'coming', past: 'off' }

/** The lines of an address, without its dates. */
export const placeLines = ({ line1, line2, line3, postcode, town, country }: Address): string[] =>
  [line1, line2, line3, `${postcode} ${town}`.trim(), country === 'FR' ? '' : country].filter(Boolean)

function period({ validFrom, validTo, issuesFrom, state }: Address, words: Words, format: Format): string {
  const said = [
    issuesFrom && words.fromIssues(format.day(issuesFrom)),
    !issuesFrom && validFrom && (state === 'planned' ? words.fromDay : words.sinceDay)(format.day(validFrom)),
    validTo && words.untilDay(format.day(validTo)),
  ]
  return said.filter(Boolean).join(' ')
}

/** Every address of a contact: what serves now, what is planned, and on demand what served before. Source: CIR-16. */
export function PartyAddresses({ party }: { party: Party }) {
  const words = useLabels(addressWords)
  const [removing, setRemoving] = useState<Address | null>(null)
  const shown = party.addresses.filter(({ state }) => state !== 'past')
  const past = party.addresses.filter(({ state }) => state === 'past')
  if (party.addresses.length === 0) return null
  return (
    <section className={classes.addresses} aria-label={words.addresses}>
      <ul className={classes.cards}>
        {shown.map(address => (
          <AddressItem key={address.id} of={address} onRemove={() => setRemoving(address)} />
        ))}
      </ul>
      {past.length > 0 && (
        <details>
          <summary>{words.history(past.length)}</summary>
          <ul className={classes.cards}>
            {past.map(address => (
              <AddressItem key={address.id} of={address} />
            ))}
          </ul>
        </details>
      )}
      {removing && <RemoveDialog partyId={party.id} address={removing} onClose={() => setRemoving(null)} />}
    </section>
  )
}

function AddressItem({ of: address, onRemove }: { of: Address; onRemove?: () => void }) {
  const words = useLabels(addressWords)
  const format = useFormat()
  const may = useMay()
  return (
    <li className={classes.address} data-state={address.state}>
      <header>
        <strong>{words.uses[address.purpose]}</strong>
        <Status of={TONES[address.state]} label={words.states[address.state]} />
      </header>
      <address>{placeLines(address).join('\n')}</address>
      <small>{period(address, words, format)}</small>
      {address.undeliverableOn && <Status of="bad" label={words.undeliverable(format.day(address.undeliverableOn))} />}
      {onRemove &&
        may('parties.write') &&
        (address.state === 'planned' || address.purpose !== 'billing' || address.issuesFrom) && (
          <Button variant="subtle" size="compact-xs" onClick={onRemove}>
            {address.state === 'planned' ? words.remove : words.end}
          </Button>
        )}
    </li>
  )
}

function RemoveDialog({ partyId, address, onClose }: { partyId: string; address: Address; onClose(): void }) {
  const words = useLabels(addressWords)
  const notify = useNotify()
  const [working, setWorking] = useState(false)
  const remove = async () => {
    setWorking(true)
    try {
      await api.remove.call({ id: partyId, addressId: address.id })
      notify.done(words.removed)
    } catch (error) {
      notify.failed(error)
    }
    refresh()
    onClose()
  }
  return (
    <Confirm
      opened
      danger
      title={words.removeTitle}
      text={words.removeText(placeLines(address).join(', '))}
      action={address.state === 'planned' ? words.remove : words.end}
      working={working}
      onCancel={onClose}
      onConfirm={() => void remove()}
    />
  )
}
