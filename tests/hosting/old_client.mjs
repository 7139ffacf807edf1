// Reads a region with Integreat's former client (npm, @integreat-app/integreat-api-client 6) and prints what it has understood.
// node old_client.mjs <base> <region> <language> [new]: with "new" it is sent to the addresses of today's API.
import { createRequire } from "node:module";

globalThis.window = globalThis; // The client was made for browsers.
const client = createRequire(import.meta.url)("@integreat-app/integreat-api-client");
const [base, city, language, addresses] = process.argv.slice(2);
const today = addresses === "new" ? `${base}/api/v3` : undefined;

const ask = async (create, path, more = {}) => {
  const own = today && `${today}/${path}`;
  const payload = await client[create](base).request({ city, language, ...more }, own);
  return JSON.parse(JSON.stringify(payload.data, (_, value) => (value instanceof Map ? Object.fromEntries(value) : value)));
};
const here = `${city}/${language}`;
const news = await ask("createLocalNewsEndpoint", `${here}/fcm/`);
console.log(
  JSON.stringify({
    regions: await ask("createCitiesEndpoint", "regions/"),
    languages: await ask("createLanguagesEndpoint", `${city}/languages/`),
    pages: await ask("createCategoriesEndpoint", `${here}/pages/`),
    places: await ask("createPOIsEndpoint", `${here}/locations/`),
    events: await ask("createEventsEndpoint", `${here}/events/`),
    imprint: await ask("createDisclaimerEndpoint", `${here}/disclaimer/`),
    offers: await ask("createOffersEndpoint", `${here}/extras/`),
    news,
    message: await ask("createLocalNewsElementEndpoint", `${here}/fcm/${news[0]._id}/`, { id: news[0]._id }),
  }),
);
