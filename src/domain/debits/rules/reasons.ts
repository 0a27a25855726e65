import type { Language } from '../../../values/language.ts'

type Reason = { fr: string; en: string; retried?: boolean }

/** Why banks send a debit back, in words; only what time may mend is tried again by itself. Source: ISO 20022 ExternalStatusReason1Code, EPC173-14. */
export const REASONS: Record<string, Reason> = {
  AC01: { fr: 'Numéro de compte inexact', en: 'Incorrect account number' },
  AC04: { fr: 'Compte clos', en: 'Closed account' },
  AC06: { fr: 'Compte bloqué', en: 'Blocked account', retried: true },
  AC13: { fr: 'Compte de consommateur, non admis en B2B', en: 'Account of a consumer, not allowed in B2B' },
  AG01: { fr: 'Compte qui n’admet pas de prélèvement', en: 'Direct debit forbidden on this account' },
  AG02: { fr: 'Code d’opération ou séquence inexacts', en: 'Invalid operation or sequence code' },
  AM01: { fr: 'Montant nul', en: 'Amount of zero' },
  AM02: { fr: 'Montant non admis', en: 'Amount not allowed' },
  AM04: { fr: 'Provision insuffisante', en: 'Insufficient funds', retried: true },
  AM05: { fr: 'Opération en double', en: 'Duplicate collection' },
  AM09: { fr: 'Montant inexact', en: 'Wrong amount' },
  ARDT: { fr: 'Déjà rendu au débiteur', en: 'Already returned' },
  BE01: { fr: 'Titulaire différent de celui du compte', en: 'Debtor not the holder of the account' },
  BE04: { fr: 'Adresse du créancier manquante ou inexacte', en: 'Creditor address missing or incorrect' },
  BE05: { fr: 'Identifiant du créancier (ICS) inconnu', en: 'Creditor identifier not recognised' },
  BE06: { fr: 'Débiteur inconnu', en: 'Unknown debtor' },
  BE07: { fr: 'Adresse du débiteur manquante ou inexacte', en: 'Debtor address missing or incorrect' },
  CNOR: { fr: 'Banque du créancier inconnue dans ce système', en: 'Creditor bank not registered' },
  CURR: { fr: 'Devise non admise', en: 'Currency not allowed' },
  CUST: { fr: 'À la demande du débiteur', en: 'Requested by the customer' },
  DNOR: { fr: 'Banque du débiteur inconnue dans ce système', en: 'Debtor bank not registered' },
  DT01: { fr: 'Date inexacte', en: 'Invalid date' },
  DUPL: { fr: 'Paiement en double', en: 'Duplicate payment' },
  ED05: { fr: 'Règlement entre banques échoué', en: 'Settlement between banks failed', retried: true },
  FF01: { fr: 'Fichier non conforme', en: 'Invalid file format' },
  FF05: { fr: 'Type de prélèvement inexact', en: 'Invalid local instrument' },
  FOCR: { fr: 'Après une demande d’annulation', en: 'Following a cancellation request' },
  FRAD: { fr: 'Origine frauduleuse', en: 'Fraudulent origin' },
  MD01: { fr: 'Pas de mandat', en: 'No mandate' },
  MD02: { fr: 'Données du mandat manquantes ou inexactes', en: 'Mandate data missing or incorrect' },
  MD03: { fr: 'Données du mandat inexactes', en: 'Invalid mandate data' },
  MD05: { fr: 'Prélèvement qui n’était pas dû', en: 'Collection not due' },
  MD06: { fr: 'Remboursement demandé par le débiteur', en: 'Refund requested by the debtor' },
  MD07: { fr: 'Débiteur décédé', en: 'Debtor deceased' },
  MS02: { fr: 'Refus du débiteur, sans motif', en: 'Refused by the debtor, reason not given' },
  MS03: { fr: 'Refus de la banque, sans motif', en: 'Refused by the bank, reason not given', retried: true },
  NARR: { fr: 'Motif donné en texte', en: 'Reason given in text' },
  NOAS: { fr: 'Pas de réponse du débiteur', en: 'No answer from the debtor', retried: true },
  NOOR: { fr: 'Opération d’origine jamais reçue', en: 'Original collection never received' },
  RC01: { fr: 'BIC inexact', en: 'Incorrect BIC' },
  RF01: { fr: 'Référence déjà employée', en: 'Reference not unique' },
  RR01: { fr: 'Compte ou identité du débiteur manquants', en: 'Debtor account or identity missing' },
  RR02: { fr: 'Nom ou adresse du débiteur manquants', en: 'Debtor name or address missing' },
  RR03: { fr: 'Nom ou adresse du créancier manquants', en: 'Creditor name or address missing' },
  RR04: { fr: 'Raison réglementaire', en: 'Regulatory reason' },
  SL01: {
    fr: 'Créancier écarté par le débiteur auprès de sa banque',
    en: 'Creditor blocked by the debtor at the bank',
  },
  SVNR: { fr: 'Service non rendu', en: 'Service not rendered' },
  TECH: { fr: 'Incident technique', en: 'Technical problem', retried: true },
  TM01: { fr: 'Fichier reçu trop tard', en: 'File received too late', retried: true },
  UPAY: { fr: 'Paiement qui n’était pas dû', en: 'Undue payment' },
}

const OTHER: Reason = { fr: 'Autre motif', en: 'Other reason' }

/** The reason in words; an unknown one tells its code. */
export const reasonOf = (code: string, language: Language): string =>
  REASONS[code]?.[language] ?? `${OTHER[language]} (${code})`

/** Whether another attempt may be met otherwise. A refund is the debtor's wish, whatever its code says. */
export const isRetried = (code: string, kind: string): boolean =>
  Boolean(REASONS[code]?.retried) && kind !== 'refund' && kind !== 'cancellation'
