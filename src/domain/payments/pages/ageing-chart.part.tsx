import { Bars } from '../../../platform/web/figures/bars.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { balanceLabels } from '../labels/balances.ts'
import { paymentsWords } from '../labels/screens.ts'
import type { Ages } from './ageing.page.tsx'
import classes from './payments.module.css'

const AGES = ['notDueCents', 'to30Cents', 'to60Cents', 'to90Cents', 'olderCents'] as const

/** What all customers owe by age, as bars and in figures. */
export function AgeingChart({ ages }: { ages: Ages }) {
  const words = useLabels(paymentsWords)
  const { columns } = useLabels(balanceLabels)
  return (
    <div className={classes.chart}>
      <figure>
        <figcaption>{words.ageingChart}</figcaption>
        <Bars
          data={AGES.map(age => ({ label: columns[age], owed: ages[age] }))}
          series={[{ name: 'owed', label: words.chartAxis, color: 'var(--chart-owed)' }]}
          xLabel={words.overdue}
        />
      </figure>
      <dl className={classes.sums}>
        {AGES.map(age => (
          <Sum key={age} label={words.ages[age]} cents={ages[age]} />
        ))}
        <Sum label={words.total} cents={ages.owedCents} total />
        <Sum label={words.credit} cents={ages.creditCents} />
        <Sum label={words.balance} cents={ages.balanceCents} total />
      </dl>
    </div>
  )
}

function Sum({ label, cents, total }: { label: string; cents: number; total?: boolean }) {
  const format = useFormat()
  return (
    <>
      <dt data-total={total}>{label}</dt>
      <dd data-total={total}>{format.money(cents)}</dd>
    </>
  )
}
