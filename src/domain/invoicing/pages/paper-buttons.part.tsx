import { Button } from '@mantine/core'
import { IconFileCode, IconFileTypePdf } from '@tabler/icons-react'
import { useCompany } from '../../../platform/web/company.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { writeSearch } from '../../../platform/web/search-params.ts'
import { invoicingWords } from '../labels/screens.ts'

/** The paper of a document in a tab of its own, and its data. */
export function PaperButtons({ of, brief = false }: { of: { id: string; number: string | null }; brief?: boolean }) {
  const words = useLabels(invoicingWords)
  const company = useCompany()
  const [inLanguage] = useLanguage()
  const address = (what: string) => `/api/invoices/${of.id}/${what}${writeSearch({ company, inLanguage })}`
  return (
    <>
      <Button
        component="a"
        variant="default"
        href={address('pdf')}
        target="_blank"
        rel="noreferrer"
        leftSection={<IconFileTypePdf size={15} />}
      >
        {words.pdf}
      </Button>
      {!brief && of.number !== null && (
        <Button component="a" variant="default" href={address('cii')} download leftSection={<IconFileCode size={15} />}>
          {words.data}
        </Button>
      )}
    </>
  )
}
