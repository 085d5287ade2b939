import { phrase } from "@/lib/reading/tokens/phrase";

/**
 * Towns, states and countries that people also write in small letters. Names that are words too ("nice", "reading",
 * "mobile", "orange", "buffalo", "turkey") are not among them.
 */
const names = `
  cologne|köln|koeln|berlin|hamburg|munich|münchen|frankfurt|stuttgart|düsseldorf|duesseldorf|leipzig|dresden|bremen|
  hanover|hannover|nuremberg|nürnberg|bonn|mainz|vienna|wien|graz|salzburg|zurich|zürich|geneva|basel|bern|london|
  manchester|birmingham|liverpool|leeds|sheffield|bristol|glasgow|edinburgh|cardiff|belfast|dublin|oxford|cambridge|
  brighton|nottingham|newcastle|paris|lyon|marseille|toulouse|bordeaux|lille|strasbourg|rome|milan|naples|turin|
  florence|venice|bologna|madrid|barcelona|valencia|seville|lisbon|porto|brussels|antwerp|amsterdam|rotterdam|utrecht|
  copenhagen|stockholm|gothenburg|oslo|helsinki|warsaw|krakow|prague|budapest|bucharest|athens|istanbul|zagreb|
  toronto|montreal|vancouver|ottawa|calgary|edmonton|sydney|melbourne|brisbane|perth|auckland|
  boston|chicago|houston|dallas|austin|denver|seattle|portland|phoenix|tucson|tulsa|omaha|wichita|memphis|nashville|
  atlanta|miami|orlando|tampa|jacksonville|tallahassee|charlotte|raleigh|richmond|baltimore|philadelphia|pittsburgh|
  cleveland|cincinnati|columbus|toledo|detroit|milwaukee|minneapolis|indianapolis|louisville|albuquerque|sacramento|
  oakland|fresno|anaheim|honolulu|anchorage|boise|spokane|tacoma|reno|brooklyn|manhattan|queens|bronx|hoboken|newark|
  albany|syracuse|rochester|hartford|providence|worcester|knoxville|chattanooga|birmingham|montgomery|savannah|
  shreveport|lubbock|laredo|plano|scottsdale|tempe|chandler|glendale|pasadena|stockton|berkeley|
  texas|florida|california|oregon|nevada|arizona|utah|colorado|kansas|oklahoma|nebraska|iowa|missouri|arkansas|
  louisiana|mississippi|alabama|tennessee|kentucky|ohio|michigan|wisconsin|minnesota|illinois|indiana|virginia|
  maryland|delaware|pennsylvania|connecticut|massachusetts|vermont|hawaii|alaska|idaho|montana|wyoming|
  germany|austria|switzerland|france|italy|spain|portugal|belgium|netherlands|denmark|sweden|norway|finland|poland|
  england|scotland|ireland|canada|mexico |
  new york|jersey|orleans|mexico|haven|hampshire | san francisco|diego|jose|antonio|bernardino | los angeles |
  las vegas | salt lake city | kansas city | oklahoma city | fort worth|lauderdale|wayne | el paso | long beach |
  baton rouge | des moines | little rock | santa fe|monica|barbara|ana | st .? louis|paul|petersburg |
  north|south carolina|dakota | west virginia | rhode island | colorado springs | virginia beach | palm springs|beach |
  washington dc | the hague`;

/** The name of a town, a state or a country, in letters of any size. */
export const town = phrase(names);
