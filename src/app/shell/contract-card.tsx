import { contractWords } from '../../domain/contracts/labels/screens.ts'
import { ContractPage } from '../../domain/contracts/pages/contract.page.tsx'
import { ContractHistory } from '../../domain/contracts/pages/contract-history.part.tsx'
import { ContractLines, ContractNotices } from '../../domain/contracts/pages/contract-lines.part.tsx'
import { ContractInvoices, TermsOf } from '../../domain/contracts/pages/terms-of.part.tsx'
import { useLabels } from '../../platform/web/language.ts'
import { useMay } from '../../platform/web/session.tsx'

/** A contract with its terms, lines, invoices, notices and history. */
export function ContractCard() {
  const words = useLabels(contractWords)
  const may = useMay()
  return (
    <ContractPage
      tabs={contract => [
        { key: 'terms', label: words.terms, content: <TermsOf contractId={contract.id} /> },
        { key: 'lines', label: words.lines, content: <ContractLines of={contract} /> },
        { key: 'invoices', label: words.invoices, content: <ContractInvoices contractId={contract.id} /> },
        { key: 'notices', label: words.notices, content: <ContractNotices of={contract} /> },
        ...(may('audit.read')
          ? [
              {
                key: 'history',
                label: words.history,
                content: <ContractHistory id={contract.id} />,
              },
            ]
          : []),
      ]}
    />
  )
}
