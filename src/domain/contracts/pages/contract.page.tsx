import { Alert } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { CardPage } from '../../../platform/web/record/card-page.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { contractWords } from '../labels/screens.ts'
import { ContractActions } from './contract-actions.part.tsx'
import { type Contract, useContract } from './contract-api.part.ts'
import { ContractFacts } from './contract-facts.part.tsx'
import { ContractStatus } from './contract-status.part.tsx'
import { Missed } from './missed.part.tsx'

type Tab = { key: string; label: string; content: ReactNode }

/** One contract on its own page; what other slices hang on it is given by the app. */
export function ContractPage({ tabs }: { tabs(contract: Contract): readonly Tab[] }) {
  const { id } = useParams({ strict: false }) as { id: string }
  const words = useLabels(contractWords)
  const path = useCompanyPath()
  return (
    <CardPage
      query={useContract(id)}
      back={{ to: path('contracts'), label: words.contracts }}
      number={({ number }) => number}
      name={({ title, customer }) => `${title} · ${customer}`}
      status={({ state }) => <ContractStatus of={state} />}
      actions={contract => <ContractActions of={contract} />}
      tabs={tabs}
    >
      {contract => (
        <>
          <FreeToEnd of={contract} />
          <Missed contractId={contract.id} />
          <ContractFacts of={contract} />
          <Stamps createdAt={contract.createdAt} createdBy={contract.createdBy} />
        </>
      )}
    </CardPage>
  )
}

/** A consumer who was not told in time may end it at any time. Source: L-10. */
export function FreeToEnd({ of }: { of: Contract }) {
  const words = useLabels(contractWords)
  if (!of.freeToEnd) return null
  return (
    <Alert color="yellow" p="xs" title={words.anyTime}>
      {words.anyTimeWhy}
    </Alert>
  )
}
