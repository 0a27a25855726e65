import { labels } from '../../../values/labels.ts'

/** What stands on a mandate to sign. Source: EPC016-06 and EPC222-07, annex of the mandate. */
export const mandatePaperWords = labels(
  {
    titles: { core: 'Mandat de prélèvement SEPA', b2b: 'Mandat de prélèvement SEPA interentreprises' },
    reference: 'Référence unique du mandat (RUM)',
    leave: (creditor: string) =>
      `En signant ce formulaire de mandat, vous autorisez ${creditor} à envoyer des instructions à votre banque pour débiter votre compte, et votre banque à débiter votre compte conformément aux instructions de ${creditor}.`,
    rights: {
      core: 'Vous bénéficiez du droit d’être remboursé par votre banque selon les conditions décrites dans la convention que vous avez passée avec elle. Une demande de remboursement doit être présentée dans les 8 semaines suivant la date de débit de votre compte. Vos droits concernant ce mandat sont expliqués dans un document que vous pouvez obtenir auprès de votre banque.',
      b2b: 'Ce mandat est réservé aux prélèvements entre professionnels. Vous n’êtes pas en droit de demander à votre banque le remboursement d’un prélèvement une fois votre compte débité\u202f; vous pouvez lui demander de ne pas débiter votre compte jusqu’à la date d’échéance.',
    },
    debtor: 'Vous',
    holder: 'Titulaire du compte',
    address: 'Adresse',
    iban: 'Compte (IBAN)',
    bic: 'Banque (BIC)',
    creditor: 'Le créancier',
    name: 'Nom',
    creditorId: 'Identifiant de créancier SEPA (ICS)',
    kind: 'Type de paiement',
    frequencies: { recurrent: 'Récurrent', 'one-off': 'Ponctuel' },
    town: 'Fait à',
    day: 'Le',
    signature: 'Signature',
    back: 'À renvoyer signé au créancier, à l’adresse ci-dessus.',
    file: 'mandat',
  },
  {
    titles: { core: 'SEPA Direct Debit Mandate', b2b: 'SEPA Business-to-Business Direct Debit Mandate' },
    reference: 'Mandate reference',
    leave: (creditor: string) =>
      `By signing this mandate form, you authorise ${creditor} to send instructions to your bank to debit your account, and your bank to debit your account in accordance with the instructions from ${creditor}.`,
    rights: {
      core: 'As part of your rights, you are entitled to a refund from your bank under the terms and conditions of your agreement with your bank. A refund must be claimed within 8 weeks starting from the date on which your account was debited. Your rights are explained in a statement that you can obtain from your bank.',
      b2b: 'This mandate is only intended for business-to-business transactions. You are not entitled to a refund from your bank after your account has been debited, but you are entitled to request your bank not to debit your account up until the day on which the payment is due.',
    },
    debtor: 'You',
    holder: 'Account holder',
    address: 'Address',
    iban: 'Account (IBAN)',
    bic: 'Bank (BIC)',
    creditor: 'The creditor',
    name: 'Name',
    creditorId: 'SEPA creditor identifier',
    kind: 'Type of payment',
    frequencies: { recurrent: 'Recurrent', 'one-off': 'One-off' },
    town: 'Signed in',
    day: 'On',
    signature: 'Signature',
    back: 'To be returned signed to the creditor, at the address above.',
    file: 'mandate',
  },
)
