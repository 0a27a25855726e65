import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'
import type { Mention, MissingMention } from '../rules/mentions.ts'
import { ruleWords } from './rules.ts'

/** What is missing on a document, and what to do about it. */
const mentionWords = labels(
  {
    mentions: {
      seller: 'l’identité de votre société (Réglages, Société sur les factures)',
      'seller.address': 'l’adresse de votre société',
      'seller.siren': 'le SIREN de votre société',
      'seller.legalForm': 'la forme juridique de votre société',
      'seller.capital': 'le capital de votre société',
      'seller.register': 'le registre où votre société est inscrite (RCS et ville)',
      'seller.vatNumber': 'le numéro de TVA de votre société',
      'buyer.name': 'le nom du client',
      'buyer.address': 'l’adresse du client',
      'buyer.siren': 'le SIREN du client',
      'buyer.vatNumber': 'le numéro de TVA du client',
      'delivery.address': 'l’adresse de livraison',
      lines: 'au moins une ligne',
      'lines.label': 'la désignation',
      dueOn: 'la date d’échéance',
      credits: 'la facture que l’avoir corrige',
      reason: 'le motif de l’avoir',
      rate: 'le taux de change du jour, pour dire la TVA en euros (Comptabilité, Taux de change)',
    } satisfies Record<Mention, string>,
    ofLine: (what: string, line: number) => `${what} de la ligne ${line}`,
  },
  {
    mentions: {
      seller: 'the identity of your company (Settings, Company on invoices)',
      'seller.address': 'the address of your company',
      'seller.siren': 'the SIREN of your company',
      'seller.legalForm': 'the legal form of your company',
      'seller.capital': 'the share capital of your company',
      'seller.register': 'the register your company is entered in (RCS and town)',
      'seller.vatNumber': 'the VAT number of your company',
      'buyer.name': 'the name of the customer',
      'buyer.address': 'the address of the customer',
      'buyer.siren': 'the SIREN of the customer',
      'buyer.vatNumber': 'the VAT number of the customer',
      'delivery.address': 'the delivery address',
      lines: 'at least one line',
      'lines.label': 'the description',
      dueOn: 'the due date',
      credits: 'the invoice that the credit note corrects',
      reason: 'the reason of the credit note',
      rate: 'the exchange rate of the day, to say the VAT in euros (Books, Exchange rates)',
    } satisfies Record<Mention, string>,
    ofLine: (what: string, line: number) => `${what} of line ${line}`,
  },
)

/** One missing mention in words. */
export function missingWords({ mention, line }: MissingMention, language: Language): string {
  const { mentions, ofLine } = mentionWords[language]
  const what = (mentions as Record<Mention, string>)[mention]
  return line === undefined ? what : ofLine(what, line)
}

/** What `missingCodes` wrote, in words. */
export const missingList = (codes: unknown, language: Language): string =>
  String(codes)
    .split(',')
    .map(one => {
      const [mention, line] = one.split(':')
      return missingWords({ mention: mention as Mention, ...(line ? { line: Number(line) } : {}) }, language)
    })
    .join(', ')

export const paperRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'invoicing.notReady': ({ missing }) =>
      `Il manque sur ce document ce que la loi y veut\u00a0: ${missingList(missing, 'fr')}.`,
    'invoicing.breaksRule': ({ rule }) =>
      `Ce document ne peut pas partir\u00a0: il ne respecte pas la règle ${rule} de la facture électronique (${ruleWords(String(rule), 'fr')}).`,
    'invoicing.broughtFromElsewhere':
      'Cette facture a été émise par un autre logiciel\u00a0: son original est là-bas, Facteur ne peut pas l’imprimer.',
    'invoicing.draftHasNoData': 'Un brouillon n’a pas encore de données à transmettre\u00a0: émettez-le d’abord.',
    'invoicing.tooManyPapers': ({ most }) => `Imprimez au plus ${most} documents à la fois.`,
    'invoicing.draftHasNoDuplicate': 'Un brouillon n’a pas de duplicata\u00a0: imprimez-le comme brouillon.',
  },
  en: {
    'invoicing.notReady': ({ missing }) =>
      `What the law wants is missing on this document: ${missingList(missing, 'en')}.`,
    'invoicing.breaksRule': ({ rule }) =>
      `This document cannot leave: it breaks rule ${rule} of electronic invoices (${ruleWords(String(rule), 'en')}).`,
    'invoicing.broughtFromElsewhere':
      'This invoice was issued by another software: its original is there, Facteur cannot print it.',
    'invoicing.draftHasNoData': 'A draft has no data to hand over yet: issue it first.',
    'invoicing.tooManyPapers': ({ most }) => `Print at most ${most} documents at once.`,
    'invoicing.draftHasNoDuplicate': 'A draft has no duplicate: print it as a draft.',
  },
}
