import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { partiesContract } from '../contract.ts'
import { businessWords } from '../labels/business.ts'
import { partyWords } from '../labels/screens.ts'
import { partiesLabels } from '../labels.ts'
import { PartyAddresses } from './addresses.part.tsx'
import { MergedInto } from './merged-into.part.tsx'
import { EditParty } from './party.form.tsx'

const api = apiOf('parties', partiesContract)
export type Party = Awaited<ReturnType<typeof api.get.call>>

/** One contact, read by its id. */
export const useParty = (id: string) =>
  useQuery(api.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))

/** What a contact is called. */
export const partyName = ({
  kind,
  lastName,
  firstName,
  legalName,
}: Pick<Party, 'kind' | 'lastName' | 'firstName' | 'legalName'>) =>
  (kind === 'organisation' ? legalName : '') || `${lastName} ${firstName}`.trim() || legalName

/** One contact beside its list; can be changed there. */
export function PartyPanel({ id }: { id: string }) {
  const words = useLabels(partyWords)
  const [editing, setEditing] = useState(false)
  const may = useMay()
  return (
    <RecordPanel query={useParty(id)}>
      {party => (
        <>
          <RecordHead
            number={party.number}
            name={partyName(party)}
            actions={
              !editing && (
                <>
                  {may('parties.write') && (
                    <Button variant="default" leftSection={<IconPencil size={15} />} onClick={() => setEditing(true)}>
                      {words.edit}
                    </Button>
                  )}
                  <RecordButton to={`contacts/${id}`}>{words.open}</RecordButton>
                </>
              )
            }
          />
          {editing ? <EditParty party={party} onDone={() => setEditing(false)} /> : <PartyKnown of={party} />}
          <Stamps {...party} />
        </>
      )}
    </RecordPanel>
  )
}

/** All that is known of a contact, with its addresses, and where it went when it was merged. */
export function PartyKnown({ of }: { of: Party }) {
  return (
    <>
      <MergedInto party={of} />
      <PartyFacts of={of} />
      <PartyAddresses party={of} />
    </>
  )
}

/** What a contact is. */
function PartyFacts({ of }: { of: Party }) {
  const { columns, roles, role, kinds } = useLabels(partiesLabels)
  const business = useLabels(businessWords)
  const format = useFormat()
  const named = [
    of.isCustomer && roles.customer,
    of.isSupplier && roles.supplier,
    of.isMailingHouse && roles['mailing-house'],
    of.isAgency && roles.agency,
  ]
  return (
    <Facts
      facts={[
        { label: columns.kind, value: kinds[of.kind] },
        { label: role, value: named.filter(Boolean).join(', ') },
        { label: columns.honorific, value: of.honorific },
        { label: columns.lastName, value: of.lastName },
        { label: columns.firstName, value: of.firstName },
        { label: columns.legalName, value: of.legalName },
        {
          label: of.emails.length > 1 ? columns.emails : columns.email,
          value:
            of.emails.length > 0 &&
            of.emails.map(mail => (
              <a key={mail} href={`mailto:${mail}`} style={{ display: 'block', color: 'var(--mantine-color-anchor)' }}>
                {mail}
              </a>
            )),
        },
        { label: of.phones.length > 1 ? columns.phones : columns.phone, value: of.phones.join('\n') },
        { label: business.siren, value: of.siren.replace(/(\d{3})(?=\d)/g, '$1\u202f') },
        { label: business.vatNumber, value: of.vatNumber },
        { label: business.electronicAddress, value: of.electronicAddress },
        { label: business.language, value: of.language !== 'fr' && business.languages[of.language] },
        { label: columns.noMarketingOn, value: of.noMarketingOn && format.day(of.noMarketingOn) },
        { label: columns.note, value: of.note, wide: true },
        { label: columns.privateNote, value: of.privateNote, wide: true },
        { label: columns.externalId, value: of.externalId },
      ]}
    />
  )
}
