import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { productLookup } from '../../catalog/pages/product-lookup.part.tsx'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { collectedLabels } from '../labels/collected.ts'
import { decisionWords } from '../labels/decision-screens.ts'
import { useCalled } from './collected-status.part.tsx'
import classes from './exchange.module.css'
import { type CollectedCard, collectedDocuments } from './exchange-api.part.ts'

const UNPROVEN: ReadonlySet<string> = new Set([
  'exchange.unsigned',
  'exchange.unknownSender',
  'exchange.unknownKey',
  'exchange.notPaired',
])

/** What looking again cannot help: the mail is what it is. */
const FOR_GOOD: ReadonlySet<string> = new Set([
  'exchange.changed',
  'exchange.signatureUnreadable',
  'exchange.forAnother',
])

/** What somebody can decide of a document that waits: map, accept, vouch, take again, refuse. Source. */
export function Decisions({ of }: { of: CollectedCard }) {
  const words = useLabels(decisionWords)
  const decide = useDeciding(of)
  const { id, code, codeLabel, reason, kind } = of
  const isUnproven = (kind === 'order' && UNPROVEN.has(reason)) || reason === 'exchange.unknownInvitation'
  return (
    <>
      {code !== '' && (
        <Choice
          label={words.product(code)}
          hint={words.productHint(codeLabel)}
          source={productLookup}
          action={words.map}
          onChosen={productId => decide(() => collectedDocuments.map.call({ id, code, productId }))}
        />
      )}
      {isUnproven && (
        <Choice
          label={words.whose}
          hint={words.whoseHint}
          source={contactLookup}
          action={words.vouch}
          initial={of.partyId}
          careful
          onChosen={partyId => decide(() => collectedDocuments.accept.call({ id, partyId }))}
        />
      )}
      <div className={classes.buttons}>
        {reason === 'exchange.otherPrice' && (
          <Button size="xs" onClick={() => void decide(() => collectedDocuments.accept.call({ id }))}>
            {words.acceptPrice}
          </Button>
        )}
        {of.hasMail && kind !== 'none' && !FOR_GOOD.has(reason) && (
          <Button
            size="xs"
            variant="default"
            title={words.againText}
            onClick={() => void decide(() => collectedDocuments.again.call({ id }))}
          >
            {words.again}
          </Button>
        )}
        <Refuse onRefused={note => void decide(() => collectedDocuments.refuse.call({ id, note }))} />
      </div>
    </>
  )
}

function useDeciding(of: CollectedCard) {
  const words = useLabels(decisionWords)
  const { states } = useLabels(collectedLabels)
  const called = useCalled()
  const path = useCompanyPath()
  const notify = useNotify()
  return async (act: () => Promise<CollectedCard>) => {
    try {
      const { state, orderId } = await act()
      if (state === 'quarantined') notify.refused(words.stillWaits)
      else {
        const link = { to: path(`orders/${orderId}`), label: words.open }
        notify.done(
          words.decided(called(of) || of.subject, states[state]),
          state === 'taken' && orderId ? { link } : {},
        )
      }
    } catch (error) {
      notify.failed(error)
    }
    refresh()
  }
}

type ChoiceProps = {
  label: string
  hint: string
  source: typeof contactLookup
  action: string
  /** Who or what it is in all likelihood. */
  initial?: string | null
  /** Not the first thing to do. */
  careful?: boolean
  onChosen(id: string): Promise<void>
}

/** One record to choose, and what is then done with it. */
function Choice({ label, hint, source, action, initial = null, careful, onChosen }: ChoiceProps) {
  const [chosen, setChosen] = useState(initial)
  return (
    <div className={classes.choice}>
      <LookupField name="chosen" label={label} description={hint} source={source} value={chosen} onChange={setChosen} />
      <Button
        variant={careful ? 'default' : 'filled'}
        disabled={chosen === null}
        onClick={() => chosen && void onChosen(chosen)}
      >
        {action}
      </Button>
    </div>
  )
}

function Refuse({ onRefused }: { onRefused(note: string): void }) {
  const words = useLabels(decisionWords)
  const [asked, setAsked] = useState(false)
  const [why, setWhy] = useState('')
  const refuse = () => {
    setAsked(false)
    onRefused(why)
  }
  return (
    <>
      <Button size="xs" color="red" variant="subtle" onClick={() => setAsked(true)}>
        {words.refuse}
      </Button>
      <Confirm
        opened={asked}
        danger
        title={words.refuseTitle}
        text={
          <>
            {words.refuseText}
            <TextInput
              mt="sm"
              label={words.why}
              required
              value={why}
              onChange={event => setWhy(event.currentTarget.value)}
              data-autofocus
            />
          </>
        }
        action={words.refuseAction}
        disabled={why.trim() === ''}
        onConfirm={refuse}
        onCancel={() => setAsked(false)}
      />
    </>
  )
}
