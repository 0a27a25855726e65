import { Button } from '@mantine/core'
import { IconHomeMove, IconPencil } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { CardPage } from '../../../platform/web/record/card-page.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { addressWords } from '../labels/addresses.ts'
import { partyWords } from '../labels/screens.ts'
import { partiesLabels } from '../labels.ts'
import { MergesOf } from './merged-into.part.tsx'
import { type IssueField, MoveDialog } from './move.form.tsx'
import { EditParty } from './party.form.tsx'
import { PartyKnown, partyName, useParty } from './party-panel.part.tsx'

type Tab = { key: string; label: string; content: ReactNode }

/** One contact on its own page; what other slices hang on it is given by the app. */
export function PartyPage({
  tabs,
  actions,
  issueField,
}: {
  tabs: (id: string) => readonly Tab[]
  actions?: (id: string) => ReactNode
  issueField?: IssueField
}) {
  const { id } = useParams({ strict: false }) as { id: string }
  const labels = useLabels(partiesLabels)
  const words = useLabels(partyWords)
  const path = useCompanyPath()
  const may = useMay()
  const { move } = useLabels(addressWords)
  const [editing, setEditing] = useState(false)
  const [moving, setMoving] = useState(false)
  return (
    <CardPage
      query={useParty(id)}
      back={{ to: path('contacts'), label: labels.parties }}
      number={party => party.number}
      name={partyName}
      actions={party =>
        !editing &&
        !party.mergedIntoId && (
          <>
            {may('parties.write') && (
              <>
                <Button leftSection={<IconPencil size={15} />} onClick={() => setEditing(true)}>
                  {words.edit}
                </Button>
                <Button variant="default" leftSection={<IconHomeMove size={15} />} onClick={() => setMoving(true)}>
                  {move}
                </Button>
              </>
            )}
            {actions?.(id)}
          </>
        )
      }
      tabs={() => tabs(id)}
    >
      {party => (
        <>
          {editing ? (
            <div style={{ maxWidth: 560 }}>
              <EditParty party={party} onDone={() => setEditing(false)} />
            </div>
          ) : (
            <PartyKnown of={party} />
          )}
          <MergesOf partyId={party.id} />
          <Stamps {...party} />
          {moving && (
            <MoveDialog party={party} {...(issueField ? { issueField } : {})} onClose={() => setMoving(false)} />
          )}
        </>
      )}
    </CardPage>
  )
}
