import { Anchor, Button } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useState } from 'react'
import { useCompany } from '../../../platform/web/company.ts'
import { download } from '../../../platform/web/download.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { PlainTable } from '../../../platform/web/record/plain-table.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { debitsLabels } from '../labels/lists.ts'
import { mandateWords } from '../labels/mandate-screens.ts'
import type { Mandate } from './debit-api.part.ts'
import classes from './debits.module.css'
import { AddProof } from './mandate-dialogs.part.tsx'

/** What proves the signature, as it was given, and one more. Source: L-14. */
export function Proofs({ of }: { of: Mandate }) {
  const words = useLabels(mandateWords)
  const { columns, proofKinds } = useLabels(debitsLabels)
  const format = useFormat()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  return (
    <>
      <PlainTable
        rows={of.proofs}
        empty={of.signedOn ? words.proofMissing : words.noProof}
        columns={[
          { key: 'name', header: columns.name, cell: proof => <ProofLink {...proof} /> },
          { key: 'kind', header: columns.kind, cell: ({ kind }) => proofKinds[kind] },
          { key: 'createdAt', header: columns.keptAt, cell: ({ createdAt }) => format.instant(createdAt) },
          { key: 'createdBy', header: columns.createdBy, cell: ({ createdBy }) => createdBy },
        ]}
      />
      {may('debits.write') && (
        <div className={classes.under}>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPaperclip size={14} />}
            onClick={() => setAdding(true)}
          >
            {words.addProof}
          </Button>
        </div>
      )}
      {adding && <AddProof of={of} onClose={() => setAdding(false)} />}
    </>
  )
}

function ProofLink({ id, name }: { id: string; name: string }) {
  const words = useLabels(mandateWords)
  const notify = useNotify()
  const company = useCompany()
  const [inLanguage] = useLanguage()
  const take = () =>
    download(`/mandate-proofs/${id}/file`, { company, inLanguage }).catch(error => notify.failed(error))
  return (
    <Anchor component="button" ta="start" aria-label={words.openProof(name)} onClick={() => void take()}>
      {name}
    </Anchor>
  )
}
