import { Button } from '@mantine/core'
import { IconBan } from '@tabler/icons-react'
import { useState } from 'react'
import type { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts } from '../../../platform/web/record/facts.tsx'
import { PanelBody } from '../../../platform/web/record/panel-form.tsx'
import { RecordHead } from '../../../platform/web/record/record-panel.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import type { accountsContract } from '../contract.ts'
import { peopleWords } from '../labels/people.ts'
import { accountsLabels } from '../labels.ts'

type Api = ReturnType<typeof apiOf<typeof accountsContract>>
export type Key = Awaited<ReturnType<Api['keys']['list']['call']>>['rows'][number]

/** Whether a key opens anything today. */
export function KeyStatus({ of }: { of: Key }) {
  const words = useLabels(peopleWords)
  const [now] = useState(() => new Date().toISOString())
  if (of.revokedAt) return <Status of="off" label={words.revoked} />
  return of.expiresAt < now ? <Status of="bad" label={words.expired} /> : <Status of="good" label={words.valid} />
}

/** What a key may do, whose it is and since when; the key itself was shown once. */
export function KeyPanel({ of, onRevoke }: { of: Key; onRevoke(): void }) {
  const words = useLabels(peopleWords)
  const labels = useLabels(accountsLabels)
  const format = useFormat()
  const may = useMay()
  return (
    <PanelBody>
      <RecordHead
        name={of.name}
        status={<KeyStatus of={of} />}
        actions={
          of.revokedAt === null &&
          may('accounts.write') && (
            <Button variant="default" leftSection={<IconBan size={15} />} onClick={onRevoke}>
              {words.revoke}
            </Button>
          )
        }
      />
      <Facts
        facts={[
          { label: words.keyStart, value: of.start },
          { label: words.owner, value: of.owner },
          { label: words.keyRights, value: of.rights.map(right => labels.rights[right]).join(', '), wide: true },
          { label: words.createdAt, value: format.instant(of.createdAt) },
          { label: words.keyExpires, value: format.instant(of.expiresAt) },
          { label: words.lastUsedAt, value: of.lastUsedAt && format.instant(of.lastUsedAt) },
          { label: words.revokedAt, value: of.revokedAt && format.instant(of.revokedAt) },
        ]}
      />
    </PanelBody>
  )
}
