/** Words that people here put a year and an exclamation mark behind, as far as lists of leaked passwords don't have them. */
const words = `
leerhuis academie academy cursus cours opleiding formation vorming navorming seminarie webinar attest
welkom bienvenue bonjour salut coucou hallo goedemorgen wachtwoord paswoord passwoord geheim motdepasse secret
gebruiker utilisateur user beheerder administrateur administrator admin test tester testen proef essai demo login inloggen
connexion account compte computer ordinateur internet
lente zomer herfst winter voorjaar najaar printemps ete automne hiver spring summer autumn fall
januari februari maart april mei juni juli augustus september oktober november december
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
january february march may june july august
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
lundi mardi mercredi jeudi vendredi samedi dimanche
monday tuesday wednesday thursday friday saturday sunday
vakantie vacances kerstmis noel christmas pasen paques zonneschijn soleil liefde amour chocola chocolat voetbal football
belgie belgique belgium vlaanderen wallonie nederland brussel bruxelles brussels antwerpen gent brugge leuven luik liege
advocaat avocat notaris notaire boekhouder comptable accountant makelaar vastgoed bemiddelaar
`;

export const commonWords: readonly string[] = words.trim().split(/\s+/);
