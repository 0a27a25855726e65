import { Text } from '@mantine/core'
import type { ComponentType } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import type { FieldProps } from '../../../platform/web/fields/field-types.ts'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { addressesContract } from '../contract/addresses.ts'
import { addressWords } from '../labels/addresses.ts'
import { AddressFields, noAddress } from './address-fields.part.tsx'
import type { Party } from './party-panel.part.tsx'

const api = apiOf('addresses', addressesContract)
type Move = Parameters<typeof api.move.call>[0]

/** Chooses an issue to come and gives the day it bears; the slice of titles has it, the app brings it. */
export type IssueField = ComponentType<FieldProps<string | null>>

const USES = ['shipping', 'billing', 'temporary'] as const
const WHENS = ['now', 'day', 'issue'] as const

const blank = {
  purpose: 'shipping' as (typeof USES)[number],
  when: 'now' as (typeof WHENS)[number],
  validFrom: null as string | null,
  validTo: null as string | null,
  issuesFrom: null as string | null,
  place: noAddress,
}
type Values = typeof blank

function inputOf({ purpose, when, validFrom, validTo, issuesFrom, place }: Values) {
  if (purpose === 'temporary') return { purpose, ...place, validFrom: validFrom ?? undefined, validTo }
  return {
    purpose,
    ...place,
    validFrom: when === 'day' ? (validFrom ?? undefined) : undefined,
    issuesFrom: when === 'issue' ? issuesFrom : null,
  }
}

/** Another address now, from a day, from an issue, or for a period. Source: CIR-16. */
export function MoveDialog({ party, issueField, onClose }: { party: Party; issueField?: IssueField; onClose(): void }) {
  const words = useLabels(addressWords)
  const saved = useSaved(onClose)
  const shipsElsewhere = party.addresses.some(({ purpose, state }) => purpose === 'shipping' && state === 'current')
  const form = useRecordForm<Values, unknown>({
    initial: { ...blank, purpose: shipsElsewhere ? 'shipping' : 'billing' },
    input: values => ({ id: party.id, ...inputOf(values) }),
    schema: addressesContract.move['~orpc'].inputSchema,
    save: (input: Move, saving) => api.move.call(input, saving),
    onSaved: () => saved(words.saved),
  })
  const { purpose } = form.values
  const replaces =
    form.values.when !== 'issue' &&
    party.addresses.some(
      address => address.purpose === purpose && purpose !== 'temporary' && address.state === 'planned',
    )
  return (
    <FormDialog title={words.move} form={form} submit={words.save} size={520} onClose={onClose}>
      <Text component="p" c="dimmed">
        {words.moveText}
        {replaces && ` ${words.replaces}`}
      </Text>
      <SwitchField
        {...form.field('purpose')}
        label={words.use}
        options={USES.map(value => ({ value, label: words.uses[value] }))}
      />
      <When form={form} issueField={issueField} />
      <AddressFields value={form.values.place} onChange={place => form.set({ place })} name="place" />
    </FormDialog>
  )
}

function When({ form, issueField: Issue }: { form: RecordForm<Values>; issueField: IssueField | undefined }) {
  const words = useLabels(addressWords)
  const { purpose, when } = form.values
  if (purpose === 'temporary')
    return (
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
        <DayField {...form.field('validFrom')} label={words.from} required />
        <DayField {...form.field('validTo')} label={words.to} required />
      </FieldRow>
    )
  const possible = WHENS.filter(value => value !== 'issue' || Issue)
  return (
    <>
      <SwitchField
        {...form.field('when')}
        label={words.when}
        options={possible.map(value => ({ value, label: words.whens[value] }))}
      />
      {when === 'day' && <DayField {...form.field('validFrom')} label={words.firstDay} required />}
      {when === 'issue' && Issue && <Issue {...form.field('issuesFrom')} label={words.firstIssue} required />}
    </>
  )
}
