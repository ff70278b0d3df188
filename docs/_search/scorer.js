// Sphinx gives each page that has all words of a query the same score, whichever of its
// headings they are in. Here a page is better for each word that its own title has.
var Scorer = {
  score: ([, title, , , score]) => {
    const query = new URLSearchParams(window.location.search).get("q") ?? "";
    const words = splitQuery(query.toLowerCase());
    const inTitle = title.toLowerCase();
    return score + 10 * words.filter((word) => inTitle.includes(word)).length;
  },
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
