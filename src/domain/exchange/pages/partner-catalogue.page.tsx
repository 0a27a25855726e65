import { Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordButton } from '../../../platform/web/record/facts.tsx'
import { PlainTable } from '../../../platform/web/record/plain-table.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { catalogueWords } from '../labels/catalogue-screens.ts'
import { catalogueLabels, fieldText } from '../labels/catalogues.ts'
import { CATALOGUE_FIELDS, VERDICTS, type Verdict } from '../rules/catalogue.ts'
import { ApplyCatalogue, CatalogueActions } from './catalogue-actions.part.tsx'
import {
  type CatalogueLine,
  type PartnerCatalogue,
  partnerCatalogueLines,
  partnerCatalogues,
} from './catalogue-api.part.ts'
import { CatalogueStatus, VerdictStatus } from './catalogue-status.part.tsx'
import classes from './catalogues.module.css'

/** What the catalogue of a partner changes, product by product and field by field, before anything is applied. Source: D8. */
export function PartnerCataloguePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const words = useLabels(catalogueWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const { data } = useQuery(partnerCatalogues.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  const [applying, setApplying] = useState(false)
  const isApplicable = data && data.later === null && data.changedParts.length > 0
  const apply = { label: words.apply, right: 'catalog.write', run: () => setApplying(true) }
  return (
    <>
      <ListPage
        title={data ? words.of(data.partner, format.day(data.asOf)) : words.title}
        name="partner-catalogue-lines"
        source={partnerCatalogueLines}
        fixed={useMemo(() => ({ catalogueId: id }), [id])}
        counted={count => format.many(count, words.productOne, words.productMany)}
        columns={useColumns()}
        filters={useFilters()}
        exportPath="/partner-catalogue-lines/export"
        empty={{ text: words.upToDate }}
        otherActions={[{ label: words.all, run: () => void navigate({ to: path('partner-catalogues') }) }]}
        headingEnd={data && <CatalogueActions of={data} />}
        above={data && <Summary of={data} />}
        panel={(_id, row) => row && <LinePanel of={row} />}
        rowName={({ code, label }) => `${code} ${label}`}
        {...(isApplicable ? { mainAction: apply } : {})}
      />
      {applying && data && <ApplyCatalogue of={data} onClose={() => setApplying(false)} />}
    </>
  )
}

/** How many products stand how; each shows them alone. */
function Summary({ of }: { of: PartnerCatalogue }) {
  const words = useLabels(catalogueWords)
  const format = useFormat()
  const [{ verdict: shown }, setSearch] = useSearchValues()
  const counts: Record<Verdict, number> = {
    new: of.newCount,
    changed: of.changedCount,
    same: of.sameCount,
    'only-here': of.onlyHereCount,
    conflict: of.conflictCount,
  }
  return (
    <div className={classes.above}>
      <p className={classes.state}>
        <CatalogueStatus of={of.state} />
        <Text span size="sm" c="dimmed">
          {words.comparedOn} {format.instant(of.comparedAt)}
        </Text>
        {of.later && <span role="status">{words.older(format.day(of.later))}</span>}
      </p>
      <fieldset className={classes.summary} aria-label={words.byVerdict}>
        {VERDICTS.filter(verdict => counts[verdict] > 0).map(verdict => (
          <button
            key={verdict}
            type="button"
            aria-pressed={verdict === shown}
            className={classes.verdict}
            onClick={() => setSearch({ verdict: verdict === shown ? undefined : verdict, open: undefined })}
          >
            <VerdictStatus of={verdict} />
            <strong>{format.integer(counts[verdict])}</strong>
          </button>
        ))}
      </fieldset>
    </div>
  )
}

/** One product, field by field: here, and as the catalogue says. */
function LinePanel({ of }: { of: CatalogueLine }) {
  const words = useLabels(catalogueWords)
  const { fields, columns } = useLabels(catalogueLabels)
  const [language] = useLanguage()
  return (
    <div className={classes.panel}>
      <h2>
        {of.code} · {of.label}
      </h2>
      <VerdictStatus of={of.verdict} />
      {of.why && <p>{of.why}</p>}
      {of.changes.length > 0 && (
        <PlainTable
          rows={of.changes.map(change => ({ id: change.field, ...change }))}
          empty=""
          columns={[
            { key: 'field', header: columns.difference, cell: ({ field }) => fields[field] },
            { key: 'from', header: words.here, cell: ({ field, from }) => fieldText(field, from, language) },
            {
              key: 'to',
              header: words.there,
              cell: ({ field, to }) => <strong>{fieldText(field, to, language)}</strong>,
            },
          ]}
        />
      )}
      {of.productId && (
        <RecordButton to="products" search={{ open: of.productId }}>
          {words.product}
        </RecordButton>
      )}
    </div>
  )
}

function useColumns(): ListColumn<CatalogueLine>[] {
  const { columns } = useLabels(catalogueLabels)
  return useMemo(
    () => [
      { key: 'code', header: columns.code, width: 120, phone: 1 },
      { key: 'label', header: columns.label, width: 220, phone: 2 },
      {
        key: 'verdict',
        header: columns.verdict,
        width: 120,
        phone: 'end',
        cell: row => <VerdictStatus of={row.verdict} />,
      },
      {
        key: 'difference',
        header: columns.difference,
        width: 300,
        grow: true,
        cell: row => row.why || row.difference,
        text: row => row.why || row.difference,
      },
      { key: 'why', header: columns.why, width: 240, hidden: true },
    ],
    [columns],
  )
}

function useFilters(): ListFilter[] {
  const { columns, verdicts, fields } = useLabels(catalogueLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        key: 'verdict',
        single: true,
        own: true,
        label: columns.verdict,
        options: VERDICTS.map(value => ({ value, label: verdicts[value] })),
      },
      {
        kind: 'choice',
        key: 'field',
        single: true,
        label: columns.difference,
        options: CATALOGUE_FIELDS.map(value => ({ value, label: fields[value] })),
      },
    ],
    [columns, verdicts, fields],
  )
}
