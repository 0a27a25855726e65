import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { CardPage } from '../../../platform/web/record/card-page.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { partyWords } from '../labels/screens.ts'
import { partiesLabels } from '../labels.ts'
import { EditParty } from './party.form.tsx'
import { PartyFacts, partyName, useParty } from './party-panel.part.tsx'

type Tab = { key: string; label: string; content: ReactNode }

/** One contact on its own page; what other slices hang on it is given by the app. */
export function PartyPage({
  tabs,
  actions,
}: {
  tabs: (id: string) => readonly Tab[]
  actions?: (id: string) => ReactNode
}) {
  const { id } = useParams({ strict: false }) as { id: string }
  const labels = useLabels(partiesLabels)
  const words = useLabels(partyWords)
  const path = useCompanyPath()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  return (
    <CardPage
      query={useParty(id)}
      back={{ to: path('contacts'), label: labels.parties }}
      number={party => party.number}
      name={partyName}
      actions={() =>
        !editing && (
          <>
            {may('parties.write') && (
              <Button leftSection={<IconPencil size={15} />} onClick={() => setEditing(true)}>
                {words.edit}
              </Button>
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
            <PartyFacts of={party} />
          )}
          <Stamps {...party} />
        </>
      )}
    </CardPage>
  )
}
