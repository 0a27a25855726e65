import { useQuery } from '@tanstack/react-query'
import { catalogContract } from '../../domain/catalog/contract.ts'
import { apiOf } from '../../platform/web/api.ts'
import { useLabels } from '../../platform/web/language.ts'
import { RecordLink } from '../../platform/web/record/facts.tsx'
import { Section, Sections } from '../../platform/web/section.tsx'
import { useMay } from '../../platform/web/session.tsx'
import { appWords } from './words.ts'

const catalog = apiOf('catalog', catalogContract)

/** What to do first in a company that publishes nothing yet. */
export function FirstSteps() {
  const words = useLabels(appWords)
  const may = useMay()
  const { data } = useQuery({ ...catalog.titles.count.queryOptions({ input: {} }), enabled: may('catalog.write') })
  if (data?.count !== 0) return null
  const steps = [
    { to: 'titles', right: 'catalog.write', name: words.stepTitle, why: words.stepTitleWhy },
    { to: 'products', right: 'catalog.write', name: words.stepProducts, why: words.stepProductsWhy },
    { to: 'seller', right: 'books.write', name: words.stepSeller, why: words.stepSellerWhy },
    { to: 'contacts', right: 'parties.write', name: words.stepContacts, why: words.stepContactsWhy },
    { to: 'imports', right: 'imports.write', name: words.stepImports, why: words.stepImportsWhy },
    { to: 'users', right: 'accounts.write', name: words.stepUsers, why: words.stepUsersWhy },
  ]
  return (
    <Sections>
      <Section title={words.firstSteps}>
        <ol style={{ margin: 0, paddingLeft: 20, display: 'grid', gap: 10 }}>
          {steps
            .filter(({ right }) => may(right))
            .map(({ to, name, why }) => (
              <li key={to}>
                <RecordLink to={to} search={{ open: 'new' }}>
                  {name}
                </RecordLink>
                <div style={{ color: 'var(--mantine-color-dimmed)' }}>{why}</div>
              </li>
            ))}
        </ol>
      </Section>
    </Sections>
  )
}
