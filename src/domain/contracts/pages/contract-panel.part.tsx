import { useLabels } from '../../../platform/web/language.ts'
import { RecordButton } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { contractWords } from '../labels/screens.ts'
import { FreeToEnd } from './contract.page.tsx'
import { ContractActions } from './contract-actions.part.tsx'
import { useContract } from './contract-api.part.ts'
import { ContractFacts } from './contract-facts.part.tsx'
import { ContractStatus } from './contract-status.part.tsx'
import { TermsOf } from './terms-of.part.tsx'

/** A contract beside the list. */
export function ContractPanel({ id }: { id: string }) {
  const words = useLabels(contractWords)
  return (
    <RecordPanel query={useContract(id)}>
      {contract => (
        <>
          <RecordHead
            number={contract.number}
            name={contract.title}
            status={<ContractStatus of={contract.state} />}
            actions={
              <>
                <RecordButton to={`contracts/${contract.id}`}>{words.open}</RecordButton>
                <ContractActions of={contract} />
              </>
            }
          />
          <FreeToEnd of={contract} />
          <ContractFacts of={contract} brief />
          <RecordPart title={words.terms}>
            <TermsOf contractId={contract.id} brief />
          </RecordPart>
          <Stamps createdAt={contract.createdAt} createdBy={contract.createdBy} />
        </>
      )}
    </RecordPanel>
  )
}
